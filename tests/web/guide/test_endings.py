"""The end of a way tells what is true, and nothing else."""

import pytest
from conftest import CONTENT, FIRM, filled, soup_of
from sqlalchemy import text
from support.people import post, seller_client, services_of, staff_client

from wizard.content.catalog import open_catalog
from wizard.guide.journey import ways
from wizard.steps import Credentials

KEYS = {
    "login_id": "woorishop",
    "password": "correct horse",
    "vendor_id": "A00012345",
    "access_key": "3f6c1e9a-52b7-4d08-9a3e-0c1d2e3f4a5b",
    "secret_key": "8d0b5c7a1f8d0b5c7a1f8d0b5c7a1f8d0b5c7a1f",
}
ENDS = [
    pytest.param(guide.mall, path[-1].id, answers, id=f"{guide.mall} {path[-1].id}")
    for guide in open_catalog(CONTENT).malls.values()
    for answers, path in ways(guide)
    if any(isinstance(step, Credentials) for step in path)
]
CLAIMS = (
    "저장했어요",
    "마쳤어요",
    "적어 두었어요",
    "요청을 받았어요",
    "연락을 기다려요",
    "등록을 기다려요",
)


def heading(page):
    return soup_of(page).select_one("h1").text


def count(app, table):
    with services_of(app).audit.engine.connect() as connection:
        return connection.execute(text(f"select count(*) from {table}")).scalar_one()


def save(client, path="/guides/coupang/account?company=listed", **values):
    page = soup_of(client.get(path))
    answer = client.post(path, data=filled(page, **(FIRM | values)))
    assert answer.status_code == 303, answer.text
    return client.get(answer.location)


@pytest.fixture
def seller(content_app):
    return seller_client(content_app)


def test_no_end_claims_anything_to_a_reader_or_to_a_seller_who_saved_nothing(content_app, seller):
    reader = content_app.test_client()
    for mall, step, answers in [param.values for param in ENDS]:
        query = "&".join(f"{name}={options[0]}" for name, options in answers.items())
        for client in (reader, seller):
            page = client.get(f"/guides/{mall}/{step}?{query}")
            soup = soup_of(page)
            shown = soup.select_one("h1").text + soup.select_one("title").text
            assert page.status_code == 200
            assert not any(claim in shown for claim in CLAIMS), (mall, shown)
            assert not soup.select(".arrived, [data-account], [data-receipt]")
            is_open = content_app.extensions["wizard"].catalog.guides[mall].is_open
            leads_to = soup.select_one(".go .button")["href"]
            assert leads_to.startswith(f"/guides/{mall}/account") is is_open, (mall, leads_to)

    assert count(content_app, "account") == count(content_app, "request") == 0


def test_a_reader_is_told_where_the_guide_ends_and_a_seller_what_is_missing(content_app, seller):
    reader = content_app.test_client()

    assert heading(reader.get("/guides/coupang/done?company=listed")) == "쿠팡 안내는 여기까지예요"
    assert (
        heading(seller.get("/guides/coupang/done?company=listed"))
        == "아직 쿠팡 계정을 저장하지 않았어요"
    )
    assert heading(reader.get("/guides/coupang/done?company=listed")) == "쿠팡 안내는 여기까지예요"
    assert seller.get("/guides/coupang/done?company=listed").headers["Cache-Control"] == "no-store"
    assert reader.get("/guides/coupang/done?company=listed").headers["Cache-Control"] == "no-cache"


def test_a_saved_account_is_told_as_saved_and_waits_to_be_registered(content_app, seller):
    page = save(seller, **KEYS)

    assert count(content_app, "account") == 1
    assert heading(page) == "이제 아임셀러 등록을 기다려요"
    assert soup_of(page).select_one(".arrived").text == "쿠팡 계정을 저장했어요"
    assert "마쳤어요" not in page.text


def test_the_saved_page_gives_an_address_to_come_back_by(content_app):
    client = content_app.test_client()
    save(client, **KEYS)
    press = soup_of(client.get("/guides/coupang/done?company=listed")).select_one(
        "form[action='/my/links']"
    )

    made = client.post(
        press["action"], data={tag["name"]: tag["value"] for tag in press.select("input")}
    )

    link = soup_of(made).select_one("[data-copy]")["data-copy"]
    _, token = link.split("#")
    again = content_app.test_client()
    came = post(again, "/enter", token=token, digits=FIRM["seller_number"][-5:])
    assert came.status_code == 303
    assert "쿠팡" in again.get("/my").text


def test_a_key_that_has_ended_is_told_at_once_with_what_to_do(content_app, seller):
    page = save(seller, **KEYS, issued_on="2024-01-02")

    soup = soup_of(page)
    assert count(content_app, "account") == 1
    assert heading(page) == "새 키를 받아 주세요"
    assert "2024년 6월 30일에 이미 끝났어요" in page.text
    assert not soup.select(".arrived, .after, a[download], .good")
    assert soup.select_one(".go .button").text == "새 키 받는 방법 보기"
    [card] = content_app.extensions["wizard"].accounts.cards(seller.seller_id, "coupang")
    assert soup.select_one(".go .button")["href"].endswith(f"?account={card.id}")
    assert seller.get(soup.select_one(".go .button")["href"]).status_code == 200
    own = soup_of(seller.get("/my"))
    assert "키가 끝났어요" in own.select_one("#mall-coupang").text
    assert not own.select(".tag.saved")


