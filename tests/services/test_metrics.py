from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from support.services import NOON, count

from wizard.services.metrics import MetricKey, Metrics, RevisionCount, Span
from wizard.services.requests import Ask, Requests

DAY = date(2026, 11, 23)
EVER = Span(date(2000, 1, 1))


@pytest.fixture
def metrics(engine):
    return Metrics(engine, lambda: NOON)


def metric_key(what="shown", step="place", mall="keys", revision="r1", day=DAY):
    return MetricKey(day, mall, revision, step, what)


def counted(metrics, span=EVER):
    return {mall: found.counted for mall, found in metrics.of_malls(span).items()}


def test_what_is_brought_again_is_added(metrics):
    metrics.add({metric_key(): 2, metric_key("on"): 1})
    metrics.add({metric_key(): 3})

    assert counted(metrics) == {"keys": {"place": {"shown": 5, "on": 1}}}
    assert count(metrics.engine) == {"tally": 2}


def test_processes_that_bring_at_once_in_any_order_add_up(metrics):
    some = [metric_key(f"w{number}") for number in range(30)]
    orders = [some, some[::-1]] * 10

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda order: metrics.add(dict.fromkeys(order, 1)), orders))

    assert set(counted(metrics)["keys"]["place"].values()) == {20}


def test_a_span_narrows_to_days_mall_and_revision(metrics):
    old = metric_key(day=DAY - timedelta(days=7))
    metrics.add({metric_key(): 1, metric_key(mall="fork"): 1, metric_key(revision="r2"): 1, old: 1})

    found = [
        sum(n for found in counted(metrics, span).values() for n in found["place"].values())
        for span in (EVER, Span(DAY), replace(EVER, mall="fork"), replace(EVER, revision="r2"))
    ]

    assert found == [4, 3, 1, 1]


def test_editions_are_listed_newest_first_with_their_days(metrics):
    before = DAY - timedelta(days=3)
    metrics.add({metric_key(revision="old", day=before): 1, metric_key(revision="new"): 1})

    found = metrics.revisions(Span(before, "keys"))

    assert found == [RevisionCount("new", DAY, DAY), RevisionCount("old", before, before)]


def test_what_is_older_than_400_days_is_forgotten(metrics):
    kept, gone = (metric_key(day=DAY - timedelta(days=days)) for days in (400, 401))
    metrics.add({kept: 1, gone: 1})

    metrics.forget()

    with metrics.engine.connect() as connection:
        days = connection.execute(sa.text("select day from tally")).scalars().all()
    assert [str(day) for day in days] == [str(kept.day)]


def test_who_asked_for_help_is_counted_with_the_step_by_the_day_in_korea(metrics):
    midnight = datetime(2026, 11, 22, 15, tzinfo=UTC)  # in Korea it is the 23rd
    for moment, kind in ((midnight, "help"), (midnight, "mismatch"), (midnight - timedelta(seconds=1), "help")):  # fmt: skip
        ask = Ask(kind, "keys", "place", "r1", "가", {}, "한빛", "01012345678")
        Requests(metrics.engine, lambda moment=moment: moment).ask_at_step(ask, None)

    [found] = metrics.of_malls(Span(DAY)).values()
    assert found.asked == {"place": {"help": 1, "mismatch": 1}}
    assert metrics.of_malls(Span(DAY, revision="r2")) == {}


def test_a_day_begins_at_midnight_in_korea(engine):
    assert Metrics(engine, lambda: datetime(2026, 11, 22, 15, tzinfo=UTC)).today() == DAY
