"""Sellers, and how far they have come through each guide."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import ID, Base, Moment

_WAITS = text("waits_until IS NOT NULL")


class Seller(Base):
    """A firm that registers its malls.

    Attributes:
        folded: the name as it is searched; see `korean.firms.fold`.
        business_number: 사업자등록번호, ten digits. Not unique: who starts with a known number and
            cannot show that it is theirs is a seller apart until staff merge the two, so that
            nobody learns who else is here.
        origin: "self" for a seller who started at a form, "staff" for one whom staff invited.

    """

    __tablename__ = "seller"
    # The newest first are searched in the index alone: what is searched stands in it.
    __table_args__ = (
        Index("ix_seller_newest", "created_at", "id", "folded", "business_number", "phone"),
        Index("ix_seller_origin", "origin", "created_at", "id"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    folded: Mapped[str] = mapped_column(String(200), server_default=text("''"))
    business_number: Mapped[str] = mapped_column(String(10), index=True)
    phone: Mapped[str] = mapped_column(String(20))
    origin: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(Moment)


class Run(Base):
    """One seller going through one guide: which revision, what they answered, what they have seen.

    Attributes:
        seen: ids of the steps that were shown; where to go on is worked out from them each time.
        state: "chosen", "going" or "saved", for the lists of staff.
        waits: what a wait's screen is called -> when that wait is over, for each that has begun.
        waits_until: when the next of these is over, until they come back after it; empty if none is to come.

    """

    __tablename__ = "run"
    __table_args__ = (
        UniqueConstraint("seller_id", "mall"),
        Index("ix_run_state", "state", "updated_at", "id"),
        Index("ix_run_mall", "mall", "updated_at", "id"),
        Index("ix_run_waits", "waits_until", "id", sqlite_where=_WAITS, postgresql_where=_WAITS),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    seller_id: Mapped[str] = mapped_column(ForeignKey("seller.id", ondelete="CASCADE"))
    mall: Mapped[str] = mapped_column(String(40))
    revision: Mapped[str] = mapped_column(String(64))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    seen: Mapped[list[str] | None] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(10), default="saved", server_default="saved")
    started_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    waits: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    waits_until: Mapped[datetime | None] = mapped_column(Moment)
