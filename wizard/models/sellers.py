"""Sellers, and how far they have come through each guide."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wizard.models.base import ID, Base, Moment


class Seller(Base):
    """A firm that registers its malls.

    Attributes:
        business_number: 사업자등록번호, ten digits. Not unique: a firm that starts by itself twice
            is two sellers until staff join them, and nobody learns who else is here.
        origin: "self" for a seller who started at a form.

    """

    __tablename__ = "seller"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    business_number: Mapped[str] = mapped_column(String(10), index=True)
    phone: Mapped[str] = mapped_column(String(20))
    origin: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(Moment)


class Run(Base):
    """One seller going through one guide: which revision, and what they answered."""

    __tablename__ = "run"
    __table_args__ = (UniqueConstraint("seller_id", "mall"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    seller_id: Mapped[str] = mapped_column(ForeignKey("seller.id", ondelete="CASCADE"))
    mall: Mapped[str] = mapped_column(String(40))
    revision: Mapped[str] = mapped_column(String(64))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    started_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
