"""Two members at one request, in two browsers; a seller's picture: nothing that was typed or chosen is lost."""

import re

import pytest
from playwright.sync_api import expect
from support.browsing import opened
from support.people import post, seller_client, services_of, staff_client
from support.pictures import picture
from support.serving import served

ANSWER = "textarea#text"
SAID = "main [role=status]"


@pytest.fixture
def address(content_app):
    with served(content_app) as address:
        yield address


@pytest.fixture
def page(chromium, address):
    yield from opened(chromium, address)


@pytest.fixture
def other(chromium, address):
    yield from opened(chromium, address)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def sellers_page(request, chromium, address):
    yield from opened(chromium, address, java_script_enabled=request.param)


def asked_for_help(app):
    """Let a seller ask for help; give the request's id."""
    client, path = seller_client(app), "/guides/coupang/keys/help?company=listed"
    assert post(client, path, kind="help", text="막혔어요").status_code == 303
    [request] = services_of(app).requests.of_seller(client.seller_id)
    return request.id


def comes_in(page, address, kind, client):
    """Let somebody who is signed in be so in this browser."""
    cookie = client.get_cookie(kind).value
    page.context.add_cookies([{"name": kind, "value": cookie, "url": address}])
    return client


def test_two_at_one_request_see_one_another_and_lose_no_word(page, other, address, content_app):
    services = services_of(content_app)
    anna = comes_in(
        page, address, "staff", staff_client(content_app, "support", "anna@example.com")
    )
    comes_in(other, address, "staff", staff_client(content_app, "support", "bora@example.com"))
    services.saved_replies.add("확인 중", "{상호} 사장님, 보고 있어요.", anna.staff_id)
    request = asked_for_help(content_app)
    page.clock.install()
    page.goto(f"/staff/requests/{request}")
    page.fill(ANSWER, "먼저 적던 말")
    other.goto(f"/staff/requests/{request}")
    expect(other.locator("#presence")).to_contain_text("anna@example.com 님이 보고 있어요")
    page.select_option("#reply", label="확인 중")
    page.click("text=답 칸에 넣기")
    whole = re.compile(r"먼저 적던 말\n\n.+ 사장님, 보고 있어요\.")
    expect(page.locator(ANSWER)).to_have_value(whole)

    page.clock.run_for(16_000)
    expect(page.locator("#presence")).to_contain_text("bora@example.com 님이 보고 있어요")
    expect(page.locator(ANSWER)).to_have_value(whole)
    assert page.url.endswith(f"/staff/requests/{request}")
    other.fill(ANSWER, "제가 먼저 답해요")
    other.click("main button:has-text('답 보내기')")
    expect(other.locator(SAID).first).to_have_text("답을 보냈어요.")
    page.click("main button:has-text('답 보내기')")
    expect(page.locator("[data-news]")).to_contain_text("제가 먼저 답해요")
    expect(page.locator(ANSWER)).to_have_value(whole)
    page.click("text=그래도 답 보내기")
    expect(page.locator(SAID).first).to_have_text("답을 보냈어요.")

    said = [one.text for one in services.requests.thread(request).messages if one.staff_id]
    assert said[0] == "제가 먼저 답해요"
    assert whole.fullmatch(said[1])


def test_a_seller_sends_a_picture_with_the_words_and_sees_it(sellers_page, address, content_app):
    page = sellers_page
    seller = comes_in(page, address, "seller", seller_client(content_app))
    page.goto("/guides/coupang/keys/help?company=listed&kind=mismatch")
    chosen = {"name": "화면.png", "mimeType": "image/png", "buffer": picture(size=(120, 90))}

    page.set_input_files("#photo", chosen)
    page.fill("#text", "버튼이 없어요")
    page.click("text=담당자에게 보내기")

    page.wait_for_url("**/my/requests/*")
    expect(page.locator("main img")).to_have_js_property("naturalWidth", 120)
    [request] = services_of(content_app).requests.of_seller(seller.seller_id)
    assert services_of(content_app).photos.size(request.id).width == 120


def test_a_reply_that_was_put_into_the_box_stays_through_a_note_and_a_reload(page, address, content_app):  # fmt: skip
    client = comes_in(page, address, "staff", staff_client(content_app, "support"))
    kept = services_of(content_app).saved_replies
    kept.add("확인 중", "{상호} 사장님, 보고 있어요.", client.staff_id)
    page.goto(f"/staff/requests/{asked_for_help(content_app)}")
    page.fill(ANSWER, "안녕하세요.")
    page.select_option("#reply", label="확인 중")
    page.get_by_role("button", name="답 칸에 넣기").click()
    whole = "안녕하세요.\n\n에이스상사 사장님, 보고 있어요."
    expect(page.locator(ANSWER)).to_have_value(whole)

    page.reload()
    expect(page.locator(ANSWER)).to_have_value(whole)
    page.fill("textarea#note", "오후에 다시 전화")
    page.get_by_role("button", name="기록하기").click()

    expect(page.locator(SAID).first).to_contain_text("기록했어요.")
    expect(page.locator(ANSWER)).to_have_value(whole)
    page.get_by_role("button", name="답 보내기").click()
    expect(page.locator(SAID).first).to_contain_text("답을 보냈어요.")
    expect(page.locator(ANSWER)).to_have_value("")
    page.reload()
    expect(page.locator(ANSWER)).to_have_value("")
