"""Lists of sellers that staff made in one press, kept so that all of a list can be invited together."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import ID, Base, Moment


class SellerBatch(Base):
    """A list of sellers that came in together; nothing of the file that it was is kept."""

    __tablename__ = "seller_batch"
    __table_args__ = (Index("ix_seller_batch_newest", "created_at", "id"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    staff_id: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime] = mapped_column(Moment)


class SellerBatchLine(Base):
    """One seller of such a list: by which line of its file, and whether it was made by it or known before."""

    __tablename__ = "seller_batch_line"

    batch_id: Mapped[str] = mapped_column(
        ForeignKey("seller_batch.id", ondelete="CASCADE"), primary_key=True
    )
    seller_id: Mapped[str] = mapped_column(
        ForeignKey("seller.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    line: Mapped[int]
    is_new: Mapped[bool]