def test_a_step_of_another_way_leads_to_where_the_ways_part(content_app):
    reader = content_app.test_client()

    answer = reader.get("/guides/lotteon/tool-listed?tool=direct")

    assert answer.location == "/guides/lotteon/tool?tool=direct"


def test_an_end_that_waits_for_a_request_tells_how_the_request_stands(content_app, seller):
    way = "/guides/auction/account?way=agency"
    save(seller, way, login_id="woorishop7", password="correct horse", remit="deposit")
    end = "/guides/auction/requested?way=agency"

    assert heading(seller.get(end)) == "아직 발급대행을 요청하지 않았어요"
    [card] = services_of(content_app).accounts.cards(seller.seller_id)
    after = seller.get(post(seller, f"/accounts/{card.id}/requests", kind="issuance").location)

    [asked] = services_of(content_app).requests.of_seller(seller.seller_id)
    receipt = soup_of(after).select_one("[data-receipt]").text
    assert heading(after) == "이제 연락을 기다려요"
    assert "아직 담당자가 맡지 않았어요" in receipt
    assert "아직 말씀드릴 수 없어요" in receipt
    own = soup_of(seller.get("/my")).select_one("#mall-auction")
    assert own.select_one("h2 .tag").text == "아직 담당자가 맡지 않았어요"
    assert own.select_one("h2 .tag")["class"] == ["tag", "open"]

    operator = staff_client(content_app, "operator")
    post(operator, f"/staff/requests/{asked.id}/assignment")
    assert "담당자가 보고 있어요" in soup_of(seller.get(end)).select_one("[data-receipt]").text
    assert "담당자가 키를 받고 있어요" in seller.get("/my").text
    post(operator, f"/staff/requests/{asked.id}/messages", text="통장 사본이 필요해요")
    assert heading(seller.get(end)) == "담당자의 답을 읽어 주세요"
    post(operator, f"/staff/requests/{asked.id}/closure", outcome="solved")
    assert heading(seller.get(end)) == "요청이 끝났어요"
    assert soup_of(seller.get("/guides/auction/request?way=agency")).select(
        "form[action$=requests]"
    )


def test_an_account_of_another_way_does_not_make_this_end_true(seller):
    save(seller, "/guides/auction/account?way=agency", login_id="woorishop7",
         password="correct horse", remit="deposit")  # fmt: skip

    page = seller.get("/guides/auction/done?way=self")

    assert heading(page) == "아직 이 방법으로는 저장하지 않았어요"
    assert soup_of(page).select("[data-account]")
    assert not soup_of(page).select(".arrived")


def test_saving_what_is_there_already_says_that_nothing_changed(content_app, seller):
    save(seller, **KEYS, issued_on="2026-10-01")
    [card] = services_of(content_app).accounts.cards(seller.seller_id)
    before = count(content_app, "audit_event")
    path = f"/accounts/{card.id}"

    def again(**values):
        answer = seller.post(path, data=filled(soup_of(seller.get(path)), **values))
        return seller.get(answer.location).text

    assert 'class="arrived"' not in again()
    assert "더 바뀐 것은 없어요" in again()
    assert "더 바뀐 것은 없어요" in again(password="correct horse")
    assert count(content_app, "audit_event") == before
    assert "바꾼 내용을 저장했어요" in again(password="another horse")
    assert count(content_app, "audit_event") == before + 1


def test_what_came_of_a_press_is_said_below_the_title_and_each_account_by_its_name(seller):
    save(seller, **KEYS)
    save(seller, **KEYS | {"login_id": "othershop", "password": "another horse"})

    page = soup_of(save(seller, **KEYS))

    said, named = page.select_one("h1").find_next_siblings()[:2]
    assert said["class"] == ["good"]
    assert "똑같은 계정이 이미" in said.text
    assert named == page.select_one(".words h2")
    assert [tag.text for tag in page.select(".words h2")] == ["wo••••op", "ot••••op"]
    assert [tag.text for tag in page.select("[data-account] h2")] == [
        "저장한 값: wo••••op",
        "저장한 값: ot••••op",
    ]
    assert not page.select(".arrived")


def test_a_value_that_was_cleaned_is_told_beside_the_banner_of_what_was_saved(seller):
    page = soup_of(save(seller, "/guides/smartstore/account", same_id="same", login_id="woori1",
                        password="correct horse", store="smartstore.naver.com/woori1?NaPm=1"))  # fmt: skip

    assert "주소에서 이름만 남겼어요" in page.select_one(".good").text
    assert page.select_one(".arrived").text == "네이버 스마트스토어 계정을 저장했어요"


def test_that_a_request_came_in_is_said_first_with_its_number_whatever_else_is_to_do(seller):
    saved = save(seller, "/guides/auction/account?way=agency", login_id="woorishop7",
                 password="correct horse", remit="deposit")  # fmt: skip
    account = soup_of(saved).select_one("[data-account]")["data-account"]

    asked = post(seller, f"/accounts/{account}/requests", kind="issuance")

    page = soup_of(seller.get(asked.location))
    number = page.select_one("[data-receipt]")["data-receipt"]
    said = page.select_one("h1").find_next_sibling()
    assert said["class"] == ["good"]
    assert said.text == f"발급대행 요청을 받았어요. 접수번호 {number}"
