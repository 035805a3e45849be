"""How a mall does, who helps there and of which day a guide is: told everywhere, and only what is known."""

import pytest
import sqlalchemy as sa
from conftest import CONTENT, soup_of
from support.people import post, save_account, seller_client, services_of, staff_client

from wizard.content.catalog import open_catalog
from wizard.db.models import Base

SCREENS = ["look", "known", "form", "ask", "done", "look/help", "look/help?kind=mismatch"]
REQUESTS = Base.metadata.tables["request"]


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_of_a_mall_that_stopped_says_so_and_since_when(visit, screen):
    notice = visit(f"/guides/facts/{screen}").select_one(".notice.stop")

    assert notice.get_text(" ", strip=True) == "영업 중단 2024년 7월부터 잠시 멈췄어요."


def test_the_notice_is_no_wall(visit):
    page = visit("/guides/facts/look")

    assert page.select_one("a[rel=next]")["href"] == "/guides/facts/known"


def test_an_open_mall_has_no_such_notice(visit):
    assert not visit("/guides/keys/place").select(".notice.stop")


@pytest.mark.parametrize("place", ["", "/all"], ids=["overview", "print"])
def test_what_nobody_looked_at_is_not_called_checked(visit, place):
    main = visit(f"/guides/facts{place}").select_one("main").get_text(" ", strip=True)

    assert "2026년 11월 23일까지 알려진 소식이에요" in main
    assert "2021년 안내서에, 2026년 11월까지 알려진 변화를 더했어요." in main
    assert "확인했어요" not in main


def test_no_guide_that_sellers_read_says_it_was_checked_unless_somebody_looked(content_app):
    client = content_app.test_client()
    for mall, guide in open_catalog(CONTENT).guides.items():
        for place in ("", "/all"):
            text = soup_of(client.get(f"/guides/{mall}{place}")).select_one("main").text
            assert ("확인했어요" in text) <= guide.status.looked


@pytest.mark.parametrize("place", ["", "/all", "/look/help"], ids=["overview", "print", "stuck"])
def test_the_malls_own_help_is_told_with_its_telephone_and_hours(visit, place):
    told = visit(f"/guides/facts{place}").select_one(".contact")

    assert told.select_one("a.phone")["href"] == "tel:1599-0110"
    assert "평일 9~18시" in told.text
    assert told.select("a")[-1]["href"] == "https://example.com/help"


def test_a_change_that_ends_says_until_when(visit):
    assert "2026년 8월 1일부터 2099년 12월 31일까지" in visit("/guides/facts").text


@pytest.fixture
def seller(app):
    """A seller who saved an account at the mall that stopped."""
    client = seller_client(app)
    client.account = save_account(client, "facts")
    return client


def test_nothing_is_asked_of_the_staff_that_nobody_can_do(seller):
    page = soup_of(seller.get("/guides/facts/ask"))

    assert page.select_one("h1").text == "지금은 요청할 수 없어요"
    assert not page.select("main form")
    assert "요청을 받지 않아요" in page.text
    assert "데이터 이전" not in seller.get("/guides/facts/done").text


def test_an_old_page_that_asks_for_it_all_the_same_is_told_so_and_nothing_is_kept(app, seller):
    for kind in ("issuance", "migration"):
        answer = post(seller, f"/accounts/{seller.account}/requests", kind=kind)
        assert "요청을 받지 않아요" in seller.get(answer.location).text

    with services_of(app).accounts.engine.connect() as connection:
        kinds = connection.execute(sa.select(REQUESTS.c.kind)).scalars().all()
    assert set(kinds) <= {"registration"}


def test_staff_who_read_a_request_of_a_mall_that_stopped_see_that_it_did(app, seller):
    post(seller, "/guides/facts/look/help", kind="help", text="문을 닫았나요?")
    [request] = services_of(app).requests.of_seller(seller.seller_id)[:1]

    page = soup_of(staff_client(app, "support").get(f"/staff/requests/{request.id}"))

    assert "2024년 7월부터" in page.select_one(".notice.stop").text
