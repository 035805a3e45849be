"""A guide begun in a real browser: all that is wrong is told at one press, and nothing typed is lost."""

import pytest
from playwright.sync_api import expect
from support.folders import app, folder
from support.people import services_of
from support.serving import served
from support.staff_pages import staff_pages

FIXTURES = (app, folder)


@pytest.fixture
def page_of(chromium, app):
    """Gives pages in which an editor is signed in, each in a browser of its own."""
    with served(app) as address, staff_pages(chromium, address, app) as page:
        yield lambda **options: page("/editor/new", email="anna@example.com", **options)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_each_box_that_cannot_be_taken_says_so_at_one_press_and_the_summary_leads_to_it(page_of, app, scripts):  # fmt: skip
    page = page_of(java_script_enabled=scripts)
    expect(page.locator(".error")).to_have_count(0)
    page.get_by_label("주소에 쓸 이름").fill("Brand Mall")
    page.get_by_label("그 화면의 주소").fill("www.brand.example.com")
    page.get_by_label("복사해 올 값의 이름").fill("API 키, 비밀키")
    page.get_by_role("button", name="첫 글 쓰기").click()

    expect(page.locator("#summary")).to_be_focused()
    expect(page.locator("#summary")).to_contain_text("4곳을 고치면")
    for field, said in {
        "title": "적어 주세요",
        "mall": "이렇게 적으면 돼요: brand-mall",
        "console": "적어 주세요",
        "url": "https://로 시작",
    }.items():
        expect(page.locator(f"#{field}-error")).to_contain_text(said)
    expect(page.locator("#values")).to_have_value("API 키, 비밀키")
    assert services_of(app).drafts.everybodys() == []

    page.locator("#summary").get_by_role("link", name="주소에 쓸 이름").click()
    expect(page.locator("#mall")).to_be_focused()
    page.fill("#mall", "brand-mall")
    page.fill("#title", "브랜드몰")
    page.fill("#console", "브랜드센터")
    page.fill("#url", "")
    page.get_by_role("button", name="첫 글 쓰기").click()
    page.wait_for_url("**/editor/brand-mall/text")

    assert [one.mall for one in services_of(app).drafts.everybodys()] == ["brand-mall"]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_pressed_twice_it_is_published_once_and_who_would_again_is_told_since_when(page_of, app, scripts):  # fmt: skip
    page = page_of(java_script_enabled=scripts)
    page.fill("#mall", "brand-mall")
    page.fill("#title", "브랜드몰")
    page.fill("#console", "브랜드센터")
    page.get_by_role("button", name="첫 글 쓰기").click()
    page.wait_for_url("**/editor/brand-mall/text")
    page.get_by_role("button", name="저장하고 펴내기").click()
    page.wait_for_url("**/editor/brand-mall/publish")
    number = services_of(app).publishing.release_store.newest_number()

    page.get_by_role("button", name="펴내기", exact=True).dblclick()
    page.wait_for_url("**/editor/brand-mall")
    expect(page.locator("main")).to_contain_text("펴냈어요")
    assert services_of(app).publishing.release_store.newest_number() == number + 1

    page.goto("/editor/brand-mall/publish")
    page.wait_for_url("**/editor/brand-mall/text")
    expect(page.locator("main")).to_contain_text(f"에 {number + 1}번으로 펴냈어요")
    page.goto("/editor/brand-mall")
    page.get_by_role("link", name="펴낸 기록").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody td").first).to_contain_text(f"{number + 1}")
    assert services_of(app).publishing.release_store.newest_number() == number + 1
