"""What happened, for other systems: each event once, who is told, and what came of telling them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.audit import COUNT
from wizard.db.models.base import ID, Base, Moment

IS_NEW = text("spread_at IS NULL")
"""An index holds the few of which nobody is told yet."""


class OutboxEvent(Base):
    """One thing that happened, written in the transaction in which it did; only if there is an endpoint.

    It outlives its seller, and holds ids, states and times only.

    Attributes:
        sequence: higher than that of all that happened to the same seller or account before.
        id: what receivers know it by, however often it is sent.
        revision: which version of the account it is about; 0 if it is about none.
        data: what else is told.
        spread_at: when it was given to the endpoints that want it, a moment later.

    """

    __tablename__ = "outbox_event"
    __table_args__ = (
        Index("ix_outbox_event_created", "created_at"),
        Index("ix_outbox_event_new", "sequence", sqlite_where=IS_NEW, postgresql_where=IS_NEW),
        {"sqlite_autoincrement": True},
    )

    sequence: Mapped[int] = mapped_column(COUNT, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    type: Mapped[str] = mapped_column(String(40))
    seller_id: Mapped[str | None] = mapped_column(ID)
    account_id: Mapped[str | None] = mapped_column(ID)
    revision: Mapped[int]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Moment)
    spread_at: Mapped[datetime | None] = mapped_column(Moment)


class WebhookEndpoint(Base):
    """Where another system wants to be told.

    Attributes:
        types: of which events.
        secret, old_secret: what signs, sealed by the keyring; the older ones, one or two, until `old_until` beside it.
        state: "on"; "paused" by an admin; "gone" as its server said 410, "failing" as it failed for days.
        since: from when on it is in that state.
        failures: how often in a row it did not take an event.
        failing_since: when the first of them was.
        rests_until: before that nothing is sent there.

    """

    __tablename__ = "webhook_endpoint"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    url: Mapped[str] = mapped_column(String(500))
    types: Mapped[list[str]] = mapped_column(JSON)
    secret: Mapped[str] = mapped_column(String(300))
    old_secret: Mapped[str] = mapped_column(String(600))
    old_until: Mapped[datetime | None] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(10))
    since: Mapped[datetime] = mapped_column(Moment)
    failures: Mapped[int]
    failing_since: Mapped[datetime | None] = mapped_column(Moment)
    rests_until: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)


class WebhookDelivery(Base):
    """One event on its way to one endpoint.

    Attributes:
        state: "waiting", "held" while the endpoint is not on, "delivered" or "failed".
        attempts: how often it was sent since somebody last asked for it.
        status: what the receiver answered last; None if it did not.
        failure: why there was no answer; "" if there was one, or it was never sent.
        next_at: when it is sent again.

    """

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        Index("ix_webhook_delivery_list", "endpoint_id", "created_at", "id"),
        Index("ix_webhook_delivery_state", "endpoint_id", "state", "created_at", "id"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    endpoint_id: Mapped[str] = mapped_column(ForeignKey("webhook_endpoint.id", ondelete="CASCADE"))
    sequence: Mapped[int] = mapped_column(
        ForeignKey("outbox_event.sequence", ondelete="CASCADE"), index=True
    )
    state: Mapped[str] = mapped_column(String(10))
    attempts: Mapped[int]
    status: Mapped[int | None]
    failure: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(Moment)
    tried_at: Mapped[datetime | None] = mapped_column(Moment)
    next_at: Mapped[datetime | None] = mapped_column(Moment)
