"""What editors have typed and not published yet."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import Draft
from wizard.db.records import DraftRecord
from wizard.db.rows import every, first, select_record, values_of

_DRAFTS = table(Draft)
_EVERY = select_record(DraftRecord, _DRAFTS)
_TYPED = ("state", "base", "text", "good", "window", "writers", "updated_at")


def draft(
    connection: Connection, author: str, mall: str, *, lock: bool = False
) -> DraftRecord | None:
    """Give what somebody has typed of a text, if anything; locked, it is written one after another."""
    query = _EVERY.where(_DRAFTS.c.author == author, _DRAFTS.c.mall == mall)
    return first(connection, query.with_for_update() if lock else query, DraftRecord)


def drafts_of(connection: Connection, author: str) -> Sequence[DraftRecord]:
    """Give everything that somebody has typed, by text."""
    return every(
        connection, _EVERY.where(_DRAFTS.c.author == author).order_by(_DRAFTS.c.mall), DraftRecord
    )


def by_id(connection: Connection, draft_id: str) -> DraftRecord | None:
    """Find a draft by its id."""
    return first(connection, _EVERY.where(_DRAFTS.c.id == draft_id), DraftRecord)


def everybodys(connection: Connection) -> Sequence[DraftRecord]:
    """Give every text that is on its way, the one that was typed last first."""
    return every(
        connection, _EVERY.order_by(_DRAFTS.c.updated_at.desc(), _DRAFTS.c.id), DraftRecord
    )


def versions(connection: Connection) -> Sequence[tuple[str, int]]:
    """Give the id of every draft, and how often it was written."""
    found = connection.execute(select(_DRAFTS.c.id, _DRAFTS.c.version))
    return [(draft_id, version) for draft_id, version in found]


def begun(connection: Connection, beginning: str) -> Sequence[DraftRecord]:
    """Give the texts that are new, and whose names begin so, the one that was typed last first."""
    is_new = (_DRAFTS.c.base == "") & _DRAFTS.c.mall.startswith(beginning, autoescape=True)
    newest = _EVERY.order_by(_DRAFTS.c.updated_at.desc(), _DRAFTS.c.id)
    return every(connection, newest.where(is_new), DraftRecord)


def put(connection: Connection, record: DraftRecord) -> None:
    """Keep what was typed in place of what was there of the same author and text, as its next version."""
    new = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    row = new(_DRAFTS).values(**values_of(record))
    changed = {name: row.excluded[name] for name in _TYPED}
    kept = row.on_conflict_do_update(
        index_elements=[_DRAFTS.c.author, _DRAFTS.c.mall],
        set_=changed | {"version": _DRAFTS.c.version + 1},
    )
    connection.execute(kept)


def keep(connection: Connection, record: DraftRecord) -> None:
    """Keep what was typed, unless there is something of the same author and text."""
    new = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(new(_DRAFTS).values(**values_of(record)).on_conflict_do_nothing())


def drop(connection: Connection, author: str, mall: str) -> None:
    """Throw away what somebody has typed of a text."""
    mine = (_DRAFTS.c.author == author) & (_DRAFTS.c.mall == mall)
    connection.execute(delete(_DRAFTS).where(mine))


def hand_over(
    connection: Connection, draft_id: str, author: str, writers: Sequence[str], now: datetime
) -> None:
    """Make a draft another author's; a constraint is broken if they have one of the same text."""
    mine = {"author": author, "writers": list(writers), "window": "", "updated_at": now}
    query = update(_DRAFTS).where(_DRAFTS.c.id == draft_id)
    connection.execute(query.values(**mine, version=_DRAFTS.c.version + 1))


def drop_one(connection: Connection, draft_id: str) -> None:
    """Throw a draft away, whoever typed it."""
    connection.execute(delete(_DRAFTS).where(_DRAFTS.c.id == draft_id))
