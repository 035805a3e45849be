"""What happened, told to other systems: written in the transaction in which it did, sent by a job each."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, Engine

from wizard.db.engine import writing
from wizard.db.queries import outbox
from wizard.db.queries.webhooks import WAITING
from wizard.db.records import DeliveryRecord, NewOutboxEvent
from wizard.services.event_types import EventType
from wizard.services.jobs import enqueue

KIND = "webhook"
MANY_ATTEMPTS = 10_000
"""How often it is sent is counted with what is sent; a job that only waits for its receiver fails never."""

KEPT = timedelta(days=30)
"""For so long events are kept, whether they came to somebody or not."""

BATCH = 500
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
    """Have everybody told who wants to know; where nobody does, nothing is written.

    Call it after what happened is written: who holds that row gives the events about it their order.

    Args:
        connection: the transaction in which it happens.
        type_: what happened.
        now: the moment it is.
        seller_id: to whom.
        account_id: of which account, if it is about one.
        data: what else is told.

    """
    wanted = [one.id for one in outbox.subscriptions(connection) if type_ in one.types]
    if wanted:
        revision = outbox.revision_of(connection, account_id) if account_id else 0
        event = NewOutboxEvent(uuid4().hex, type_, seller_id, account_id, revision, data, now)
        send_to(connection, event, wanted)


def send_to(connection: Connection, event: NewOutboxEvent, endpoint_ids: Sequence[str]) -> None:
    """Write an event, and have it sent to these endpoints."""
    sequence, now = outbox.add(connection, event), event.created_at
    for endpoint_id in endpoint_ids:
        delivery = DeliveryRecord(uuid4().hex, endpoint_id, sequence, WAITING, now, next_at=now)
        outbox.add_delivery(connection, delivery)
        enqueue(connection, KIND, delivery.id, now, max_attempts=MANY_ATTEMPTS)


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
