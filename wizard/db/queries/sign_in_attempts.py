"""How often signing in went wrong lately."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import Attempt

_ATTEMPTS = table(Attempt)


def found(connection: Connection, keys: Iterable[str]) -> Mapping[str, Row[Any]]:
    """Give what is counted under some keys; nobody else counts there until the transaction ends."""
    query = select(_ATTEMPTS).where(_ATTEMPTS.c.key.in_(list(keys))).order_by(_ATTEMPTS.c.key)
    return {row.key: row for row in connection.execute(query.with_for_update())}


def put(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Write down what is counted now."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    new = insert(_ATTEMPTS)
    changes = {name: new.excluded[name] for name in ("failures", "last_at", "locked_until")}
    connection.execute(new.on_conflict_do_update(index_elements=["key"], set_=changes), rows)


def drop(connection: Connection, keys: Iterable[str]) -> None:
    """Forget what was counted under some keys."""
    connection.execute(delete(_ATTEMPTS).where(_ATTEMPTS.c.key.in_(list(keys))))


def drop_of(connection: Connection, staff_id: str) -> None:
    """Forget every wrong try at an account."""
    connection.execute(delete(_ATTEMPTS).where(_ATTEMPTS.c.staff_id == staff_id))


def drop_before(connection: Connection, moment: datetime) -> None:
    """Forget what was last counted before a moment."""
    connection.execute(delete(_ATTEMPTS).where(_ATTEMPTS.c.last_at < moment))


def locked(connection: Connection, now: datetime) -> Sequence[Row[Any]]:
    """List the locks at accounts that hold now: (staff_id, kind, locked_until)."""
    query: Select[Any] = select(_ATTEMPTS.c.staff_id, _ATTEMPTS.c.kind, _ATTEMPTS.c.locked_until)
    mine = _ATTEMPTS.c.staff_id.is_not(None) & (_ATTEMPTS.c.locked_until > now)
    return connection.execute(query.where(mine).order_by(_ATTEMPTS.c.locked_until)).all()
