"""What happened, for other systems: written, given to who sends it, forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from wizard.db.engine import table
from wizard.db.models import OutboxEvent, Registration, WebhookDelivery, WebhookEndpoint
from wizard.db.records import DeliveryRecord, NewOutboxEvent, OutboxEventRecord
from wizard.db.rows import every, first, select_record, values_of

_EVENTS, _ENDPOINTS = table(OutboxEvent), table(WebhookEndpoint)
_DELIVERIES, _REGISTRATIONS = table(WebhookDelivery), table(Registration)


@dataclass(frozen=True)
class Subscription:
    """An endpoint, and of which events it wants to be told."""

    id: str
    types: Sequence[str]


# Sellers wait for these: building a statement costs more than running it.
_SUBSCRIPTIONS = select_record(Subscription, _ENDPOINTS)
_REVISION = select(_REGISTRATIONS.c.revision).where(
    _REGISTRATIONS.c.account_id == bindparam("account")
)
_ADD = insert(_EVENTS).returning(_EVENTS.c.sequence)
_ADD_DELIVERY = insert(_DELIVERIES)
_EVENT = select_record(OutboxEventRecord, _EVENTS).where(_EVENTS.c.sequence == bindparam("place"))


def subscriptions(connection: Connection) -> Sequence[Subscription]:
    """Say who wants to be told of what."""
    return every(connection, _SUBSCRIPTIONS, Subscription)


def revision_of(connection: Connection, account_id: str) -> int:
    """Say which version of an account is stored; 0 if it is none."""
    found: int | None = connection.execute(_REVISION, {"account": account_id}).scalar()
    return found or 0


def add(connection: Connection, event: NewOutboxEvent) -> int:
    """Write an event; give its number."""
    sequence: int = connection.execute(_ADD, values_of(event)).scalar_one()
    return sequence


def add_delivery(connection: Connection, delivery: DeliveryRecord) -> None:
    """Have an event sent to one endpoint."""
    connection.execute(_ADD_DELIVERY, values_of(delivery))


def event(connection: Connection, sequence: int) -> OutboxEventRecord | None:
    """Give an event."""
    return first(connection, _EVENT, OutboxEventRecord, {"place": sequence})


def drop(connection: Connection, before: datetime, limit: int) -> int:
    """Forget some of the events before a moment, with what came of telling them; return how many."""
    old = select(_EVENTS.c.sequence).where(_EVENTS.c.created_at < before).limit(limit)
    return connection.execute(delete(_EVENTS).where(_EVENTS.c.sequence.in_(old))).rowcount
