"""A picture of a screen that guides share, put in from a guide's own list: chosen, marked by mouse, published everywhere."""

import pytest
from browser.test_pictures import box, drag, near, put, save
from conftest import prepared, settings_for
from playwright.sync_api import expect
from support.people import services_of
from support.publishing import shown
from support.serving import served
from support.shared_texts import sharing_folder_in
from support.staff_pages import staff_pages

from wizard.app import create_app

PLACE = "/editor/fragments/selling-tool/pictures/tool-use"


@pytest.fixture
def app(tmp_path):
    app = create_app(prepared(settings_for(tmp_path, guides=sharing_folder_in(tmp_path))))
    yield app
    services_of(app).sellers.engine.dispose()


@pytest.fixture
def page(chromium, app):
    """A page in which an editor is signed in, at the pictures of a guide that uses a fragment."""
    with served(app) as address, staff_pages(chromium, address, app) as page:
        yield page("/editor/borrowing/pictures")


def test_a_screen_that_a_guide_shares_is_pictured_on_the_fragments_page(app, page):
    page.get_by_role("link", name="사용함으로 바꿔요 화면에 그림 넣기").click()
    page.wait_for_url(f"**{PLACE}")
    put(page)
    page.fill("#alt", "사용함을 고르는 화면")
    save(page)

    alt = page.frame_locator("#stage").locator(".p-shot img")
    expect(alt).to_have_attribute("alt", "사용함을 고르는 화면")
    drag(page, (10, 20), (40, 30))
    assert near(box(page), [10, 20, 30, 10])
    save(page)
    expect(page.locator(".faults")).to_contain_text("1번 표시를 설명하는 글이 없어요")
    page.get_by_role("link", name="그림 목록").click()
    expect(page.locator("#step-tool-use img")).to_have_attribute("alt", "사용함을 고르는 화면")
    assert shown(app, "borrowing").step("tool-use").image is None
