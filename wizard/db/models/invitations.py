"""Invitations."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import ID, Base, Moment


class Invitation(Base):
    """An invitation that staff send, or that a seller makes to go on elsewhere.

    Attributes:
        digest: SHA-256 of the token; the token itself is nowhere.
        made_by: "staff:<id>" or "seller:<id>".
        parent_id: the link by which the seller had come in who made it; it takes this one along
            when it is revoked.
        mall: where it leads, with `step_id` and `answers`; empty for the seller's own place.
        opened_at: when somebody first pressed its button.
        started_at: when that was first the seller: the last digits were right.
        tries: wrong tries since the last right one.

    """

    __tablename__ = "link"
    __table_args__ = (Index("ix_link_made", "created_at", "id"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    seller_id: Mapped[str] = mapped_column(ForeignKey("seller.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    made_by: Mapped[str] = mapped_column(String(48))
    parent_id: Mapped[str | None] = mapped_column(ID, index=True)
    mall: Mapped[str] = mapped_column(String(40), default="")
    step_id: Mapped[str] = mapped_column(String(40), default="")
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0, server_default="0")
    locked_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
