"""Rows in every table, each column with a value of its own: whatever tables there are."""

from datetime import date, timedelta

import sqlalchemy as sa
from support.services import NOON

from wizard.db import table_dump
from wizard.db.models import Base, Moment

ODD = "한빛 ㈜ \"'\\\t\n%?#\u200b🦊"
"""What a file, a line or a statement may take for something else."""


def fill(engine):
    """Put two rows into every table: one of odd values, one with nothing where nothing may stand."""
    with engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            if connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one():
                connection.execute(sa.delete(table))  # what the migrations put in
            for number in (1, 2):
                row = {column.name: value_for(column, number) for column in table.columns}
                connection.execute(sa.insert(table).values(row))
        table_dump.count_on(connection)


def value_for(column, number):
    if column.foreign_keys:
        [key] = column.foreign_keys
        return value_for(key.column, number)
    if column.nullable and number == 2:
        return None
    kind = column.type
    if isinstance(kind, Moment):
        return NOON + timedelta(days=number, microseconds=number)
    if isinstance(kind, sa.Date):
        return date(2026, 11, number)
    if isinstance(kind, sa.LargeBinary):
        return bytes(range(256)) * number
    if isinstance(kind, sa.JSON):
        return {"가": [number, None, True, 1.5, ODD]}
    if isinstance(kind, sa.Boolean):
        return number == 1
    if isinstance(kind, sa.Integer):
        return number if column.primary_key else 2**31 - number
    if isinstance(kind, sa.Double | sa.Float):
        return number / 3
    length = getattr(kind, "length", None) or 2000
    told = f"{number}{column.table.name}.{column.name}"
    return (told if column.primary_key or length < 60 else told + ODD)[:length]
