"""What somebody is to be reminded of, and how far that was looked for."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import ID, Base, Moment


class Reminder(Base):
    """One cause to remind somebody: it comes once, and is over once.

    Attributes:
        cause: `wizard.reminding.causes.Cause.key`.
        subject: the id of the account, request, link or run that it is about.
        seller_id: None for the request of a reader whom we do not know.
        due_at: from when on the staff call; their lines stand in its order.
        state: "open", "called" (by staff) or "over" (the cause is gone by itself).
        ended_by: "staff:<id>"; "" if it ended by itself.
        rank: who is called first; see `wizard.reminding.ranks`.
        later_until: not called before, as `later_by` ("staff:<id>") said.

    """

    __tablename__ = "reminder"
    __table_args__ = (
        Index("ix_reminder_desk", "state", "due_at", "id"),
        Index("ix_reminder_rank", "state", "rank", "due_at", "id"),
        Index("ix_reminder_kind", "state", "kind", "rank", "due_at", "id", "later_until"),
        Index("ix_reminder_mall", "state", "mall", "rank", "due_at", "id"),
        Index("ix_reminder_firm", "seller_id", "state", "rank", "due_at", "id"),
        Index("ix_reminder_later", "state", "later_until", "id"),
        Index("ix_reminder_subject", "subject", "kind"),
        Index("ix_reminder_ended", "state", "ended_at", "id"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    cause: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(ID)
    threshold: Mapped[int]
    seller_id: Mapped[str | None] = mapped_column(ForeignKey("seller.id", ondelete="CASCADE"))
    mall: Mapped[str] = mapped_column(String(40))
    step_id: Mapped[str] = mapped_column(String(40))
    due_at: Mapped[datetime] = mapped_column(Moment)
    planned_at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(10))
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_by: Mapped[str] = mapped_column(String(48))
    rank: Mapped[int] = mapped_column(server_default=text("3"))
    later_until: Mapped[datetime | None] = mapped_column(Moment)
    later_by: Mapped[str] = mapped_column(String(48), server_default=text("''"))


class ReminderWalk(Base):
    """How far one source of facts was looked through in one round.

    Attributes:
        source: see `wizard.db.queries.reminder_facts`.
        round_at: the hour that the round belongs to.
        place: the last row that was looked at; "" before the first.
        ended_at: when all of it was looked through; None while it is not.

    """

    __tablename__ = "reminder_walk"

    source: Mapped[str] = mapped_column(String(20), primary_key=True)
    round_at: Mapped[datetime] = mapped_column(Moment)
    place: Mapped[str] = mapped_column(String(80))
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
