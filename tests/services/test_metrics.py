from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from support.services import NOON, count

from wizard.db.queries.metrics import Span
from wizard.services.metrics import MetricKey, Metrics
from wizard.services.requests import Ask, Requests

DAY = date(2026, 11, 23)
EVER = Span(date(2000, 1, 1))


@pytest.fixture
def tallies(engine):
    return Metrics(engine, lambda: NOON)


def stroke(what="shown", step="place", mall="keys", revision="r1", day=DAY):
    return MetricKey(day, mall, revision, step, what)


def counted(tallies, span=EVER):
    return {mall: found.counted for mall, found in tallies.of_malls(span).items()}


def test_what_is_brought_again_is_added(tallies):
    tallies.add({stroke(): 2, stroke("on"): 1})
    tallies.add({stroke(): 3})

    assert counted(tallies) == {"keys": {"place": {"shown": 5, "on": 1}}}
    assert count(tallies.engine) == {"tally": 2}


def test_processes_that_bring_at_once_in_any_order_add_up(tallies):
    some = [stroke(f"w{number}") for number in range(30)]
    orders = [some, some[::-1]] * 10

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda order: tallies.add(dict.fromkeys(order, 1)), orders))

    assert set(counted(tallies)["keys"]["place"].values()) == {20}


def test_a_span_narrows_to_days_mall_and_revision(tallies):
    old = stroke(day=DAY - timedelta(days=7))
    tallies.add({stroke(): 1, stroke(mall="fork"): 1, stroke(revision="r2"): 1, old: 1})

    found = [
        sum(n for found in counted(tallies, span).values() for n in found["place"].values())
        for span in (EVER, Span(DAY), replace(EVER, mall="fork"), replace(EVER, revision="r2"))
    ]

    assert found == [4, 3, 1, 1]


def test_editions_are_listed_newest_first_with_their_days(tallies):
    before = DAY - timedelta(days=3)
    tallies.add({stroke(revision="old", day=before): 1, stroke(revision="new"): 1})

    found = tallies.editions(Span(before, "keys"))

    assert found == [("new", DAY, DAY), ("old", before, before)]


def test_what_is_older_than_400_days_is_forgotten(tallies):
    kept, gone = (stroke(day=DAY - timedelta(days=days)) for days in (400, 401))
    tallies.add({kept: 1, gone: 1})

    tallies.forget()

    with tallies.engine.connect() as connection:
        days = connection.execute(sa.text("select day from tally")).scalars().all()
    assert [str(day) for day in days] == [str(kept.day)]


def test_who_asked_for_help_is_counted_with_the_step_by_the_day_in_korea(tallies):
    midnight = datetime(2026, 11, 22, 15, tzinfo=UTC)  # in Korea it is the 23rd
    for moment, kind in ((midnight, "help"), (midnight, "mismatch"), (midnight - timedelta(seconds=1), "help")):  # fmt: skip
        ask = Ask(kind, "keys", "place", "r1", "가", "한빛", "01012345678")
        Requests(tallies.engine, lambda moment=moment: moment).ask_at_step(ask, None)

    [found] = tallies.of_malls(Span(DAY)).values()
    assert found.asked == {"place": {"help": 1, "mismatch": 1}}
    assert tallies.of_malls(Span(DAY, revision="r2")) == {}


def test_a_day_begins_at_midnight_in_korea(engine):
    assert Metrics(engine, lambda: datetime(2026, 11, 22, 15, tzinfo=UTC)).today() == DAY
