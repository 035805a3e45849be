"""Pictures beside the texts that are on their way, for every machine."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Executable, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import GuidePicture
from wizard.db.records import GuidePictureRecord
from wizard.db.rows import every, select_record, values_of

_PICTURES = table(GuidePicture)
_EVERY = select_record(GuidePictureRecord, _PICTURES)


def names(connection: Connection) -> Sequence[str]:
    """Name every picture, in order."""
    return connection.execute(select(_PICTURES.c.name).order_by(_PICTURES.c.name)).scalars().all()


def pictures(connection: Connection, names: Iterable[str]) -> Sequence[GuidePictureRecord]:
    """Give the pictures of these names that are there."""
    query = _EVERY.where(_PICTURES.c.name.in_(sorted(names)))
    return every(connection, query.order_by(_PICTURES.c.name), GuidePictureRecord)


def kept(connection: Connection, names: Iterable[str]) -> Sequence[str]:
    """Say which of these names a picture has."""
    query = select(_PICTURES.c.name).where(_PICTURES.c.name.in_(sorted(names)))
    return connection.execute(query.order_by(_PICTURES.c.name)).scalars().all()


def forget(connection: Connection, names: Iterable[str]) -> None:
    """Delete the pictures of these names."""
    connection.execute(delete(_PICTURES).where(_PICTURES.c.name.in_(sorted(names))))


def keep(connection: Connection, record: GuidePictureRecord) -> bool:
    """Keep a picture, and say whether it is new; one of its name is left alone."""
    added = connection.execute(_ADD[connection.dialect.name], values_of(record))
    return added.first() is not None


_ADD: dict[str, Executable] = {
    "postgresql": postgresql.insert(_PICTURES).on_conflict_do_nothing().returning(_PICTURES.c.name),
    "sqlite": sqlite.insert(_PICTURES).on_conflict_do_nothing().returning(_PICTURES.c.name),
}
