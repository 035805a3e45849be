"""The whole product at the practice malls: every fault is told as what it is, and mended it is connected."""

from datetime import UTC, datetime, timedelta

import pytest
from conftest import CONTENT, prepared, settings_for

from demo.guests import Clock, Story
from demo.stories import USUAL
from practice.sellers import SELLERS
from practice.town import open_town
from wizard.app import create_app
from wizard.mall_settings import MallSettings
from wizard.verdicts.classes import CLASSES
from wizard.web.workers.job_runner import JobRunner

TRIED = [seller for seller in SELLERS if seller.mall != "smartstore-own" and seller.state != "slow"]
"""A store's own app is off; an answer that drips takes 15 seconds, which the client's tests spend."""

MONTH = timedelta(days=30)

NOT_ASKED = {
    "BAD_FORMAT": (
        "coupang",
        {"vendor_id": "A00000001", "access_key": "열쇠", "secret_key": "facade"},
    ),
    "UNVERIFIABLE": ("cjmall", {}),
    "MALL_CLOSED": ("interpark", {}),
}


@pytest.fixture(scope="module")
def clock():
    return Clock(datetime.now(UTC))


@pytest.fixture(scope="module")
def malls(tmp_path_factory, clock):
    with open_town(tmp_path_factory.mktemp("malls"), clock) as town:
        yield town


@pytest.fixture(scope="module")
def story(tmp_path_factory, clock, malls):
    """A firm of the product, whose malls are the practice malls."""
    settings = settings_for(
        tmp_path_factory.mktemp("product"), guides=CONTENT, malls=MallSettings.from_env(malls.env)
    )
    app = create_app(prepared(settings), clock)
    story = Story(app, clock, "nobody", clock.now)
    story.begin("저장해요")
    yield story
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.fixture
def alone(story):
    """Nothing of one test is tried again in the next, and no mall rests from it."""
    yield
    story.app.extensions["wizard"].accounts.delete(story.seller, story.account)
    story.clock.now += timedelta(minutes=30)


def typed_of(seller, values, now):
    way = {"way": "self"} if seller.mall == "auction" else {}
    issued = {"issued_on": day} if (day := seller.issued_on(now)) else {}
    return {**USUAL, "issued_on": f"{now - MONTH:%Y-%m-%d}", **way, **values, **issued}


def verdict(story):
    """Do what is due; say what came of the account that was saved last."""
    runner = JobRunner.of(story.services)
    while not runner.round():
        pass
    return story.services.checks.of([story.account])[story.account].verdict


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("seller", TRIED, ids=lambda seller: seller.id)
def test_each_answer_is_told_as_what_it_is_and_mended_it_is_connected(story, malls, seller):
    guide = seller.mall.partition("-")[0]
    way = {"way": "agency"} if seller.mall == "auction-esm" else {}
    story.save(guide, typed_of(seller, {**way, **seller.typed}, story.clock.now))
    assert verdict(story) == seller.verdict

    malls.registry.settle(seller.id)
    story.clock.now += timedelta(minutes=20)
    mended = typed_of(seller, {**way, **seller.mended}, story.clock.now)
    story.save(guide, mended | {"issued_on": f"{story.clock.now - MONTH:%Y-%m-%d}"})

    assert verdict(story) == "OK"


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("told", NOT_ASKED)
def test_what_no_mall_is_asked_about_is_told_without_asking(story, told):
    mall, typed = NOT_ASKED[told]
    story.save(mall, {**USUAL, **typed})

    assert verdict(story) == told


def test_every_class_is_reached_by_some_values():
    assert {seller.verdict for seller in TRIED} | NOT_ASKED.keys() == set(CLASSES)
