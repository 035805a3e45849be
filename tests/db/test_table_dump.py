import json

import sqlalchemy as sa
from support.every_table import fill
from support.services import dump

from wizard.db import table_dump
from wizard.db.models import Base


def test_every_table_of_the_models_is_dumped_with_every_column():
    told = {shape.name: [one.name for one in shape.columns] for shape in table_dump.shapes()}

    assert told == {
        name: [column.name for column in table.columns]
        for name, table in Base.metadata.tables.items()
    }


def test_what_is_dumped_is_json_and_comes_back_as_it_was_to_the_last_column(engine):
    fill(engine)
    before = dump(engine)
    with table_dump.one_moment(engine) as connection:
        kept = {
            shape.name: [json.loads(json.dumps(row)) for row in table_dump.rows(connection, shape)]
            for shape in table_dump.shapes()
        }

    with engine.begin() as connection:
        table_dump.drop_all(connection)
        assert sa.inspect(connection).get_table_names() == []
        Base.metadata.create_all(connection)
        counts = [
            table_dump.put(connection, shape, kept[shape.name]) for shape in table_dump.shapes()
        ]

    assert dump(engine) == before
    assert {*counts} == {2}


def test_a_table_of_somebody_else_is_named_and_left_alone(engine):
    with engine.begin() as connection:
        connection.execute(sa.text("create table theirs (number integer)"))
        named = table_dump.strangers(connection)
        table_dump.drop_all(connection)
        left = sa.inspect(connection).get_table_names()
        connection.rollback()

    assert (named, left) == (["theirs"], ["theirs"])
