"""What happened, for other systems: written, given to who sends it, forgotten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Insert, bindparam, delete, func, insert, select, update

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


_SUBSCRIPTIONS = select_record(Subscription, _ENDPOINTS)
_EVERY_EVENT = select_record(OutboxEventRecord, _EVENTS)
_EVENT = _EVERY_EVENT.where(_EVENTS.c.sequence == bindparam("place"))
_IS_NEW = _EVENTS.c.spread_at.is_(None)
_HAS_NEW = select(1).where(_IS_NEW).limit(1)
_NEW = _EVERY_EVENT.where(_IS_NEW).order_by(_EVENTS.c.sequence).limit(bindparam("most"))
_HELD_NEW = _NEW.with_for_update(skip_locked=True)
_ADD_DELIVERY = insert(_DELIVERIES)


def _add() -> Insert:
    """Build what sellers wait for: one statement, which writes nothing where there is no endpoint."""
    named = ("id", "type", "seller_id", "account_id", "data", "created_at")
    told = [bindparam(name, type_=_EVENTS.c[name].type) for name in named]
    mine = _REGISTRATIONS.c.account_id == bindparam("account_id", type_=_EVENTS.c.account_id.type)
    revision = select(_REGISTRATIONS.c.revision).where(mine).scalar_subquery()
    is_wanted = select(1).select_from(_ENDPOINTS).exists()
    row = select(*told, func.coalesce(revision, 0)).where(is_wanted)
    return insert(_EVENTS).from_select([*named, "revision"], row)


_ADD = _add()


def subscriptions(connection: Connection) -> Sequence[Subscription]:
    """Say who wants to be told of what."""
    return every(connection, _SUBSCRIPTIONS, Subscription)


def add(connection: Connection, event: NewOutboxEvent) -> None:
    """Write an event with the revision that its account has now; nothing, where nobody is ever told."""
    connection.execute(_ADD, values_of(event))


def has_new(connection: Connection) -> bool:
    """Say whether there are events of which nobody is told yet."""
    return connection.execute(_HAS_NEW).first() is not None


def take_new(connection: Connection, most: int) -> Sequence[OutboxEventRecord]:
    """Give the first events of which nobody is told yet; who asks meanwhile is given others."""
    return every(connection, _HELD_NEW, OutboxEventRecord, {"most": most})


def note_spread(connection: Connection, sequences: Iterable[int], now: datetime) -> None:
    """Write down that everybody who wants to is being told of some events."""
    change = update(_EVENTS).where(_EVENTS.c.sequence.in_(list(sequences)))
    connection.execute(change.values(spread_at=now))


def drop_these(connection: Connection, sequences: Iterable[int]) -> None:
    """Forget events that nobody wants to be told of."""
    if unwanted := list(sequences):
        connection.execute(delete(_EVENTS).where(_EVENTS.c.sequence.in_(unwanted)))


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


def number_of(connection: Connection, event_id: str) -> int | None:
    """Give the number of an event; None if it was not written."""
    found: int | None = connection.execute(
        select(_EVENTS.c.sequence).where(_EVENTS.c.id == event_id)
    ).scalar()
    return found
