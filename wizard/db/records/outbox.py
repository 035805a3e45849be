"""What happened, for other systems, as rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class NewOutboxEvent:
    """What is written of an event when it happens; its number and revision are the database's to know."""

    id: str
    type: str
    seller_id: str | None
    account_id: str | None
    data: Mapping[str, object]
    created_at: datetime


@dataclass(frozen=True)
class OutboxEventRecord(NewOutboxEvent):
    """An event; see `wizard.db.models.OutboxEvent`."""

    sequence: int
    revision: int
    spread_at: datetime | None = None


@dataclass(frozen=True)
class EndpointRecord:
    """Where another system wants to be told; see `wizard.db.models.WebhookEndpoint`."""

    id: str
    url: str
    types: Sequence[str]
    secret: str = field(repr=False)
    state: str
    since: datetime
    created_at: datetime
    old_secret: str = field(default="", repr=False)
    old_until: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    rests_until: datetime | None = None


@dataclass(frozen=True)
class DeliveryRecord:
    """An event on its way; see `wizard.db.models.WebhookDelivery`."""

    id: str
    endpoint_id: str
    sequence: int
    state: str
    created_at: datetime
    attempts: int = 0
    status: int | None = None
    failure: str = ""
    tried_at: datetime | None = None
    next_at: datetime | None = None
