"""Endpoints of other systems, and what is on its way to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select, tuple_, update

from wizard.db.engine import table
from wizard.db.models import OutboxEvent, WebhookDelivery, WebhookEndpoint
from wizard.db.queries.seller_lists import Cut
from wizard.db.records import DeliveryRecord, EndpointRecord
from wizard.db.rows import every, first, select_record, values_of

ON, PAUSED, GONE, FAILING = "on", "paused", "gone", "failing"
WAITING, HELD, DELIVERED, FAILED = "waiting", "held", "delivered", "failed"

_ENDPOINTS, _DELIVERIES = table(WebhookEndpoint), table(WebhookDelivery)
_EVENTS = table(OutboxEvent)
_EVERY_ENDPOINT = select_record(EndpointRecord, _ENDPOINTS)
_ENDPOINT = _EVERY_ENDPOINT.where(_ENDPOINTS.c.id == bindparam("endpoint"))
_HELD_ENDPOINT = _ENDPOINT.with_for_update()
_DELIVERY = select_record(DeliveryRecord, _DELIVERIES).where(
    _DELIVERIES.c.id == bindparam("delivery")
)


@dataclass(frozen=True)
class ListedDelivery:
    """A delivery, and what it tells of."""

    id: str
    state: str
    attempts: int
    status: int | None
    failure: str
    created_at: datetime
    tried_at: datetime | None
    next_at: datetime | None
    type: str
    event_id: str


@dataclass(frozen=True)
class StateCount:
    """How many deliveries of an endpoint are in a state."""

    endpoint_id: str
    state: str
    total: int


_LISTED = select_record(
    ListedDelivery, _DELIVERIES, type=_EVENTS.c.type, event_id=_EVENTS.c.id
).join(_EVENTS, _EVENTS.c.sequence == _DELIVERIES.c.sequence)


def endpoints(connection: Connection) -> Sequence[EndpointRecord]:
    """List every endpoint, oldest first."""
    query = _EVERY_ENDPOINT.order_by(_ENDPOINTS.c.created_at, _ENDPOINTS.c.id)
    return every(connection, query, EndpointRecord)


def endpoint(
    connection: Connection, endpoint_id: str, *, lock: bool = False
) -> EndpointRecord | None:
    """Find an endpoint; locked, nobody changes it meanwhile."""
    query = _HELD_ENDPOINT if lock else _ENDPOINT
    return first(connection, query, EndpointRecord, {"endpoint": endpoint_id})


def add_endpoint(connection: Connection, endpoint: EndpointRecord) -> None:
    """Keep a new endpoint."""
    connection.execute(insert(_ENDPOINTS).values(values_of(endpoint)))


def change_endpoint(connection: Connection, endpoint: EndpointRecord) -> None:
    """Write an endpoint in place of itself."""
    change = update(_ENDPOINTS).where(_ENDPOINTS.c.id == endpoint.id)
    connection.execute(change.values(values_of(endpoint)))


def note_well(connection: Connection, endpoint_id: str) -> bool:
    """Forget that an endpoint failed, as it took something; say whether it had."""
    change = update(_ENDPOINTS).where(_ENDPOINTS.c.id == endpoint_id, _ENDPOINTS.c.failures > 0)
    well = change.values(failures=0, failing_since=None, rests_until=None)
    return connection.execute(well).rowcount == 1


def drop_endpoint(connection: Connection, endpoint_id: str) -> None:
    """Forget an endpoint with everything on its way to it."""
    connection.execute(delete(_ENDPOINTS).where(_ENDPOINTS.c.id == endpoint_id))


def delivery(connection: Connection, delivery_id: str) -> DeliveryRecord | None:
    """Find a delivery."""
    return first(connection, _DELIVERY, DeliveryRecord, {"delivery": delivery_id})


def change_delivery(connection: Connection, delivery: DeliveryRecord) -> None:
    """Write a delivery in place of itself."""
    change = update(_DELIVERIES).where(_DELIVERIES.c.id == delivery.id)
    connection.execute(change.values(values_of(delivery)))


def listed(
    connection: Connection,
    endpoint_id: str,
    states: Sequence[str],
    cut: Cut,
) -> Sequence[ListedDelivery]:
    """List part of the deliveries to an endpoint, newest first; of every state if none is named."""
    place = tuple_(_DELIVERIES.c.created_at, _DELIVERIES.c.id)
    query: Select[Any] = _LISTED.where(_DELIVERIES.c.endpoint_id == endpoint_id)
    if states:
        query = query.where(_DELIVERIES.c.state.in_(states))
    if cut.at is not None:
        query = query.where(place > cut.at if cut.backwards else place < cut.at)
    order = (_DELIVERIES.c.created_at, _DELIVERIES.c.id)
    ordered = query.order_by(*(order if cut.backwards else (one.desc() for one in order)))
    found = every(connection, ordered.limit(cut.limit), ListedDelivery)
    return found[::-1] if cut.backwards else found


def counts(connection: Connection) -> Sequence[StateCount]:
    """Count the deliveries that are not there yet, by endpoint and state."""
    key = (_DELIVERIES.c.endpoint_id, _DELIVERIES.c.state)
    query = select(*key, func.count()).where(_DELIVERIES.c.state != DELIVERED).group_by(*key)
    return every(connection, query, StateCount)


def hold_failed(connection: Connection, endpoint_id: str, since: datetime) -> int:
    """Let what failed since a moment wait to be released; return how much it is."""
    mine = (_DELIVERIES.c.endpoint_id == endpoint_id, _DELIVERIES.c.state == FAILED)
    change = update(_DELIVERIES).where(*mine, _DELIVERIES.c.created_at >= since)
    return connection.execute(change.values(state=HELD, attempts=0)).rowcount


def renew_held(connection: Connection, endpoint_id: str) -> None:
    """Let what is held for an endpoint be sent as if it had never been tried."""
    mine = (_DELIVERIES.c.endpoint_id == endpoint_id, _DELIVERIES.c.state == HELD)
    connection.execute(update(_DELIVERIES).where(*mine).values(attempts=0))


def release(connection: Connection, endpoint_id: str, limit: int) -> Sequence[str]:
    """Let some of what is held for an endpoint wait to be sent, oldest first; give its ids."""
    held = (
        select(_DELIVERIES.c.id)
        .where(_DELIVERIES.c.endpoint_id == endpoint_id, _DELIVERIES.c.state == HELD)
        .order_by(_DELIVERIES.c.created_at, _DELIVERIES.c.id)
        .limit(limit)
    )
    ids = list(connection.execute(held).scalars())
    change = update(_DELIVERIES).where(_DELIVERIES.c.id.in_(ids), _DELIVERIES.c.state == HELD)
    connection.execute(change.values(state=WAITING))
    return ids
