from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from support.services import NOON

from wizard.db.models import Base, Moment

KST = timezone(timedelta(hours=9))
TABLE = sa.Table("moments", sa.MetaData(), sa.Column("at", Moment))


@pytest.fixture
def kept(engine):
    """Store a moment and give it back."""
    TABLE.create(engine)

    def keep(value):
        with engine.begin() as connection:
            connection.execute(sa.insert(TABLE).values(at=value))
            return connection.execute(sa.select(TABLE.c.at)).scalar_one()

    yield keep
    TABLE.drop(engine)


@pytest.mark.parametrize(
    "moment",
    [
        NOON,
        NOON.replace(microsecond=123456),
        NOON.astimezone(KST),
        datetime(1999, 1, 1, tzinfo=UTC),
    ],
    ids=["UTC", "microseconds", "in Korea", "long ago"],
)
def test_a_moment_comes_back_as_the_same_moment_with_its_zone(kept, moment):
    found = kept(moment)

    assert found == moment
    assert found.tzinfo is not None


def test_no_moment_stays_none(kept):
    assert kept(None) is None


def test_a_moment_without_its_zone_is_refused(kept):
    with pytest.raises(sa.exc.StatementError, match="a moment without its zone"):
        kept(NOON.replace(tzinfo=None))


def test_every_time_that_is_stored_is_a_moment():
    times = [
        column
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, sa.DateTime) or column.name.endswith("_at")
    ]

    assert len(times) >= 6
    assert all(isinstance(column.type, Moment) for column in times)


def test_everything_that_belongs_to_a_seller_goes_with_the_seller():
    keys = [key for table in Base.metadata.tables.values() for key in table.foreign_keys]

    assert len(keys) >= 4
    assert {key.ondelete for key in keys} == {"CASCADE"}
