"""What stands in 아임셀러's 제휴몰 계정정보."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.audit import COUNT
from wizard.db.models.base import ID, Base, Moment

_DECIDED = text("decided_at IS NOT NULL")
_UNNUMBERED = text("change_number IS NULL")


class Registration(Base):
    """How an account stands in 아임셀러: one row an account.

    Attributes:
        revision: the account's version: 1 when it is saved, one more with each change.
        state: "asked", "registered", "returned", "unasked" (its mall is closed) or "unfinished" (a value is yet
            to come).
        asked_at: when this revision was saved.
        decided_at, decided_by: when it was registered or sent back, and by whom: "staff:<id>" or
            "api:<token id>"; empty while nobody has.
        registered_revision, registered_at: what stands in 아임셀러 now, and since when; empty if
            nothing does. An older revision stands there until the new one is registered.
        field, reason: of what was sent back: the box that it is about ("" for the whole), and why.
        change_number: its place among all changes, for who reads them by cursor; empty from a change until
            it is numbered. See `wizard.db.queries.change_numbers`.

    """

    __tablename__ = "registration"
    __table_args__ = (
        Index("ix_registration_state", "state", "asked_at", "account_id"),
        Index(
            "ix_registration_decided",
            "decided_at",
            sqlite_where=_DECIDED,
            postgresql_where=_DECIDED,
        ),
        Index("ix_registration_change", "state", "change_number"),
        Index(
            "ix_registration_unnumbered",
            "asked_at",
            sqlite_where=_UNNUMBERED,
            postgresql_where=_UNNUMBERED,
        ),
    )

    account_id: Mapped[str] = mapped_column(
        ID, ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    revision: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_by: Mapped[str] = mapped_column(String(80))
    registered_revision: Mapped[int | None]
    registered_at: Mapped[datetime | None] = mapped_column(Moment)
    field: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(String(1000))
    change_number: Mapped[int | None] = mapped_column(COUNT)


class ChangeCount(Base):
    """The number that a change was given last: one row. Numbers are never given twice."""

    __tablename__ = "change_count"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(COUNT)
