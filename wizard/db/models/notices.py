"""What sellers agreed to be told, and what they were told."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import ID, Base, Moment


class MessageConsent(Base):
    """What a seller last said of being told by one channel.

    Attributes:
        channel: one of `wizard.messaging.channel.CHANNELS`.
        is_given: whether they agree; who never said anything has no row.
        version: of the text that they agreed to or left; see `wizard.reminding.consent`.
        act: by what: "saved" (the page after saving), "my" (their own place) or "staff" (who were asked to stop it).
        email: where to, for letters; empty once it is taken back.
        phone: where to, for 알림톡: the seller's number when they agreed. Another one is told nothing.
        confirmed_at: when the code of a letter was typed in; until then nothing else goes to the address.
        code, code_at: the code that is on its way there, sealed, and since when; empty if none is. A moment without a
            code: the letter of then was not taken.

    """

    __tablename__ = "message_consent"

    seller_id: Mapped[str] = mapped_column(
        ForeignKey("seller.id", ondelete="CASCADE"), primary_key=True
    )
    channel: Mapped[str] = mapped_column(String(10), primary_key=True)
    is_given: Mapped[bool]
    version: Mapped[str] = mapped_column(String(20))
    act: Mapped[str] = mapped_column(String(10))
    email: Mapped[str] = mapped_column(String(160))
    phone: Mapped[str] = mapped_column(String(20), server_default=text("''"))
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    code: Mapped[str] = mapped_column(Text, server_default=text("''"))
    code_at: Mapped[datetime | None] = mapped_column(Moment)
    at: Mapped[datetime] = mapped_column(Moment)


class Notice(Base):
    """One reminder told by one channel: at most one, whatever breaks.

    Attributes:
        state: "waiting", "sending" (somebody is at it, or died at it), "accepted", "delivered",
            "undelivered", "rejected", "dropped" (not sent: the cause or the consent was gone) or
            "unsure" (it broke off where it may have been sent, and is not sent again).
        due_at: when it was to be sent.
        sent_at: when sending began.
        settled_at: when its state was last changed.
        provider_id: by what the gateway knows it.
        reason: a word or code of ours or the gateway's, no sentence.

    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("reminder_id", "channel"),
        Index("ix_notice_seller", "seller_id", "due_at"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    reminder_id: Mapped[str] = mapped_column(ForeignKey("reminder.id", ondelete="CASCADE"))
    seller_id: Mapped[str] = mapped_column(ForeignKey("seller.id", ondelete="CASCADE"))
    channel: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(20))
    mall: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(12))
    due_at: Mapped[datetime] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    settled_at: Mapped[datetime | None] = mapped_column(Moment)
    provider_id: Mapped[str] = mapped_column(String(160))
    reason: Mapped[str] = mapped_column(String(40))
