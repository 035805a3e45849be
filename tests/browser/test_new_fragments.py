"""Steps that guides share, begun in a real browser: written, used in a guide, seen there, and published."""

from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import expect
from support.folders import app, folder
from support.people import events, services_of
from support.pictures import picture
from support.publishing import shown
from support.serving import served
from support.staff_pages import staff_pages

FIXTURES = (app, folder)
NAME = "fragments/esm-login"
HELLO = "  - {id: hello, kind: info, title: 인사해요}\n"


@pytest.fixture
def address(app):
    with served(app) as address:
        yield address


@pytest.fixture
def page_of(chromium, address, app):
    """Gives pages in which an editor is signed in, each in a browser of its own."""
    with staff_pages(chromium, address, app) as page:
        yield lambda name="anna", **options: page("/editor", email=f"{name}@example.com", **options)


def begin(page, name="esm-login"):
    page.get_by_role("link", name="새 함께 쓰는 단계 시작하기").click()
    answer(page, name)


def answer(page, name="esm-login"):
    page.get_by_label("안내에서 부를 이름").fill(name)
    page.get_by_label("첫 화면에서 할 일").fill("셀러 메뉴를 열어요")
    page.get_by_label("그 화면이 있는 곳").fill("ESM+")


def press(page, name, place):
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url(f"**{place}")


def note(page, scripts, old, new):
    """Change the text on the page, and have it looked at."""
    changed = page.input_value("#text").replace(old, new)

    def is_it(told):
        sent = unquote_plus(told.request.post_data or "").replace("\r", "")
        return told.url.endswith("/note") and new.strip() in sent

    with page.expect_response(is_it):
        page.fill("#text", changed)
        if not scripts:
            page.get_by_role("button", name="확인하기").click()


def publish(page):
    page.goto(f"/editor/{NAME}/text")
    press(page, "저장하고 펴내기", f"/editor/{NAME}/publish")
    press(page, "펴내기", "/editor")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_it_is_begun_used_in_a_guide_seen_there_and_published(page_of, app, scripts):
    page = page_of(java_script_enabled=scripts)
    begin(page)
    press(page, "첫 글 쓰기", f"/editor/{NAME}/text")
    expect(page.locator("#verdict")).to_contain_text("올바른 글이에요")
    expect(page.locator(".calling pre")).to_have_text("  - use: esm-login")

    page.goto("/editor/fork/text")
    text = page.input_value("#text").replace(HELLO, f"{HELLO}  - use: esm-login\n")
    page.fill("#text", text)
    if scripts:
        expect(page.locator("#found")).to_contain_text("그 글을 먼저 펴내야")
    else:
        page.get_by_role("button", name="확인하기").click()
    page.goto("/stage/draft/fork/esm-login")
    expect(page.locator("h1")).to_have_text("셀러 메뉴를 열어요")
    publish(page)
    expect(page.locator("main")).to_contain_text("판매자에게 보이는 것은 그대로예요")
    page.goto("/editor/fork/text")
    press(page, "저장하고 펴내기", "/editor/fork")

    assert shown(app).step("esm-login").title == "셀러 메뉴를 열어요"
    page.goto("/editor")
    expect(page.locator("[aria-labelledby=shared]")).to_contain_text(f"{NAME}.yaml, 안내 1개가 써요")  # fmt: skip


def test_the_line_to_write_is_copied(page_of):
    page = page_of()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    begin(page)
    press(page, "첫 글 쓰기", f"/editor/{NAME}/text")

    page.get_by_role("button", name="안내에 적을 줄 복사").click()

    expect(page.locator(".calling .copy")).to_have_class("copy done")
    assert page.evaluate("navigator.clipboard.readText()") == "  - use: esm-login"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_name_that_cannot_be_taken_is_told_beside_the_box_with_all_that_was_typed(page_of, app, scripts):  # fmt: skip
    page = page_of(java_script_enabled=scripts)
    begin(page, "ESM Login")
    page.get_by_role("button", name="첫 글 쓰기").click()

    expect(page.locator("#fragment-error")).to_contain_text("이렇게 적으면 돼요: esm-login")
    expect(page.locator("#fragment")).to_have_value("ESM Login")
    expect(page.locator("#console")).to_have_value("ESM+")
    assert services_of(app).drafts.everybodys() == []
    page.locator("#fragment").fill("esm-login")
    press(page, "첫 글 쓰기", f"/editor/{NAME}/text")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_who_was_signed_out_meanwhile_sees_all_that_was_typed_and_goes_on_with_it(page_of, scripts):
    page = page_of(java_script_enabled=scripts)
    begin(page)
    cookies = page.context.cookies()
    page.context.clear_cookies(name="staff")
    page.get_by_role("button", name="첫 글 쓰기").click()

    expect(page.locator("h1")).to_have_text("아직 보내지 못했어요")
    expect(page.get_by_label("첫 화면에서 할 일")).to_have_value("셀러 메뉴를 열어요")
    expect(page.get_by_label("그 화면이 있는 곳")).to_have_value("ESM+")
    page.context.add_cookies(cookies)
    press(page, "다시 보내기", f"/editor/{NAME}/text")
    assert "title: 셀러 메뉴를 열어요" in page.input_value("#text")


