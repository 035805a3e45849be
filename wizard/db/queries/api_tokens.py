"""The tokens by which other programs come."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, or_, update

from wizard.db.engine import table
from wizard.db.models import ApiToken
from wizard.db.records import TokenRecord
from wizard.db.rows import every, first, select_record, values_of

_TOKENS = table(ApiToken)
_EVERY = select_record(TokenRecord, _TOKENS)
# Built once: every request of a program waits on it.
_OF_DIGEST = _EVERY.where(_TOKENS.c.digest == bindparam("digest"))


def add(connection: Connection, token: TokenRecord) -> None:
    """Add one token."""
    connection.execute(insert(_TOKENS), values_of(token))


def of_digest(connection: Connection, digest: str) -> TokenRecord | None:
    """Find a token by its digest, whether or not it still lets anybody in."""
    return first(connection, _OF_DIGEST, TokenRecord, {"digest": digest})


def token(connection: Connection, token_id: str) -> TokenRecord | None:
    """Find a token by its id."""
    return first(connection, _EVERY.where(_TOKENS.c.id == token_id), TokenRecord)


def tokens(connection: Connection) -> Sequence[TokenRecord]:
    """List the tokens, newest first."""
    return every(
        connection, _EVERY.order_by(_TOKENS.c.created_at.desc(), _TOKENS.c.id), TokenRecord
    )


def note_use(connection: Connection, token_id: str, now: datetime, before: datetime) -> None:
    """Write down that a token is used, unless that was written after a moment."""
    is_old = or_(_TOKENS.c.used_at.is_(None), _TOKENS.c.used_at <= before)
    mine = update(_TOKENS).where(_TOKENS.c.id == token_id, is_old)
    connection.execute(mine.values(used_at=now))


def revoke(connection: Connection, token_id: str, now: datetime) -> bool:
    """Take a token back; False if it was before."""
    mine = update(_TOKENS).where(_TOKENS.c.id == token_id, _TOKENS.c.revoked_at.is_(None))
    return connection.execute(mine.values(revoked_at=now)).rowcount == 1
