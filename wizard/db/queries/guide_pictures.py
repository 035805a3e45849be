"""Pictures beside the texts that are on their way, for every machine."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Executable, delete, select, update
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


def older(connection: Connection, before: datetime) -> Sequence[str]:
    """Name every picture that was put in before a moment and not again since, in order."""
    query = select(_PICTURES.c.name).where(_PICTURES.c.created_at < before)
    return connection.execute(query.order_by(_PICTURES.c.name)).scalars().all()


def pictures(connection: Connection, names: Iterable[str]) -> Sequence[GuidePictureRecord]:
    """Give the pictures of these names that are there."""
    query = _EVERY.where(_PICTURES.c.name.in_(sorted(names)))
    return every(connection, query.order_by(_PICTURES.c.name), GuidePictureRecord)


def forget(
    connection: Connection, names: Iterable[str], before: datetime | None = None
) -> Mapping[str, str]:
    """Delete the pictures of these names; give those that were there: name -> the guide for which it came.

    Args:
        connection: of the transaction.
        names: of the pictures.
        before: what was put in since, maybe in this very moment, stays; None to keep nothing.

    """
    query = delete(_PICTURES).where(_PICTURES.c.name.in_(sorted(names)))
    if before is not None:
        query = query.where(_PICTURES.c.created_at < before)
    found = connection.execute(query.returning(_PICTURES.c.name, _PICTURES.c.mall))
    return {row.name: row.mall for row in found}


def renew(connection: Connection, name: str, now: datetime) -> bool:
    """Note that a picture was put in again, and say whether it is there."""
    query = update(_PICTURES).where(_PICTURES.c.name == name)
    return connection.execute(query.values(created_at=now)).rowcount > 0


def keep(connection: Connection, record: GuidePictureRecord) -> bool:
    """Keep a picture, and say whether it is new; one of its name is left alone."""
    added = connection.execute(_ADD[connection.dialect.name], values_of(record))
    return added.first() is not None


_ADD: dict[str, Executable] = {
    "postgresql": postgresql.insert(_PICTURES).on_conflict_do_nothing().returning(_PICTURES.c.name),
    "sqlite": sqlite.insert(_PICTURES).on_conflict_do_nothing().returning(_PICTURES.c.name),
}
