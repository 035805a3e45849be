"""What admins do about endpoints of other systems."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import webhooks
from wizard.db.queries.webhooks import FAILING, GONE, ON, PAUSED
from wizard.db.records import EndpointRecord
from wizard.errors import AlreadySubmittedError, FieldError, NotFoundError, RefusedError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.event_types import WANTED
from wizard.services.jobs import enqueue
from wizard.services.keys import Keys
from wizard.services.repeated_forms import new_id, new_seed, spend
from wizard.services.webhook_handler import RELEASE
from wizard.services.webhook_secrets import older, seal
from wizard.webhooks.addresses import receiver
from wizard.webhooks.signing import secret_of

MAX_ENDPOINTS = 20
TURNING = timedelta(hours=24)
"""For so long what is sent bears the signature of the old secret too."""

NO_TYPES = "알릴 일을 하나 이상 골라 주세요."
TOO_MANY = f"받는 곳은 {MAX_ENDPOINTS}개까지 둘 수 있어요. 쓰지 않는 곳을 먼저 지워 주세요."
Endpoint = EndpointRecord
"""An endpoint, as views are given it."""


@dataclass(frozen=True)
class Wish:
    """What an admin says of an endpoint.

    Attributes:
        types: of which events it is told.

    """

    url: str
    types: Sequence[str]


@dataclass(frozen=True)
class Shown:
    """An endpoint, and the secret that is told once."""

    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class WebhookAdmin:
    """Looks after endpoints, and sends nothing; each method is one transaction."""

    engine: Engine
    keys: Keys
    now: Callable[[], datetime] = clock

    def endpoints(self) -> Sequence[EndpointRecord]:
        """List every endpoint, oldest first."""
        with reading(self.engine) as connection:
            return webhooks.endpoints(connection)

    def stopped(self) -> Sequence[EndpointRecord]:
        """List those to which nothing goes until somebody has looked: no admin stopped them."""
        return [one for one in self.endpoints() if one.state in {GONE, FAILING}]

    def endpoint(self, endpoint_id: str) -> EndpointRecord:
        """Give an endpoint; `NotFoundError` if there is none."""
        with reading(self.engine) as connection:
            return found(webhooks.endpoint(connection, endpoint_id))

    def add(self, wish: Wish, by: str) -> Shown:
        """Keep a new endpoint; give the secret that is told once.

        Raises:
            FieldError: what is typed cannot be taken.
            KeysError: there are no keys to seal it with.
            RefusedError: there are too many.

        """
        _check(wish)
        shown, ring, now = Shown(new_id(), secret_of(new_seed())), self.keys.ring(), self.now()
        sealed = seal(ring, shown.secret, shown.id)
        made = EndpointRecord(shown.id, wish.url, list(wish.types), sealed, ON, now, now)
        with suppress(AlreadySubmittedError), writing(self.engine) as connection:
            spend(connection)
            if len(webhooks.endpoints(connection)) >= MAX_ENDPOINTS:
                raise RefusedError(TOO_MANY)
            webhooks.add_endpoint(connection, made)
            self._note(connection, Event.WEBHOOK_ADDED, by, shown.id)
        return shown

    def change(self, endpoint_id: str, wish: Wish, by: str) -> None:
        """Give an endpoint another address, or other events; raises as `add` does."""
        _check(wish)
        with self._changing(endpoint_id, Event.WEBHOOK_CHANGED, by) as (connection, now_is):
            webhooks.change_endpoint(
                connection, rested(replace(now_is, url=wish.url, types=list(wish.types)))
            )

    def rotate(self, endpoint_id: str, by: str) -> Shown:
        """Give an endpoint another secret, told once; for a day the last two sign too."""
        shown, ring = Shown(endpoint_id, secret_of(new_seed())), self.keys.ring()
        with (
            suppress(AlreadySubmittedError),
            self._changing(endpoint_id, Event.WEBHOOK_SECRET_TURNED, by) as (connection, now_is),
        ):
            turned = replace(
                now_is,
                secret=seal(ring, shown.secret, endpoint_id),
                old_secret=older(now_is, self.now()),
                old_until=self.now() + TURNING,
            )
            webhooks.change_endpoint(connection, turned)
        return shown

    def pause(self, endpoint_id: str, by: str) -> None:
        """Send nothing there for now; what happens meanwhile is held."""
        with self._changing(endpoint_id, Event.WEBHOOK_PAUSED, by) as (connection, now_is):
            webhooks.change_endpoint(connection, replace(now_is, state=PAUSED, since=self.now()))

    def resume(self, endpoint_id: str, by: str) -> None:
        """Send there again, what was held first."""
        now = self.now()
        with self._changing(endpoint_id, Event.WEBHOOK_RESUMED, by) as (connection, now_is):
            webhooks.change_endpoint(connection, rested(replace(now_is, state=ON, since=now)))
            webhooks.renew_held(connection, endpoint_id)
            enqueue(connection, RELEASE, endpoint_id, now)

    def delete(self, endpoint_id: str, by: str) -> None:
        """Forget an endpoint, with everything that is on its way there."""
        with self._changing(endpoint_id, Event.WEBHOOK_DELETED, by) as (connection, _):
            webhooks.drop_endpoint(connection, endpoint_id)

    @contextmanager
    def _changing(
        self, endpoint_id: str, event: Event, by: str
    ) -> Iterator[tuple[Connection, EndpointRecord]]:
        """Open a transaction about an endpoint that nobody else changes until its end."""
        with writing(self.engine) as connection:
            spend(connection)
            yield connection, found(webhooks.endpoint(connection, endpoint_id, lock=True))
            self._note(connection, event, by, endpoint_id)

    def _note(self, connection: Connection, event: Event, by: str, endpoint_id: str) -> None:
        record_event(connection, event, by, self.now(), subject=endpoint_id)


def found(endpoint: EndpointRecord | None) -> EndpointRecord:
    """Give an endpoint that is there; `NotFoundError` if it is not."""
    if endpoint is None:
        raise NotFoundError("no such endpoint")
    return endpoint


def rested(endpoint: EndpointRecord) -> EndpointRecord:
    """Give an endpoint of which nothing bad is known any more."""
    return replace(endpoint, failures=0, failing_since=None, rests_until=None)


def _check(wish: Wish) -> None:
    receiver(wish.url)
    if not wish.types or not set(wish.types) <= set(WANTED):
        raise FieldError("types", NO_TYPES)
