"""The staff, and who is signed in."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String, text
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import ID, Base, Moment


class Staff(Base):
    """A member of the staff.

    Attributes:
        password: an argon2id digest; "" until its owner sets one with a set-up code.
        totp: the secret of the second factor, sealed by the keyring.
        told: up to which event of the audit they know what others did for them.

    """

    __tablename__ = "staff"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    email: Mapped[str] = mapped_column(String(120), unique=True)
    role: Mapped[str] = mapped_column(String(10))
    password: Mapped[str] = mapped_column(String(200))
    totp: Mapped[str] = mapped_column(String(300))
    suspended_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)
    told: Mapped[int] = mapped_column(BigInteger, server_default=text("'0'"))


class Session(Base):
    """A browser that is signed in, as a seller or as staff.

    Attributes:
        digest: SHA-256 of the token in the cookie; the token itself is nowhere.
        link_id: the link that the seller came by; it takes the session along when it is revoked.
        seen_at: when a member of staff last did something in it; None until they do.
        browser: what its browser and machine are called, in words of ours; "" for sellers.
        sees_from: a firm that was known and only gave its number and phone sees nothing older;
            empty for everybody else.

    """

    __tablename__ = "session"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    seller_id: Mapped[str | None] = mapped_column(
        ForeignKey("seller.id", ondelete="CASCADE"), index=True
    )
    staff_id: Mapped[str | None] = mapped_column(
        ForeignKey("staff.id", ondelete="CASCADE"), index=True
    )
    link_id: Mapped[str | None] = mapped_column(
        ForeignKey("link.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(Moment)
    sees_from: Mapped[datetime | None] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime | None] = mapped_column(Moment)
    browser: Mapped[str] = mapped_column(String(40), server_default=text("''"))
