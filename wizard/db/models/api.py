"""Other programs: by which token they come, and what they have sent once."""

from datetime import datetime

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import ID, Base, Moment


class ApiToken(Base):
    """What lets another program in: a right for each scope, until it ends or is taken back.

    Attributes:
        digest: SHA-256 of the token; the token itself is nowhere.
        ending: its last letters, by which whoever has it knows it again.
        scopes: what it may do; see `wizard.services.api_tokens.Scope`.
        made_by: the id of the member of staff who made it.
        used_at: when it was last used, to the minute.

    """

    __tablename__ = "api_token"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    ending: Mapped[str] = mapped_column(String(4))
    name: Mapped[str] = mapped_column(String(40))
    scopes: Mapped[list[str]] = mapped_column(JSON)
    made_by: Mapped[str] = mapped_column(ID)
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime | None] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)


class IdempotentRequest(Base):
    """What a program sent under a key of its own: sent again, it is answered as it was then.

    Attributes:
        digest: of the key; the key itself is nowhere.
        id: names what is done for it; of this come the ids of what it makes.
        fingerprint: of everything that was sent under the key.
        seller_id: whom the answer tells of; forgotten with them.
        answer: status, head and body as they were given, sealed; None while there is none, or when
            it was forgotten.
        held_until: until then whoever began it is taken to be at it still.
        done_at: what it asks was done, written by the transaction that did it.

    """

    __tablename__ = "idempotent_request"

    token_id: Mapped[str] = mapped_column(ID, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    seller_id: Mapped[str | None] = mapped_column(ID, index=True)
    answer: Mapped[str | None] = mapped_column(Text)
    held_until: Mapped[datetime] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)
