"""What happened, told to other systems: written in the transaction in which it did, sent by a job each."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, Engine

from wizard.db.engine import after_commit, reading, writing
from wizard.db.queries import outbox
from wizard.db.queries.webhooks import WAITING
from wizard.db.records import DeliveryRecord, NewOutboxEvent, OutboxEventRecord
from wizard.services import job_bell
from wizard.services.event_types import EventType
from wizard.services.jobs import enqueue

KIND = "webhook"
MANY_ATTEMPTS = 10_000
"""How often it is sent is counted with what is sent; a job that only waits for its receiver fails never."""

KEPT = timedelta(days=30)
"""For so long events are kept, whether they came to somebody or not."""

BATCH = 200
"""So many rows a transaction writes at most, as others wait for it."""

Told = Mapping[str, object]
"""What an event tells beside ids and revision: names of malls, states, moments; never a value of anybody's."""


def emit(  # noqa: PLR0913 (an event is told whole)
    connection: Connection,
    type_: EventType,
    now: datetime,
    *,
    seller_id: str | None,
    account_id: str | None = None,
    data: Told,
) -> None:
    """Have everybody told who wants to know; where there is no endpoint, nothing is written.

    Call it after what happened is written: who holds that row gives the events about it their order.

    Args:
        connection: the transaction in which it happens.
        type_: what happened.
        now: the moment it is.
        seller_id: to whom.
        account_id: of which account, if it is about one.
        data: what else is told.

    """
    event = NewOutboxEvent(uuid4().hex, type_, seller_id, account_id, data, now)
    outbox.add(connection, event)
    after_commit(connection, job_bell.ring)


def spread(engine: Engine, now: datetime) -> int:
    """Have what happened lately sent to each endpoint that wants it; return how many events that were.

    It is done apart from what happened, so that nobody who saves waits for it.
    """
    with reading(engine) as connection:
        if not outbox.has_new(connection):
            return 0
    with writing(engine) as connection:
        wanted = outbox.subscriptions(connection)
        events = outbox.take_new(connection, max(1, BATCH // max(1, len(wanted))))
        told = {one.sequence for one in events if any(one.type in who.types for who in wanted)}
        for event in events:
            send_to(connection, event, [one.id for one in wanted if event.type in one.types])
        outbox.note_spread(connection, told, now)
        outbox.drop_these(connection, {event.sequence for event in events} - told)
    return len(events)


def send_to(connection: Connection, event: OutboxEventRecord, endpoint_ids: Sequence[str]) -> None:
    """Have an event sent to these endpoints."""
    at = event.created_at
    for endpoint_id in endpoint_ids:
        delivery = DeliveryRecord(uuid4().hex, endpoint_id, event.sequence, WAITING, at, next_at=at)
        outbox.add_delivery(connection, delivery)
        enqueue(connection, KIND, delivery.id, at, max_attempts=MANY_ATTEMPTS)


def send_test(connection: Connection, endpoint_id: str, now: datetime) -> None:
    """Have an endpoint told of nothing that happened."""
    event = NewOutboxEvent(uuid4().hex, EventType.TEST, None, None, {}, now)
    outbox.add(connection, event)
    if sequence := outbox.number_of(connection, event.id):
        sent = OutboxEventRecord(**vars(event), sequence=sequence, revision=0)
        send_to(connection, sent, [endpoint_id])
        outbox.note_spread(connection, {sequence}, now)


def forget(engine: Engine, now: datetime) -> int:
    """Delete events that happened long ago, a few at a time; return how many."""
    count, dropped = 0, BATCH
    while dropped == BATCH:
        with writing(engine) as connection:
            dropped = outbox.drop(connection, now - KEPT, BATCH)
        count += dropped
    return count


def moment(at: datetime | None) -> str | None:
    """Write a moment as it is told."""
    return at.isoformat() if at else None
