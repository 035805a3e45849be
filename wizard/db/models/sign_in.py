"""What lets the staff in, and what keeps strangers out."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import ID, Base, Moment


class Attempt(Base):
    """How often signing in went wrong lately, counted under one key; see `wizard.services.lockout`.

    Attributes:
        key: a digest of what is counted: no whole address of anybody stands here.
        kind: "device", "pair", "source" or "account".
        staff_id: whose account it is about, if it is anybody's.
        locked_until: nobody passes under this key before.
        source: the network of the last wrong try, cut so that it names no household.

    """

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_last", "last_at"),)

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    staff_id: Mapped[str | None] = mapped_column(
        ForeignKey("staff.id", ondelete="CASCADE"), index=True
    )
    failures: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(Moment)
    locked_until: Mapped[datetime | None] = mapped_column(Moment)
    source: Mapped[str] = mapped_column(String(45), server_default=text("''"))


class UsedCode(Base):
    """A time step whose code let a member in: no code works twice."""

    __tablename__ = "used_code"

    staff_id: Mapped[str] = mapped_column(
        ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True
    )
    step: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class RecoveryCode(Base):
    """A code that stands in, once, for a lost phone; only its digest is kept, until it is used."""

    __tablename__ = "recovery_code"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)


class SetupCode(Base):
    """A code with which a member sets password and second factor anew; one at a time.

    Attributes:
        digest: SHA-256 of the code, which is told once.
        made_by: "staff:<id>" or "operator".

    """

    __tablename__ = "setup_code"

    staff_id: Mapped[str] = mapped_column(
        ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True
    )
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    made_by: Mapped[str] = mapped_column(String(48))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)


class Passkey(Base):
    """A passkey (WebAuthn credential) that stands in for the code from the phone.

    Attributes:
        credential: the id that the browser knows it by, in base64url.
        signs: the authenticator's own counter, if it has one: going back means a copy.
        name: what its owner calls it.

    """

    __tablename__ = "passkey"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    credential: Mapped[str] = mapped_column(String(1400), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    signs: Mapped[int]
    name: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class Challenge(Base):
    """What a browser was asked to sign with a passkey: by which browser, for what; good once."""

    __tablename__ = "challenge"
    __table_args__ = (Index("ix_challenge_expiry", "expires_at"),)

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    bound_to: Mapped[str] = mapped_column(String(64))
    expires_at: Mapped[datetime] = mapped_column(Moment)
