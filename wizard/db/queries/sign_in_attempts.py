"""How often signing in went wrong lately."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import Attempt
from wizard.db.records import AttemptRecord
from wizard.db.rows import every, select_record, values_of

_ATTEMPTS = table(Attempt)


@dataclass(frozen=True)
class Lock:
    """A lock that holds now.

    Attributes:
        staff_id: at whose account; None for an address that tries many.
        failures: how many wrong tries there were.
        last_at: when the last of them locked it.
        source: from where it came.

    """

    staff_id: str | None
    kind: str
    failures: int
    last_at: datetime
    locked_until: datetime
    source: str


_EVERY_ATTEMPT = select_record(AttemptRecord, _ATTEMPTS)
_LOCKS = select_record(Lock, _ATTEMPTS)


def found(connection: Connection, keys: Iterable[str]) -> Mapping[str, AttemptRecord]:
    """Give what is counted under some keys; nobody else counts there until the transaction ends."""
    query = _EVERY_ATTEMPT.where(_ATTEMPTS.c.key.in_(list(keys))).order_by(_ATTEMPTS.c.key)
    counted = every(connection, query.with_for_update(), AttemptRecord)
    return {attempt.key: attempt for attempt in counted}


def put(connection: Connection, attempts: Sequence[AttemptRecord]) -> None:
    """Write down what is counted now."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    new = insert(_ATTEMPTS)
    changes = {
        name: new.excluded[name] for name in ("failures", "last_at", "locked_until", "source")
    }
    merged = new.on_conflict_do_update(index_elements=["key"], set_=changes)
    connection.execute(merged, [values_of(attempt) for attempt in attempts])


def drop(connection: Connection, keys: Iterable[str]) -> None:
    """Forget what was counted under some keys."""
    connection.execute(delete(_ATTEMPTS).where(_ATTEMPTS.c.key.in_(list(keys))))


def drop_of(connection: Connection, staff_id: str) -> None:
    """Forget every wrong try at an account."""
    connection.execute(delete(_ATTEMPTS).where(_ATTEMPTS.c.staff_id == staff_id))


def drop_before(connection: Connection, moment: datetime) -> None:
    """Forget what was last counted before a moment."""
    connection.execute(delete(_ATTEMPTS).where(_ATTEMPTS.c.last_at < moment))


def locked(connection: Connection, now: datetime) -> Sequence[Lock]:
    """List the locks that hold now, the last first."""
    query = _LOCKS.where(_ATTEMPTS.c.locked_until > now)
    return every(connection, query.order_by(_ATTEMPTS.c.last_at.desc(), _ATTEMPTS.c.key), Lock)