def test_pressed_twice_and_gone_back_to_it_is_begun_once(page_of, app):
    page = page_of()
    begin(page)
    page.get_by_role("button", name="첫 글 쓰기").dblclick()
    page.wait_for_url(f"**/editor/{NAME}/text")

    page.go_back()
    answer(page)
    press(page, "첫 글 쓰기", f"/editor/{NAME}/text")

    assert [one.mall for one in services_of(app).drafts.everybodys()] == [NAME]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_of_an_empty_form_each_box_that_is_needed_says_so_at_one_press(page_of, scripts):
    page = page_of(java_script_enabled=scripts)
    page.get_by_role("link", name="새 함께 쓰는 단계 시작하기").click()
    page.get_by_role("button", name="첫 글 쓰기").click()

    for field in ("fragment", "title", "console"):
        expect(page.locator(f"#{field}-error")).to_contain_text("적어 주세요")
    expect(page.locator("#url-error")).to_have_count(0)
    answer(page)
    press(page, "첫 글 쓰기", f"/editor/{NAME}/text")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_where_nothing_can_show_it_no_preview_is_promised_and_a_photos_cure_is_a_box(page_of, scripts):  # fmt: skip
    page = page_of(java_script_enabled=scripts)
    begin(page)
    press(page, "첫 글 쓰기", f"/editor/{NAME}/text")
    note(page, scripts, "kind: info\n", "kind: info\n    when: {same_id: different}\n")
    page.reload()
    expect(page.locator("#stops")).to_contain_text("이 단계만으로는 화면을 그릴 수 없어요")
    page.goto(f"/editor/{NAME}/pictures/esm-login")
    sent = {"name": "menu.png", "mimeType": "image/png", "buffer": picture(size=(800, 500))}
    page.set_input_files("#picture", [sent])
    if not scripts:
        page.get_by_role("button", name="고른 그림 먼저 보기").click()
    expect(page.locator("[data-canvas]")).to_be_visible()
    page.fill("#alt", "왼쪽에 셀러 메뉴가 있는 화면")
    page.get_by_role("button", name="고치던 글에 저장하기").click()

    told = page.locator(".notice.warn")
    expect(told).to_contain_text("그림에 1번 상자를 놓거나")
    expect(told).not_to_contain_text("미리보기")
    assert page.locator("#picturing").bounding_box()["width"] > 400
    page.goto(f"/editor/{NAME}/text")
    expect(page.locator("#verdict")).to_have_text("고칠 것이 1개 있어요.")
    if scripts:
        page.fill("#text", page.input_value("#text").replace("(1)", "(2)"))
        expect(page.locator("#found .faults")).to_contain_text("그림에 (2)번 표시가 없어요")
        expect(page.locator("#verdict")).not_to_contain_text("미리보기")


def test_a_colleague_finds_it_on_the_list_and_goes_on_with_it(page_of, app):
    begin(mine := page_of())
    press(mine, "첫 글 쓰기", f"/editor/{NAME}/text")
    other = page_of("berta")

    other.get_by_role("link", name="함께 쓰는 단계: esm-login").last.click()
    expect(other.locator("pre")).to_contain_text("title: 셀러 메뉴를 열어요")
    press(other, "내가 이어서 고치기", f"/editor/{NAME}/text")

    [line] = services_of(app).drafts.everybodys()
    assert (line.mall, line.email) == (NAME, "berta@example.com")


def withdraw(page):
    page.get_by_role("link", name="쓸 일이 없으면 빼기").click()
    page.wait_for_url(f"**/editor/{NAME}/withdrawal")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_published_and_not_needed_it_is_withdrawn_published_again_or_thrown_away(page_of, app, folder, scripts):  # fmt: skip
    page, file = page_of(java_script_enabled=scripts), folder / f"{NAME}.yaml"
    begin(page)
    press(page, "첫 글 쓰기", f"/editor/{NAME}/text")
    publish(page)
    page.goto(f"/editor/{NAME}/text")
    withdraw(page)
    expect(page.locator("h1")).to_contain_text("뺄까요?")
    page.get_by_role("link", name="빼지 않고 돌아가기").click()
    page.wait_for_url(f"**/editor/{NAME}/text")
    assert file.exists()
    withdraw(page)

    press(page, "함께 쓰는 단계 빼기", "/editor")
    expect(page.locator("main")).to_contain_text("뺐어요")
    assert not file.exists()
    publish(page)
    assert file.exists()
    page.goto(f"/editor/{NAME}/text")
    withdraw(page)
    press(page, "함께 쓰는 단계 빼기", "/editor")
    page.locator("section[aria-labelledby=underway]").get_by_role("link", name="esm-login").click()
    page.get_by_role("link", name="이 글 버리기").click()
    press(page, "고치던 글 버리기", "/editor")

    expect(page.locator("[aria-labelledby=shared]")).not_to_contain_text("esm-login")
    assert (file.exists(), services_of(app).drafts.everybodys()) == (False, [])


