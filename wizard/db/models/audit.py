"""What happened, row by row, and the chain that shows whether a row was touched since."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import Base, Moment

COUNT = BigInteger().with_variant(Integer, "sqlite")


class AuditEvent(Base):
    """One thing that somebody did; rows are only ever added (a trigger refuses anything else).

    No name, number or value stands here: only ids, so that the audit outlives the seller.

    Attributes:
        actor: "seller:<id>", "staff:<id>", "reader" or "operator" (who has the command line).
        subject: the id of what it was done to.
        detail: a word or two from a closed list, such as a mall or a reason.

    """

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_kind", "kind", "id"),
        Index("ix_audit_event_actor", "actor", "id"),
        Index("ix_audit_event_at", "at"),
        Index(
            "ix_audit_event_subject", "subject", "id",
            sqlite_where=text("seller_id IS NULL"), postgresql_where=text("seller_id IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )  # fmt: skip

    id: Mapped[int] = mapped_column(COUNT, primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(Moment)
    kind: Mapped[str] = mapped_column(String(40))
    actor: Mapped[str] = mapped_column(String(48))
    seller_id: Mapped[str | None] = mapped_column(String(32), index=True)
    subject: Mapped[str] = mapped_column(String(64))
    detail: Mapped[str] = mapped_column(String(120))


class AuditSeal(Base):
    """An event's place in the chain: the digest of the seal before it and of the event itself.

    Events are sealed a moment after they are written, so that nobody who saves waits for a lock.
    """

    __tablename__ = "audit_seal"

    position: Mapped[int] = mapped_column(COUNT, primary_key=True, autoincrement=False)
    event_id: Mapped[int] = mapped_column(
        ForeignKey("audit_event.id", ondelete="CASCADE"), unique=True
    )
    digest: Mapped[str] = mapped_column(String(64))
