"""The staff's lists tell apart what is saved, what its mall takes and what its mall refuses."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from conftest import filled, soup_of
from support.people import save_account, seller_client, services_of, staff_client

from wizard.db import seed
from wizard.db.models import AccountCheck

NOON = datetime(2026, 11, 26, 3, tzinfo=UTC)
SAID = [
    ("", "saved", "저장했어요"),
    ("MALL_DOWN", "saved", "저장했어요"),
    ("OK", "connected", "연결됨"),
    ("WRONG_KEY", "refused", "연결 안 됨"),
    ("AMBIGUOUS", "refused", "연결 안 됨"),
]


@pytest.fixture
def app(app_on_each_database):
    return app_on_each_database


@pytest.fixture
def seller(app):
    found = seller_client(app)
    save_account(found)
    return found


def say(app, verdict):
    """Have the mall say this of every account."""
    told = {"verdict": verdict, "since": NOON, "tried_at": NOON}
    with services_of(app).accounts.engine.begin() as connection:
        connection.execute(sa.update(AccountCheck).values(told))


@pytest.mark.parametrize("path", ["/staff/sellers", "/staff/matrix"])
@pytest.mark.parametrize("said", SAID, ids=[one[0] or "none" for one in SAID])
def test_a_mall_is_told_by_words_as_saved_connected_or_refused(app, seller, path, said):
    verdict, look, words = said
    say(app, verdict)

    page = soup_of(staff_client(app, "support").get(path))

    row = page.select_one(f'tr:has(a[href*="{seller.seller_id}"])')
    chip = row.select_one(f".chip.{look}")
    for heard in chip.select(".hidden"):
        heard.extract()
    assert words in chip.text  # seen, not only heard
    assert len(row.select(".chip.saved, .chip.connected, .chip.refused")) == 1


def test_who_is_refused_is_listed_by_it_and_nobody_else(app, seller):
    other = seller_client(app)
    client = staff_client(app, "support")
    for verdict, listed in [("", 0), ("OK", 0), ("NO_PERMISSION", 1)]:
        say(app, verdict)

        page = soup_of(client.get("/staff/sellers?state=refused&mall=keys"))

        rows = [row.select_one("a") for row in page.select("tbody tr")]
        assert [row["href"].partition("?")[0] for row in rows if row] == [
            f"/staff/sellers/{seller.seller_id}"
        ] * listed
    assert "연결이 안 된 때" in page.text
    assert other.seller_id not in page.text
    assert client.get("/staff/sellers?state=refused&mall=fork").text.count("찾는 판매자가 없어요")


@pytest.mark.parametrize("query", ["", "search=상회", "unknown=1"])
def test_the_list_of_the_refused_is_whole_and_pages_both_ways(app, query):
    seed.seed(services_of(app).audit.engine, 400, 6)
    client = staff_client(app, "support")
    ways = {}
    for start, rel in (("", "next"), ("&before=", "prev")):
        pages, place = [], f"/staff/sellers?state=refused&{query}{start}"
        while place:
            page = soup_of(client.get(place))
            links = page.select("tbody .name a")
            pages.append([link["href"].partition("?")[0] for link in links])
            link = page.select_one(f".pager a[rel={rel}]")
            place = link["href"] if link else None
        ways[rel] = pages

    rows = [row for page in ways["next"] for row in page]
    assert rows == [row for page in reversed(ways["prev"]) for row in page]
    assert len(rows) == counted(app, query)


def counted(app, query):
    """Count by a plain query what a list must hold: of the seed's, nothing else is refused."""
    refused = "verdict IN ('WRONG_KEY', 'IP_NOT_ALLOWED', 'AMBIGUOUS')"
    also = {
        "search=상회": "name LIKE '%상회%'",
        "unknown=1": "1 = 0",
    }
    text = f"""SELECT count(*) FROM account_check c JOIN account a ON a.id = c.account_id
        JOIN seller s ON s.id = a.seller_id WHERE {refused} AND {also.get(query, "1 = 1")}"""
    with services_of(app).accounts.engine.connect() as connection:
        return connection.execute(sa.text(text)).scalar_one()


@pytest.mark.usefixtures("seller")
def test_a_page_of_the_list_asks_once_for_what_malls_said(app):
    asked = []
    engine = services_of(app).accounts.engine
    client = staff_client(app, "support")

    @sa.event.listens_for(engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, *_rest):
        asked.append("account_check" in statement)

    client.get("/staff/sellers")

    assert asked.count(True) == 1


@pytest.mark.parametrize("path", ["/staff/sellers", "/staff/matrix"])
def test_what_stands_in_imseller_is_told_beside_it_until_it_changes(app, seller, path):
    client, services = staff_client(app, "support"), services_of(app)
    [account] = services.accounts.cards(seller.seller_id)
    before = soup_of(client.get(path)).select_one(".chip.saved").text

    services.registrations.confirm(account.id, "staff:m", 1)
    after = soup_of(client.get(path)).select_one(".chip.saved").text
    change_account(seller, account.id)
    changed = soup_of(client.get(path)).select_one(".chip.saved").text

    assert ["등록됨" in one for one in (before, after, changed)] == [False, True, False]


def change_account(client, account):
    """Let a seller change an account, so that it asks to be registered anew."""
    form = filled(soup_of(client.get(f"/accounts/{account}")), login_id="changed1")
    assert client.post(f"/accounts/{account}", data=form).status_code == 303


def test_how_far_a_seller_came_is_one_screen_by_number_title_and_address(app, seller):
    save_account(seller, "agency")  # the screen that asks was shown, and its button was not pressed

    page = soup_of(staff_client(app, "support").get(f"/staff/sellers/{seller.seller_id}"))

    link = page.select_one("#mall-agency [data-label='어디까지'] a")
    assert " ".join(link.text.split()) == "2/3 발급대행을 요청해요"
    assert link["href"].partition("?")[0] == "/guides/agency/ask"
