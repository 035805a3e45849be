"""What staff tell one another about requests and sellers, and what they have ready to say."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import ID, Base, Moment


class StaffNote(Base):
    """One thing that staff wrote down about a request or a seller, for one another; or that they did to a request.

    Attributes:
        seller_id: whose request it is, or about whom; None for a reader's request.
        act: "note", or what was done: see `wizard.services.desk_notes`.
        told_staff: the id of the colleague who is told of it, until `seen_at`; "" for nobody.

    """

    __tablename__ = "staff_note"
    __table_args__ = (
        Index("ix_staff_note_request", "request_id", "created_at"),
        Index("ix_staff_note_seller", "seller_id", "created_at"),
        Index("ix_staff_note_told", "told_staff", "seen_at"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    request_id: Mapped[str | None] = mapped_column(ForeignKey("request.id", ondelete="CASCADE"))
    seller_id: Mapped[str | None] = mapped_column(ForeignKey("seller.id", ondelete="CASCADE"))
    staff_id: Mapped[str] = mapped_column(String(32))
    act: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(String(1000))
    created_at: Mapped[datetime] = mapped_column(Moment)
    told_staff: Mapped[str] = mapped_column(String(32))
    seen_at: Mapped[datetime | None] = mapped_column(Moment)


class RequestPresence(Base):
    """A member of staff has a request open: their page says so again and again while it is."""

    __tablename__ = "request_presence"
    __table_args__ = (Index("ix_request_presence_seen", "seen_at"),)

    request_id: Mapped[str] = mapped_column(
        ForeignKey("request.id", ondelete="CASCADE"), primary_key=True
    )
    staff_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(Moment)


class SavedReply(Base):
    """What staff often say: put into an answer with the name of whom it is for."""

    __tablename__ = "saved_reply"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    title: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(String(1000))
    changed_by: Mapped[str] = mapped_column(String(32))
    updated_at: Mapped[datetime] = mapped_column(Moment)
