"""The tables, and nothing else."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    String,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

ID = String(32)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, aware on both databases (SQLite keeps no zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Write every moment in UTC; refuse one that does not say its zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without its zone")
        return value.astimezone(UTC) if value else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the zone back that SQLite dropped."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Base(DeclarativeBase):
    """Every table's base."""


class Seller(Base):
    """A firm that registers its malls.

    Attributes:
        business_number: 사업자등록번호, ten digits. Not unique: a firm that starts by itself twice
            is two sellers until staff join them, and nobody learns who else is here.
        origin: "self" for a seller who started at a form.

    """

    __tablename__ = "seller"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    business_number: Mapped[str] = mapped_column(String(10), index=True)
    phone: Mapped[str] = mapped_column(String(20))
    origin: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(Moment)


class Run(Base):
    """One seller going through one guide: which revision, and what they answered."""

    __tablename__ = "run"
    __table_args__ = (UniqueConstraint("seller_id", "mall"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    seller_id: Mapped[str] = mapped_column(ForeignKey("seller.id", ondelete="CASCADE"))
    mall: Mapped[str] = mapped_column(String(40))
    revision: Mapped[str] = mapped_column(String(64))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    started_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)


class Account(Base):
    """What a seller registers for a mall (제휴몰 계정정보); several per mall are allowed.

    Attributes:
        answers: the form's choices, as they were when it was saved.
        form_token: a digest of the form that was sent, so that sending it twice saves once.
        expires_on: the last day on which the key works, if known.

    """

    __tablename__ = "account"
    __table_args__ = (Index("ix_account_seller_mall", "seller_id", "mall"),)

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
    """One value of an account; see `sealing.Keyring.seal` for the format."""

    __tablename__ = "account_field"

    account_id: Mapped[str] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str]
    is_sealed: Mapped[bool]


class Request(Base):
    """Work for staff that a seller asked for: "issuance", "migration" or "help"."""

    __tablename__ = "request"
    __table_args__ = (UniqueConstraint("account_id", "kind"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(Moment)


class KeyCheck(Base):
    """A known text sealed by each key in use: whoever cannot open it has the wrong key."""

    __tablename__ = "key_check"

    key_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    sealed: Mapped[str]
