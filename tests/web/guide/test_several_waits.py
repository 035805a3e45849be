"""Each wait of a guide has its own end, on either way, and is found again from a calendar."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from conftest import GUIDES, prepared, settings_for, soup_of
from support.people import seller_client, services_of, staff_client

from gallery.reminders import plan
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


def test_the_keys_of_two_accounts_are_waited_for_apart(app, clock):
    seller = seller_client(app)
    until_on(seller, SECOND)
    first = until_on(seller, RENEWAL)
    clock.moment += HOUR

    other = until_on(seller, "/guides/waits/renew/fresh?account=b2c3")

    assert other == (NOON + 3 * HOUR).isoformat(timespec="seconds")
    assert until_on(seller, RENEWAL) == first


def test_who_waited_for_a_new_key_is_led_back_to_that_screen_of_that_account(app, clock):
    seller = seller_client(app)
    until_on(seller, SECOND)
    until_on(seller, RENEWAL)
    assert soup_of(seller.get("/my")).select_one(f"a[href='{RENEWAL}']")
    clock.moment += 3 * HOUR
    plan(services_of(app))

    staff = staff_client(app, "support", "support@example.com")
    [line] = soup_of(staff.get("/staff/today?kind=wait")).select(".todos > li")

    assert f"http://localhost{RENEWAL}" in line.select_one("[data-copy]")["data-copy"]
    assert line.select_one(f"a[href='{RENEWAL}']")


@pytest.mark.parametrize("here", [FIRST, RENEWAL], ids=["first way", "new key"])
@pytest.mark.parametrize(
    "client_of", [seller_client, lambda app: app.test_client()], ids=["seller", "reader"]
)
def test_pressing_twice_makes_one_entry_of_a_calendar(app, clock, client_of, here):
    client = client_of(app)
    link = soup_of(client.get(here)).select_one("a[download]")["href"]

    entries = set()
    for _ in range(2):
        entries.add(re.search(r"UID:(.*)\r\n", client.get(link).text.replace("\r\n ", ""))[1])
        clock.moment += timedelta(minutes=7)

    assert len(entries) == 1
