"""What went to endpoints, and what is sent there because somebody asks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import webhooks
from wizard.db.queries.seller_lists import Cut
from wizard.db.queries.webhooks import DELIVERED, FAILED, HELD, ON, WAITING, ListedDelivery
from wizard.db.records import EndpointRecord
from wizard.errors import NotFoundError, RefusedError
from wizard.korean.calendar import clock
from wizard.services import outbox
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.jobs import enqueue
from wizard.services.outbox import KIND, MANY_ATTEMPTS
from wizard.services.repeated_forms import spend
from wizard.services.webhook_admin import found, rested
from wizard.services.webhook_handler import RELEASE

PAGE = 50
STATES = (WAITING, HELD, DELIVERED, FAILED)
NOT_ON = "멈춰 있는 곳이라 보내지 않았어요. 먼저 ‘다시 보내기 시작’을 눌러 주세요."
NOTHING_FAILED = "그날부터 못 보낸 것이 없어요. 날짜를 다시 골라 주세요."
Delivery = ListedDelivery
"""A delivery, as views are given it."""


@dataclass(frozen=True)
class WebhookDeliveries:
    """Shows deliveries, and has them sent again; each method is one transaction."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def counts(self) -> Mapping[tuple[str, str], int]:
        """Count what is not there yet: (endpoint, state) -> how much."""
        with reading(self.engine) as connection:
            return {(one.endpoint_id, one.state): one.total for one in webhooks.counts(connection)}

    def page(
        self,
        endpoint_id: str,
        state: str,
        at: tuple[datetime | date, str] | None,
        *,
        backwards: bool = False,
    ) -> Sequence[ListedDelivery]:
        """Give one page of what went to an endpoint, newest first, and one more if there is another."""
        states = [state] if state in STATES else []
        with reading(self.engine) as connection:
            return webhooks.listed(connection, endpoint_id, states, Cut(PAGE + 1, at, backwards))

    def test(self, endpoint_id: str, by: str) -> None:
        """Send an endpoint an event of which nothing happened.

        Raises:
            NotFoundError: there is no such endpoint.
            RefusedError: it is not on.

        """
        now = self.now()
        with writing(self.engine) as connection:
            self._begin(connection, endpoint_id)
            outbox.send_test(connection, endpoint_id, now)
            self._note(connection, Event.WEBHOOK_TESTED, by, endpoint_id)

    def replay(self, endpoint_id: str, delivery_id: str, by: str) -> None:
        """Send an event again, whatever came of it before; under the id that it had."""
        now = self.now()
        with writing(self.engine) as connection:
            self._begin(connection, endpoint_id)
            mine = webhooks.delivery(connection, delivery_id)
            if mine is None or mine.endpoint_id != endpoint_id:
                raise NotFoundError("no such delivery")
            again = replace(mine, state=WAITING, attempts=0, next_at=now)
            webhooks.change_delivery(connection, again)
            self._note(connection, Event.WEBHOOK_REPLAYED, by, endpoint_id)
            enqueue(connection, KIND, delivery_id, now, max_attempts=MANY_ATTEMPTS)

    def replay_failed(self, endpoint_id: str, since: datetime, by: str) -> int:
        """Send again what failed since a moment; return how much that is.

        Raises:
            NotFoundError: there is no such endpoint.
            RefusedError: it is not on, or nothing failed.

        """
        with writing(self.engine) as connection:
            self._begin(connection, endpoint_id)
            count = webhooks.hold_failed(connection, endpoint_id, since)
            if not count:
                raise RefusedError(NOTHING_FAILED)
            self._note(connection, Event.WEBHOOK_REPLAYED, by, endpoint_id)
            enqueue(connection, RELEASE, endpoint_id, self.now())
        return count

    def _begin(self, connection: Connection, endpoint_id: str) -> EndpointRecord:
        """Hold an endpoint that is on, and let it rest no longer: somebody wants to see what comes of it."""
        spend(connection)
        endpoint = found(webhooks.endpoint(connection, endpoint_id, lock=True))
        if endpoint.state != ON:
            raise RefusedError(NOT_ON)
        webhooks.change_endpoint(connection, rested(endpoint))
        return endpoint

    def _note(self, connection: Connection, event: Event, by: str, endpoint_id: str) -> None:
        record_event(connection, event, by, self.now(), subject=endpoint_id)
