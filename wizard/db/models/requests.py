"""Work for staff, and what was said about it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import ID, Base, Moment


class Request(Base):
    """Work for staff that somebody asked for.

    Attributes:
        kind: "issuance" (발급대행), "migration" (데이터 이전), "help" (막혔어요), "mismatch"
            (화면이 달라요), "link" (a new link is wanted, or one was locked) or "registration"
            (아임셀러에 등록; asked by the save itself).
        account_id: what it is about, if it is about an account.
        seller_id: empty for a reader who is nobody we know; they left name and phone.
        revision: the guide as the one who asks saw it, with `answers`: what they had answered.
        assignee: the id of the member of staff whose it is; empty until somebody takes it.
        state: "open", "taken", "answered" or "closed".
        renewed_at: when the one who asks last said something, or asked anew; empty if only once.
        closed_at: when it was last put away; see `wizard.services.secret_access`.
        outcome: how it ended, of `wizard.services.outcomes`; "" while it has not.
        reopened_at: when staff last took it up again after that; it gives nobody any right.
        notice, notice_text: the version of the 개인정보 안내 to which whoever left name and phone agreed, and a
            digest of what it said; empty where nobody left any.

    """

    __tablename__ = "request"
    __table_args__ = (
        UniqueConstraint("account_id", "kind"),
        Index("ix_request_queue", "state", "created_at", "id"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    account_id: Mapped[str | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    seller_id: Mapped[str | None] = mapped_column(
        ForeignKey("seller.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    mall: Mapped[str] = mapped_column(String(40), default="")
    step_id: Mapped[str] = mapped_column(String(40), default="")
    revision: Mapped[str] = mapped_column(String(64), default="")
    answers: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    name: Mapped[str] = mapped_column(String(80), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    notice: Mapped[str] = mapped_column(String(8), server_default=text("''"))
    notice_text: Mapped[str] = mapped_column(String(64), server_default=text("''"))
    assignee: Mapped[str] = mapped_column(String(32), default="")
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    renewed_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    outcome: Mapped[str] = mapped_column(String(20), server_default=text("''"))
    reopened_at: Mapped[datetime | None] = mapped_column(Moment)


class Message(Base):
    """One thing said in a request's thread, by the seller ("") or by a member of staff (an id)."""

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_thread", "request_id", "created_at"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    request_id: Mapped[str] = mapped_column(ForeignKey("request.id", ondelete="CASCADE"))
    staff_id: Mapped[str] = mapped_column(String(32), default="")
    text: Mapped[str] = mapped_column(String(1000))
    created_at: Mapped[datetime] = mapped_column(Moment)


class RequestPhoto(Base):
    """A picture that came with a request, drawn anew.

    Attributes:
        picture: the JPEG, sealed in the place of `wizard.services.photos`.

    """

    __tablename__ = "request_photo"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    request_id: Mapped[str] = mapped_column(
        ForeignKey("request.id", ondelete="CASCADE"), unique=True
    )
    picture: Mapped[str] = mapped_column(Text)
    width: Mapped[int]
    height: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Moment)


class Opening(Base):
    """Somebody looked at an account's secrets: who, for which request, and why.

    Attributes:
        request_id, staff_id: of an operator; None and "" for another program.
        revision: of the account as it was seen; see `wizard.db.models.registrations`.
        token_id: by which token another program read them.

    """

    __tablename__ = "opening"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    request_id: Mapped[str | None] = mapped_column(
        ForeignKey("request.id", ondelete="CASCADE"), index=True
    )
    seller_id: Mapped[str] = mapped_column(ForeignKey("seller.id", ondelete="CASCADE"), index=True)
    mall: Mapped[str] = mapped_column(String(40))
    staff_id: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(String(20))
    opened_at: Mapped[datetime] = mapped_column(Moment)
    closes_at: Mapped[datetime] = mapped_column(Moment)
    revision: Mapped[int | None]
    token_id: Mapped[str | None] = mapped_column(ID)
