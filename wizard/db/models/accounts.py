"""What sellers register, sealed, and the keys that seal it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import ID, Base, Moment


class Account(Base):
    """What a seller registers for a mall (제휴몰 계정정보); several per mall are allowed.

    Attributes:
        answers: the form's choices, as they were when it was saved.
        form_token: a digest of the form that was sent, so that sending it twice saves once.
        expires_on: the last day on which the key works, if known.

    """

    __tablename__ = "account"
    __table_args__ = (
        Index("ix_account_seller_mall", "seller_id", "mall"),
        Index("ix_account_expiry", "expires_on", "id"),
        Index("ix_account_changed", "updated_at", "id"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    seller_id: Mapped[str] = mapped_column(ForeignKey("seller.id", ondelete="CASCADE"))
    mall: Mapped[str] = mapped_column(String(40))
    step_id: Mapped[str] = mapped_column(String(40))
    revision: Mapped[str] = mapped_column(String(64))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    form_token: Mapped[str] = mapped_column(String(64), unique=True)
    expires_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)


class AccountField(Base):
    """One value of an account; see `sealing.Keyring.seal` for the format.

    Attributes:
        tag: the mark of a value that is stored in the open; see `sealing.Keyring.tag`.

    """

    __tablename__ = "account_field"

    account_id: Mapped[str] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str]
    is_sealed: Mapped[bool]
    tag: Mapped[str | None]


class SpentForm(Base):
    """A form whose account was deleted: sent again, it makes no other."""

    __tablename__ = "spent_form"

    form_token: Mapped[str] = mapped_column(String(64), primary_key=True)


class KeyCheck(Base):
    """A known text sealed by each key in use: whoever cannot open it has the wrong key."""

    __tablename__ = "key_check"

    key_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    sealed: Mapped[str]
