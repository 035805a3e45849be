"""What is to be published at a moment."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import ID, Base, Moment
from wizard.db.models.drafts import MAX_DRAFT_CHARS

WAITS = text("state = 'waiting'")


class Schedule(Base):
    """One text that goes out by itself, just as it was; each text of the folder has one that waits, at most.

    Attributes:
        by: the id of who said so.
        base: the digest of the text that it is to replace: of another, it does not go out.
        note: why, in their words; may be empty.
        accepted: the digest of what its author has seen that sellers lose; "" for nothing.
        due_at: from this moment on.
        state: "waiting", "published", "failed" or "called-off".
        reason: why it failed, in a word of ours; see `wizard.services.schedules`.
        ended_at: when it did not wait any more.
        seen_at: when an editor has read why it failed.

    """

    __tablename__ = "guide_schedule"
    __table_args__ = (
        Index(
            "ix_guide_schedule_waiting", "mall", unique=True,
            sqlite_where=WAITS, postgresql_where=WAITS,
        ),
        Index("ix_guide_schedule_state", "state", "due_at"),
        CheckConstraint(f"length(text) <= {MAX_DRAFT_CHARS}", name="guide_schedule_size"),
    )  # fmt: skip

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    mall: Mapped[str] = mapped_column(String(60))
    by: Mapped[str] = mapped_column(ID)
    text: Mapped[str] = mapped_column(Text)
    base: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(String(200))
    accepted: Mapped[str] = mapped_column(String(64))
    due_at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(40))
    made_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    seen_at: Mapped[datetime | None] = mapped_column(Moment)
