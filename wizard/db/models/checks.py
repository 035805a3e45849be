"""What malls said of accounts, and which malls are not asked for a while."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import ID, Base, Moment


class AccountCheck(Base):
    """The last try of an account at its mall: one row an account.

    Attributes:
        asked_at: when it was last asked for.
        tried_at: when the mall was asked; None while nobody has been.
        verdict: a class of `wizard.verdicts.classes`; "" while there is none for what is stored now.
        reason: for operators, one of our own words.
        field, step: what the seller has to correct, and the screen that shows how.
        probe: which question was answered so.
        shown: label -> what the mall says of the account's owner.
        since: from when on the verdict has been the same.
        again_at: when it is tried by itself again; None if it is not.
        tries: how often it was tried by itself since somebody asked.
        before: the verdict before it was only tried again; "" if what is stored was saved since.

    """

    __tablename__ = "account_check"
    __table_args__ = (Index("ix_account_check_verdict", "verdict", "since", "account_id"),)

    account_id: Mapped[str] = mapped_column(
        ID, ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    asked_at: Mapped[datetime] = mapped_column(Moment)
    tried_at: Mapped[datetime | None] = mapped_column(Moment)
    verdict: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(30))
    field: Mapped[str] = mapped_column(String(40))
    step: Mapped[str] = mapped_column(String(40))
    probe: Mapped[str] = mapped_column(String(40))
    shown: Mapped[dict[str, Any]] = mapped_column(JSON)
    since: Mapped[datetime | None] = mapped_column(Moment)
    again_at: Mapped[datetime | None] = mapped_column(Moment)
    tries: Mapped[int]
    before: Mapped[str] = mapped_column(String(20), server_default=text("''"))


class MallBreaker(Base):
    """A mall that answered badly lately: after enough of it nobody asks it for a while.

    Attributes:
        mall: the guide's name.
        since: it answered well then, so that nothing before counts.
        open_until: until then nobody asks; then one does, and it closes or opens again.
        trouble: why it cannot be asked from here, in one of our words; "" if it can.
        troubled_at: since when.
        trouble_seen_at: when it was met lastly.
        seen_ip: the address that it sees us come from, where that is none of ours.

    """

    __tablename__ = "mall_breaker"

    mall: Mapped[str] = mapped_column(String(40), primary_key=True)
    since: Mapped[datetime] = mapped_column(Moment)
    open_until: Mapped[datetime | None] = mapped_column(Moment)
    trouble: Mapped[str] = mapped_column(String(30), server_default=text("''"))
    troubled_at: Mapped[datetime | None] = mapped_column(Moment)
    trouble_seen_at: Mapped[datetime | None] = mapped_column(Moment)
    seen_ip: Mapped[str] = mapped_column(String(45), server_default=text("''"))
