"""Sends one event to one endpoint: the job of the kind "webhook"; and lets go what was held."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading
from wizard.db.queries import outbox, webhooks
from wizard.db.queries.webhooks import DELIVERED, FAILED, FAILING, GONE, HELD, ON, WAITING
from wizard.db.records import DeliveryRecord, EndpointRecord, OutboxEventRecord
from wizard.errors import UndeliveredError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.job_handlers import Done, Outcome, RetryAt
from wizard.services.jobs import enqueue
from wizard.services.keys import Keys
from wizard.services.outbox import BATCH, KIND, MANY_ATTEMPTS
from wizard.services.webhook_schedule import FAILING_DAYS, LONGEST_REST, next_at, rest_until
from wizard.services.webhook_secrets import secrets_of
from wizard.verdicts.answer import Failure
from wizard.webhooks.client import Response, Send
from wizard.webhooks.signing import signed

RELEASE = "webhook-release"
STATUS_GONE = 410


@dataclass(frozen=True)
class WebhookHandler:
    """Sends, and writes down what came of it."""

    engine: Engine
    keys: Keys
    send: Send
    now: Callable[[], datetime] = clock
    chance: Callable[[], float] = random.random
    kind: str = KIND
    lease: timedelta = timedelta(minutes=2)

    def run(self, subject: str, attempt: int, now: datetime) -> Outcome:  # noqa: ARG002 (a handler's)
        """Send the delivery `subject`."""
        with reading(self.engine) as connection:
            delivery = webhooks.delivery(connection, subject)
            if delivery is None or delivery.state != WAITING:
                return Done()
            endpoint = webhooks.endpoint(connection, delivery.endpoint_id)
            event = outbox.event(connection, delivery.sequence)
        if endpoint is None or event is None:
            return Done()
        if endpoint.state != ON or _rests(endpoint, now):
            return Done(lambda connection: _hold(connection, delivery, now))
        return self._outcome(endpoint, delivery, event)

    def _outcome(
        self, endpoint: EndpointRecord, delivery: DeliveryRecord, event: OutboxEventRecord
    ) -> Outcome:
        body, sent_at = body_of(event), self.now()
        secrets = secrets_of(self.keys.ring(), endpoint, sent_at)
        found = self.send(endpoint.id, endpoint.url, signed(event.id, sent_at, body, secrets), body)
        tried = _tried(delivery, found, self.now())
        if isinstance(found, Response) and found.is_taken:
            return Done(lambda connection: _taken(connection, tried, self.now()))
        again = None if tried.status == STATUS_GONE else self._again(tried, found)
        later, url = replace(tried, next_at=again), endpoint.url
        if again is None:
            return Done(lambda connection: self._refused(connection, later, url))
        return RetryAt(
            again, UndeliveredError, lambda connection: self._refused(connection, later, url)
        )

    def _again(self, tried: DeliveryRecord, found: Response | Failure) -> datetime | None:
        wish = found.retry_after if isinstance(found, Response) else ""
        return next_at(tried.attempts, wish, self.now(), self.chance())

    def _refused(self, connection: Connection, tried: DeliveryRecord, url: str) -> None:
        """Write down that it was not taken; an endpoint that is gone, or failed for days, gets no more.

        What an old address answered says nothing of the new one. What is sent no more is held where its
        endpoint has stopped, so that it is sent when that is on again.
        """
        now = self.now()
        endpoint = webhooks.endpoint(connection, tried.endpoint_id, lock=True)
        if endpoint is None:
            return
        after = _after(endpoint, tried, now) if endpoint.url == url else endpoint
        if after != endpoint:
            webhooks.change_endpoint(connection, after)
        ended = FAILED if after.state == ON else HELD
        webhooks.change_delivery(
            connection, tried if tried.next_at else replace(tried, state=ended)
        )
        if after.state != endpoint.state:
            _note_stop(connection, endpoint.id, after.state, now)


@dataclass(frozen=True)
class ReleaseHandler:
    """Lets what is held for an endpoint be sent, some at a time, once it is on and well again.

    After a rest it lets one go: if that is taken, the others follow.
    """

    kind: str = RELEASE
    lease: timedelta = timedelta(minutes=2)

    def run(self, subject: str, attempt: int, now: datetime) -> Outcome:  # noqa: ARG002 (a handler's)
        """Let go of some, and come again if there may be more."""
        return Done(lambda connection: self._release(connection, subject, now))

    def _release(self, connection: Connection, endpoint_id: str, now: datetime) -> None:
        endpoint = webhooks.endpoint(connection, endpoint_id, lock=True)
        if endpoint is None or endpoint.state != ON:
            return
        if endpoint.rests_until and now < endpoint.rests_until:
            enqueue(connection, RELEASE, endpoint_id, now, run_at=endpoint.rests_until)
            return
        most = 1 if endpoint.rests_until else BATCH
        freed = webhooks.release(connection, endpoint_id, most)
        for delivery_id in freed:
            enqueue(connection, KIND, delivery_id, now, max_attempts=MANY_ATTEMPTS)
        if len(freed) == most:
            later = now + LONGEST_REST if endpoint.rests_until else now
            enqueue(connection, RELEASE, endpoint_id, now, run_at=later)


def body_of(event: OutboxEventRecord) -> bytes:
    """Write an event as it goes out: the same bytes each time."""
    ids = {"sequence": event.sequence, "seller": event.seller_id}
    if event.account_id:
        ids |= {"account": event.account_id, "revision": event.revision}
    told = {
        "type": event.type,
        "timestamp": event.created_at.isoformat(),
        "data": {**ids, **event.data},
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _tried(delivery: DeliveryRecord, found: Response | str, now: datetime) -> DeliveryRecord:
    is_answer = isinstance(found, Response)
    return replace(
        delivery,
        attempts=delivery.attempts + 1,
        status=found.status if isinstance(found, Response) else None,
        failure="" if is_answer else str(found),
        tried_at=now,
        next_at=None,
    )


def _rests(endpoint: EndpointRecord, now: datetime) -> bool:
    return endpoint.rests_until is not None and now < endpoint.rests_until


def _after(endpoint: EndpointRecord, tried: DeliveryRecord, now: datetime) -> EndpointRecord:
    """Give an endpoint as it stands after it did not take something."""
    failures, since, state = endpoint.failures + 1, endpoint.failing_since or now, endpoint.state
    if state == ON and tried.status == STATUS_GONE:
        state = GONE
    elif state == ON and now - since >= FAILING_DAYS:
        state = FAILING
    return replace(
        endpoint,
        failures=failures,
        failing_since=since,
        rests_until=rest_until(failures, now),
        state=state,
        since=endpoint.since if state == endpoint.state else now,
    )


def _taken(connection: Connection, tried: DeliveryRecord, now: datetime) -> None:
    """Write down that it was taken; the endpoint's row comes first, as everywhere."""
    is_well_again = webhooks.note_well(connection, tried.endpoint_id)
    webhooks.change_delivery(connection, replace(tried, state=DELIVERED))
    if is_well_again:
        enqueue(connection, RELEASE, tried.endpoint_id, now)


def _hold(connection: Connection, delivery: DeliveryRecord, now: datetime) -> None:
    """Keep it for later, unless the endpoint was turned on at this very moment."""
    endpoint = webhooks.endpoint(connection, delivery.endpoint_id, lock=True)
    if endpoint is None:
        return
    if endpoint.state == ON and not _rests(endpoint, now):
        enqueue(connection, KIND, delivery.id, now, max_attempts=MANY_ATTEMPTS)
        return
    webhooks.change_delivery(connection, replace(delivery, state=HELD, next_at=None))
    if endpoint.state == ON:
        enqueue(connection, RELEASE, endpoint.id, now, run_at=endpoint.rests_until)


def _note_stop(connection: Connection, endpoint_id: str, state: str, now: datetime) -> None:
    event = Event.WEBHOOK_STOPPED
    record_event(connection, event, "system", now, subject=endpoint_id, detail=state)
