"""Each wait of a guide has its own end, on either way, and is found again from a calendar."""

from datetime import UTC, datetime, timedelta

import pytest
from conftest import GUIDES, prepared, settings_for, soup_of
from support.people import seller_client, services_of

from wizard.app import create_app

NOON, HOUR = datetime(2026, 11, 26, 3, tzinfo=UTC), timedelta(hours=1)
FIRST, SECOND = (f"/guides/waits/{step}?which=left" for step in ("rest", "again"))
RENEWAL = "/guides/waits/renew/fresh?account=a1b2"


@pytest.fixture
def app(tmp_path, clock):
    clock.moment = NOON
    app = create_app(prepared(settings_for(tmp_path, guides=GUIDES / "waits")), clock)
    yield app
    app.extensions["wizard"].accounts.engine.dispose()


def until_on(seller, path):
    return soup_of(seller.get(path)).select_one("[data-waits]")["data-waits"]


def next_end(app, seller):
    [run] = services_of(app).progress.of_seller(seller.seller_id)
    return run.waits_until


def test_each_wait_has_its_own_end_wherever_one_was_since(app, clock):
    seller = seller_client(app)
    first = until_on(seller, FIRST)
    clock.moment += 24 * HOUR
    second = until_on(seller, SECOND)

    page = soup_of(seller.get(FIRST))

    assert page.select_one("[data-waits]")["data-waits"] == first
    assert "시간이 다 됐어요" in page.text
    assert until_on(seller, SECOND) == second
    assert next_end(app, seller) == NOON + 72 * HOUR


def test_a_wait_for_a_new_key_begins_ends_and_reminds_as_one_of_its_own(app, clock):
    seller = seller_client(app)
    first = until_on(seller, SECOND)

    renewing = until_on(seller, RENEWAL)

    assert renewing == (NOON + 2 * HOUR).isoformat(timespec="seconds")
    assert next_end(app, seller) == NOON + 2 * HOUR
    clock.moment += 3 * HOUR
    assert "시간이 다 됐어요" in soup_of(seller.get(RENEWAL)).text
    assert until_on(seller, SECOND) == first
    assert next_end(app, seller) == NOON + 48 * HOUR


@pytest.mark.parametrize("here", [FIRST, RENEWAL], ids=["first way", "new key"])
def test_the_calendar_file_leads_back_to_the_very_screen(app, here):
    seller = seller_client(app)
    link = soup_of(seller.get(here)).select_one("a[download]")["href"]

    file = seller.get(link).text.replace("\r\n ", "")

    assert f"http://localhost{here}" in file
    assert seller.get(here).status_code == 200
