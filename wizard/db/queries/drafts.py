"""What editors have typed and not published yet."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import Draft
from wizard.db.records import DraftRecord
from wizard.db.rows import every, first, select_record, values_of

_DRAFTS = table(Draft)
_EVERY = select_record(DraftRecord, _DRAFTS)


def draft(connection: Connection, author: str, mall: str) -> DraftRecord | None:
    """Give what somebody has typed of a guide, if anything."""
    return first(
        connection, _EVERY.where(_DRAFTS.c.author == author, _DRAFTS.c.mall == mall), DraftRecord
    )


def drafts_of(connection: Connection, author: str) -> Sequence[DraftRecord]:
    """Give everything that somebody has typed, by guide."""
    return every(
        connection, _EVERY.where(_DRAFTS.c.author == author).order_by(_DRAFTS.c.mall), DraftRecord
    )


def put(connection: Connection, record: DraftRecord) -> None:
    """Keep what was typed in place of what was there of the same author and guide, as its next version."""
    new = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    row = new(_DRAFTS).values(**values_of(record))
    changed = {name: row.excluded[name] for name in ("state", "base", "text", "good", "updated_at")}
    kept = row.on_conflict_do_update(
        index_elements=[_DRAFTS.c.author, _DRAFTS.c.mall],
        set_=changed | {"version": _DRAFTS.c.version + 1},
    )
    connection.execute(kept)


def keep(connection: Connection, record: DraftRecord) -> None:
    """Keep what was typed, unless there is something of the same author and guide."""
    new = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(new(_DRAFTS).values(**values_of(record)).on_conflict_do_nothing())


def drop(connection: Connection, author: str, mall: str) -> None:
    """Throw away what somebody has typed of a guide."""
    mine = (_DRAFTS.c.author == author) & (_DRAFTS.c.mall == mall)
    connection.execute(delete(_DRAFTS).where(mine))
