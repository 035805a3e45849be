"""What programs have sent under keys of their own."""

from datetime import datetime

from sqlalchemy import Connection, Update, delete, update
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import IdempotentRequest
from wizard.db.records import IdempotentRecord
from wizard.db.rows import first, select_record, values_of

_REQUESTS = table(IdempotentRequest)
_EVERY = select_record(IdempotentRecord, _REQUESTS)
_OF_KEY = [*_REQUESTS.primary_key]
_BEGIN = {
    name: dialect.insert(_REQUESTS)
    .on_conflict_do_nothing(index_elements=_OF_KEY)
    .returning(_REQUESTS.c.id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


def begin(connection: Connection, request: IdempotentRecord) -> bool:
    """Write one down; False if there is one of its token and key (who writes it is waited for)."""
    statement = _BEGIN[connection.dialect.name]
    return connection.execute(statement, values_of(request)).first() is not None


def find(connection: Connection, token_id: str, digest: str) -> IdempotentRecord | None:
    """Find what was sent by a token under a key; until the transaction ends nobody changes it."""
    mine = (_REQUESTS.c.token_id == token_id, _REQUESTS.c.digest == digest)
    return first(connection, _EVERY.where(*mine).with_for_update(), IdempotentRecord)


def hold(connection: Connection, request_id: str, until: datetime) -> None:
    """Be at it until a moment."""
    connection.execute(_own(request_id).values(held_until=until))


def spend(connection: Connection, request_id: str, now: datetime) -> bool:
    """Write down that what it asks is done; False if somebody did it (who does so now is waited for)."""
    undone = _own(request_id).where(_REQUESTS.c.done_at.is_(None))
    return connection.execute(undone.values(done_at=now)).rowcount == 1


def answer(connection: Connection, request_id: str, sealed: str, seller_id: str | None) -> None:
    """Keep what was answered, and of whom it tells."""
    connection.execute(_own(request_id).values(answer=sealed, seller_id=seller_id))


def drop_expired(connection: Connection, now: datetime) -> None:
    """Forget those whose time is over."""
    connection.execute(delete(_REQUESTS).where(_REQUESTS.c.expires_at <= now))


def forget_answers(connection: Connection, seller_id: str) -> None:
    """Forget what was answered of a seller; what was done stays done."""
    mine = _REQUESTS.c.seller_id == seller_id
    connection.execute(update(_REQUESTS).where(mine).values(answer=None, seller_id=None))


def _own(request_id: str) -> Update:
    return update(_REQUESTS).where(_REQUESTS.c.id == request_id)
