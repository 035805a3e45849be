"""Each wait of a guide has its own end, on either way, and is found again from a calendar."""

from datetime import UTC, datetime, timedelta

import pytest
from conftest import GUIDES, prepared, settings_for, soup_of
from support.people import seller_client

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


@pytest.mark.parametrize("here", [FIRST, RENEWAL], ids=["first way", "new key"])
def test_the_calendar_file_leads_back_to_the_very_screen(app, here):
    seller = seller_client(app)
    link = soup_of(seller.get(here)).select_one("a[download]")["href"]

    file = seller.get(link).text.replace("\r\n ", "")

    assert f"http://localhost{here}" in file
    assert seller.get(here).status_code == 200
