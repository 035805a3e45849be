"""How it stands with a deployment: from facts, and cheap however much was written down."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from support.people import services_of

from wizard.db.engine import writing
from wizard.services.audit import WINDOW, record_event
from wizard.services.audit_events import Event
from wizard.services.rate_limits import Limit
from wizard.settings import Rate

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def overviews(app):
    return app.extensions["wizard"].overviews


def note_backup(engine, at):
    with writing(engine) as connection:
        record_event(connection, Event.BACKUP_MADE, "operator", at)


def test_the_last_backup_is_found_and_each_that_is_made_after(overviews):
    engine = overviews.engine
    assert overviews.look().last_backup is None

    for later in range(3):
        at = NOON + timedelta(hours=later)
        note_backup(engine, at)
        assert overviews.look().last_backup == at


def test_what_was_looked_through_for_a_backup_is_not_read_again(overviews):
    engine = overviews.engine
    note_backup(engine, NOON)
    assert overviews.look().last_backup == NOON

    asked = []
    sa.event.listen(engine, "before_cursor_execute", lambda *told: asked.append((told[2], told[3])))
    overviews._backup.seen_to = 30_000  # as if so many had been there
    with engine.begin() as connection:
        connection.execute(sa.text("update sqlite_sequence set seq = 30001 where name = 'audit_event'"))  # fmt: skip
    note_backup(engine, NOON + timedelta(days=1))

    assert overviews.look().last_backup == NOON + timedelta(days=1)
    [values] = [told for query, told in asked if "audit_event.id >" in query]
    assert 30_000 - WINDOW in values


def test_a_limit_is_in_force_for_who_may_not_pass_even_once_more(app, overviews):
    limit = Limit("save", Rate(2, 60))
    overviews.rates["save"] = limit.rate
    rates = services_of(app).rate_limits

    rates.add({(limit, "full"): 2, (limit, "half"): 1})

    assert overviews.look().refused == {"save": 1}


def test_a_key_tells_its_day_and_what_it_does(app, overviews, settings):
    [key] = overviews.look().keys
    assert (key.is_used, key.is_here, key.seals) == (False, True, True)
    assert key.made_on == date.fromisoformat(key.id[1:9])
    services_of(app).storage.probe()
    settings.keys.unlink()

    [lost] = overviews.look().keys

    assert (lost.id, lost.is_used, lost.is_here, lost.seals) == (key.id, True, False, False)


def test_it_is_looked_at_on_each_database(app_on_each_database):
    seen = app_on_each_database.extensions["wizard"].overviews.look()

    assert seen.database.is_current
    assert seen.database.size_bytes > 100_000
    assert (seen.verdicts, seen.locks, seen.deliveries, seen.untold) == ({}, {}, {}, 0)
