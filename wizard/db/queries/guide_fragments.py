"""Fragments that were published for every machine, whether a guide uses them or not."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Executable, select, update
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import GuideFragment
from wizard.db.records import GuideFragmentRecord
from wizard.db.rows import every, select_record, values_of

_FRAGMENTS = table(GuideFragment)
_EVERY = select_record(GuideFragmentRecord, _FRAGMENTS)


def fragments(connection: Connection) -> Sequence[GuideFragmentRecord]:
    """Give every fragment, in order."""
    return every(connection, _EVERY.order_by(_FRAGMENTS.c.name), GuideFragmentRecord)


def held(connection: Connection, names: Iterable[str]) -> Sequence[GuideFragmentRecord]:
    """Give the fragments of these names that are there; nobody changes them before the transaction ends."""
    query = _EVERY.where(_FRAGMENTS.c.name.in_(sorted(names))).order_by(_FRAGMENTS.c.name)
    return every(connection, query.with_for_update(), GuideFragmentRecord)


def editions(connection: Connection) -> Mapping[str, str]:
    """Say when each fragment was kept: name -> moment."""
    rows = connection.execute(select(_FRAGMENTS.c.name, _FRAGMENTS.c.kept_at))
    return {name: str(moment) for name, moment in rows}


def begin(connection: Connection, record: GuideFragmentRecord) -> bool:
    """Keep a fragment that is new, and say whether it is."""
    added = connection.execute(_ADD[connection.dialect.name], values_of(record))
    return added.first() is not None


def change(connection: Connection, record: GuideFragmentRecord, before: str) -> bool:
    """Write a fragment over the text that was seen, and say whether that stood there."""
    seen = (_FRAGMENTS.c.name == record.name) & (_FRAGMENTS.c.text == before)
    new = {"text": record.text, "kept_at": record.kept_at}
    return connection.execute(update(_FRAGMENTS).where(seen).values(**new)).rowcount > 0


def follow(connection: Connection, record: GuideFragmentRecord) -> None:
    """Let a fragment that is kept say what readers see of it now."""
    is_other = (_FRAGMENTS.c.name == record.name) & (_FRAGMENTS.c.text != record.text)
    new = {"text": record.text, "kept_at": record.kept_at}
    connection.execute(update(_FRAGMENTS).where(is_other).values(**new))


_ADD: dict[str, Executable] = {
    "postgresql": postgresql.insert(_FRAGMENTS)
    .on_conflict_do_nothing()
    .returning(_FRAGMENTS.c.name),
    "sqlite": sqlite.insert(_FRAGMENTS).on_conflict_do_nothing().returning(_FRAGMENTS.c.name),
}