def test_pressed_twice_gone_back_to_or_in_another_tab_it_is_withdrawn_once(page_of, app, folder):
    page = page_of()
    begin(page)
    press(page, "첫 글 쓰기", f"/editor/{NAME}/text")
    publish(page)
    page.goto(f"/editor/{NAME}/text")
    withdraw(page)
    other = page.context.new_page()
    other.goto(page.url)

    page.get_by_role("button", name="함께 쓰는 단계 빼기").dblclick()
    page.wait_for_url("**/editor")
    expect(page.locator("main")).to_contain_text("뺐어요")
    page.go_back()
    page.wait_for_url("**/editor")
    expect(page.locator("main")).to_contain_text("그 함께 쓰는 단계는 이제 없어요")
    press(other, "함께 쓰는 단계 빼기", "/editor")

    expect(other.locator("main")).to_contain_text("그 함께 쓰는 단계는 이제 없어요")
    assert not (folder / f"{NAME}.yaml").exists()
    told = [kind for kind, _ in events(app)]
    assert told.count("fragment.withdrawn") == 1


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_what_a_colleague_began_with_it_meanwhile_is_named_and_leads_there(page_of, folder, scripts):  # fmt: skip
    page, other = page_of(java_script_enabled=scripts), page_of("berta")
    begin(page)
    press(page, "첫 글 쓰기", f"/editor/{NAME}/text")
    publish(page)
    page.goto(f"/editor/{NAME}/text")
    withdraw(page)
    other.goto("/editor/fork/text")
    other.fill("#text", other.input_value("#text").replace(HELLO, f"{HELLO}  - use: esm-login\n"))
    expect(other.locator("#found")).to_contain_text("고치던 글을 적어 두었어요")

    page.get_by_role("button", name="함께 쓰는 단계 빼기").click()

    expect(page.locator("h1")).to_contain_text("지금은 뺄 수 없어요")
    expect(page.locator("main")).to_contain_text("글이 생겨서 빼지 않았어요")
    expect(page.locator("ul.underway")).to_contain_text("berta@example.com")
    assert (folder / f"{NAME}.yaml").exists()
    page.locator("ul.underway a").click()
    expect(page.locator("h1")).to_contain_text("갈림길, 고치던 글이에요")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_while_no_guide_uses_it_its_screens_follow_what_is_typed_and_can_be_walked(page_of, scripts):  # fmt: skip
    page = page_of(java_script_enabled=scripts)
    begin(page)
    press(page, "첫 글 쓰기", f"/editor/{NAME}/text")
    stage = page.frame_locator("#stage")
    expect(stage.locator("h1")).to_have_text("셀러 메뉴를 열어요")

    note(page, scripts, "title: 셀러 메뉴를", "title: 판매자 메뉴를")
    expect(stage.locator("h1")).to_have_text("판매자 메뉴를 열어요")
    page.reload()
    stage.get_by_role("link", name="했어요, 다음으로").click()
    expect(stage.locator("h1")).to_have_text("여기까지예요")
    page.locator("#stops").get_by_role("link", name="판매자 메뉴를 열어요").click()

    expect(stage.locator("h1")).to_have_text("판매자 메뉴를 열어요")
    expect(stage.locator("body")).to_contain_text("지어낸 안내예요")


def test_a_colleague_sees_its_screens_beside_what_was_typed(page_of):
    begin(mine := page_of())
    press(mine, "첫 글 쓰기", f"/editor/{NAME}/text")
    other = page_of("berta")
    other.locator("section[aria-labelledby=underway]").get_by_role("link", name="esm-login").click()

    expect(other.frame_locator("#stage").locator("h1")).to_have_text("셀러 메뉴를 열어요")
    expect(other.locator("pre")).to_contain_text("title: 셀러 메뉴를 열어요")


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize(
    ("name", "lines"), [("esm-login", 1), ("a-login-" * 3 + "of-new-sellers", 2)]
)
def test_a_line_of_a_heading_ends_inside_an_id_only_if_that_is_longer_than_the_line(page_of, name, lines, width):  # fmt: skip
    page = page_of(viewport={"width": width, "height": 800})
    begin(page, name)
    press(page, "첫 글 쓰기", f"/editor/fragments/{name}/text")

    one = page.locator("h1 .id")
    expect(one).to_have_text(name)
    assert lines == one.evaluate(
        "tag => Math.round(tag.offsetHeight / parseFloat(getComputedStyle(tag).lineHeight))"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
