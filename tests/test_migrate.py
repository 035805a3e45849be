from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from desk import FIRM, desk_of, draft, dump

from wizard import migrate
from wizard.models import Base


def downgrade(engine, to="base"):
    config = migrate._config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, to)


def tables(engine):
    return set(sa.inspect(engine).get_table_names()) - {"alembic_version"}


def test_the_migrations_make_exactly_the_tables_of_the_models(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})

        assert compare_metadata(context, Base.metadata) == []
    assert tables(engine) == set(Base.metadata.tables)


def test_down_to_nothing_and_up_again_gives_the_same_tables(engine):
    downgrade(engine)
    assert tables(engine) == set()

    migrate.upgrade(engine)

    assert tables(engine) == set(Base.metadata.tables)


def test_upgrading_twice_changes_nothing(engine, tmp_path):
    desk_of(engine, tmp_path).save(draft(), FIRM)
    before = dump(engine)

    migrate.upgrade(engine)

    assert dump(engine) == before


def test_a_database_is_current_only_after_every_migration(engine):
    assert migrate.is_current(engine)

    downgrade(engine)

    assert not migrate.is_current(engine)


def test_a_migration_that_breaks_leaves_the_database_as_it_was(engine):
    downgrade(engine)
    with engine.begin() as connection:
        connection.execute(sa.text("create table request (mine integer)"))

    with pytest.raises(sa.exc.DatabaseError):
        migrate.upgrade(engine)

    assert tables(engine) == {"request"}
    assert not migrate.is_current(engine)


def test_instances_that_start_together_all_find_the_tables(engine):
    downgrade(engine)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: migrate.upgrade(engine), range(6)))

    assert tables(engine) == set(Base.metadata.tables)
