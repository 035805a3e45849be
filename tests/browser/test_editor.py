"""A guide's text in a real browser: what is typed is told at its line, shown beside it, and saved."""

import pytest
from playwright.sync_api import expect
from support.folders import app, folder
from support.people import seller_client, services_of
from support.pictures import jpeg
from support.serving import served
from support.staff_pages import staff_pages

from wizard.photos import redraw
from wizard.services.requests import Ask
from wizard.web.editor.publication import FAULTY
from wizard.web.workers.guide_watcher import GuideWatcher

FIXTURES = (app, folder)


@pytest.fixture
def address(app):
    """The application over a folder that a test may edit, served."""
    with served(app) as address:
        yield address


@pytest.fixture
def page_of(chromium, address, app):
    """Gives pages in which an editor is signed in, each in a browser of its own."""
    with staff_pages(chromium, address, app) as page:
        yield lambda name="anna", role="editor", **options: page(
            "/editor/fork/text", role, f"{name}@example.com", **options
        )


def retitle(page, title):
    page.fill("#text", page.input_value("#text").replace("title: 갈림길", f"title: {title}"))


def stage(page):
    return page.frame_locator("#stage").locator("h1")


def save(page):
    page.click("#typing button.button")


def code(page):
    return page.locator("#code .cm-content")


LIST = ".cm-tooltip-autocomplete:not(.cm-tooltip-autocomplete-disabled)"
"""What fits, as soon as it may be chosen from: CodeMirror dims it while it looks anew."""
TOO_SOON_MS = 75
"""So long CodeMirror takes no choice from a new list: a key might have been pressed before it was seen."""


def caret(page):
    """Give line and column of the caret, each from 1."""
    expect(code(page)).to_be_focused()
    return code(page).evaluate("""(code) => {
      const { anchorNode, anchorOffset } = code.getRootNode().getSelection();
      const line = (anchorNode.closest ? anchorNode : anchorNode.parentElement).closest(".cm-line");
      const before = document.createRange();
      before.setStart(line, 0);
      before.setEnd(anchorNode, anchorOffset);
      return [[...code.children].indexOf(line) + 1, before.toString().length + 1];
    }""")


def test_a_fault_is_named_while_typing_and_its_link_takes_the_caret_there(page_of):
    page = page_of()
    text = page.input_value("#text").replace("kind: choice", "kind: choise")
    page.fill("#text", f"{text}# 😀\n")

    link = page.locator("#found .faults a")
    expect(link).to_have_text("11줄 11칸")
    expect(page.locator("#code .cm-lineNumbers .wrong")).to_have_text("! 11")
    link.click()

    assert caret(page) == [11, 11]
    assert page.url.endswith("/editor/fork/text")


def test_typing_goes_on_where_it_was_while_the_answer_comes(page_of):
    page = page_of()
    code(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("없는항목: 가")
    expect(page.locator("#found .faults a")).to_be_visible()
    page.keyboard.type("나다")

    assert page.input_value("#text").endswith("없는항목: 가나다")
    expect(code(page)).to_be_focused()


def test_a_sound_text_is_seen_beside_it_and_a_mended_one_again(page_of):
    page = page_of()
    retitle(page, "새갈래")
    expect(stage(page)).to_contain_text("새갈래")
    page.fill("#text", page.input_value("#text") + "없는항목: 가\n")
    expect(page.locator("#found")).to_contain_text("K02")
    expect(stage(page)).to_contain_text("새갈래")

    page.fill(
        "#text", page.input_value("#text").replace("새갈래", "또갈래").replace("없는항목: 가\n", "")
    )

    expect(stage(page)).to_contain_text("또갈래")
    expect(page.locator("#found .faults")).to_have_count(0)
    expect(page.locator("#code .cm-lineNumbers .wrong")).to_have_count(0)


def test_advice_that_was_opened_stays_open(page_of):
    page = page_of()
    page.fill("#text", page.input_value("#text").replace('edition: "2021"', "edition: 2021"))
    page.click("#advice summary")

    page.fill("#text", page.input_value("#text").replace("title: 갈림길", "title: 새갈래"))

    expect(stage(page)).to_contain_text("새갈래")
    expect(page.locator("#advice .faults")).to_be_visible()


def test_a_new_step_can_be_jumped_to_at_once(page_of):
    page = page_of()
    page.click(".jump summary")
    done = "  - {id: done,"
    new = "  - {id: fresh, kind: info, title: 새 화면이에요}\n" + done

    with page.expect_response("**/stage/draft/fork"):
        page.fill("#text", page.input_value("#text").replace(done, new))
    page.click("#stops a:has-text('새 화면이에요')")

    expect(stage(page)).to_have_text("새 화면이에요")


def test_what_is_saved_is_what_sellers_read(page_of, app, address):
    page = page_of()
    retitle(page, "새갈래")

    save(page)

    page.wait_for_url("**/editor/fork")
    expect(page.locator(".good").first).to_contain_text("저장하고 펴냈어요")
    GuideWatcher(app).look()
    reader = page.context.browser.new_page(base_url=address)
    reader.goto("/guides/fork")
    expect(reader.locator("h1")).to_contain_text("새갈래")
    reader.context.close()


def test_why_nothing_can_be_published_is_said_as_no_success(page_of):
    page = page_of()
    with page.expect_response("**/note"):
        page.fill("#text", page.input_value("#text").replace("kind: info", "kind: nothing", 1))
    page.reload()

    page.click("text=펴내면 생길 일 보기")

    expect(page.locator("main p[role=alert]").first).to_have_text(FAULTY)
    expect(page.locator(".good", has_text=FAULTY)).to_have_count(0)


def test_what_was_typed_is_there_again_after_a_reload(page_of):
    page = page_of()
    retitle(page, "새갈래")
    expect(page.locator("#found")).to_contain_text("적어 두었어요")

    page.reload()

    assert "title: 새갈래" in page.input_value("#text")


def test_a_refused_text_stays_and_the_reader_is_led_to_what_is_wrong(page_of):
    page = page_of()
    page.fill("#text", page.input_value("#text") + "없는항목: 가\n")

    save(page)

    expect(page.locator("#summary")).to_be_focused()
    assert page.input_value("#text").endswith("없는항목: 가\n")
    code(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type("#")
    expect(page.locator("#summary")).to_have_count(0)
    expect(code(page)).to_be_focused()


def in_conflict(page_of, **options):
    """Two editors in two browsers: the first has saved, the second hears of it."""
    first, second = page_of(), page_of("berta", **options)
    retitle(second, "둘째")
    retitle(first, "첫째")
    save(first)
    first.wait_for_url("**/editor/fork")
    save(second)
    expect(second.locator("h1")).to_have_text("그 사이 바뀌었어요")
    return second


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_of_two_browsers_the_second_sees_both_texts_and_may_go_on_with_its_own(
    page_of, folder, scripted
):
    page = in_conflict(page_of, java_script_enabled=scripted)
    expect(page.locator(".part").nth(0)).to_contain_text("title: 둘째")
    expect(page.locator(".part").nth(1)).to_contain_text("title: 첫째")
    assert "title: 첫째" in (folder / "fork.yaml").read_text("utf-8")

    page.click("text=합치지 않고 한쪽 글로만 하기")
    page.click("text=내 글에 이어서 고치기")
    expect(page.locator("#text")).to_be_visible()
    save(page)
    page.wait_for_url("**/editor/fork")

    assert "title: 둘째" in (folder / "fork.yaml").read_text("utf-8")


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_or_puts_both_together_by_a_choice_where_both_changed_a_line(page_of, folder, scripted):
    page = in_conflict(page_of, java_script_enabled=scripted)

    page.click("text=합친 글로 이어서 고치기")
    expect(page.locator("fieldset")).to_be_visible()
    page.check("fieldset input[value=theirs]")
    page.click("text=합친 글로 이어서 고치기")

    page.wait_for_url("**/editor/fork/text")
    assert page.input_value("#text") == (folder / "fork.yaml").read_text("utf-8")


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_or_begin_again_with_the_files(page_of, folder, scripted):
    page = in_conflict(page_of, java_script_enabled=scripted)

    page.click("text=합치지 않고 한쪽 글로만 하기")
    page.click("text=파일의 글로 다시 시작하기")
    expect(page.locator("#text")).to_be_visible()
    assert "title: 첫째" in page.input_value("#text")
    page.fill("#text", page.input_value("#text").replace("첫째", "셋째"))
    save(page)
    page.wait_for_url("**/editor/fork")

    assert "title: 셋째" in (folder / "fork.yaml").read_text("utf-8")


@pytest.mark.parametrize("width", [320, 390])
def test_two_editions_side_by_side_are_seen_whole_on_a_phone(page_of, width):
    page = page_of(viewport={"width": width, "height": 800})

    page.goto("/editor/fork/screens?old=now&new=folder")

    expect(page.locator("h1")).to_have_text("갈림길, 전과 후를 나란히 봐요")
    expect(page.locator(".sides iframe")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_who_still_types_hears_of_a_change_and_compares(page_of, folder):
    page = page_of()
    file = folder / "fork.yaml"
    file.write_text(file.read_text("utf-8") + "aka: [샛길]\n", "utf-8")

    retitle(page, "새갈래")
    page.click("text=두 글을 견주어 보기")

    expect(page.locator("h1")).to_have_text("그 사이 바뀌었어요")


def test_without_javascript_a_button_shows_faults_and_saving_works(page_of):
    page = page_of(java_script_enabled=False)
    sound = page.input_value("#text")
    page.fill("#text", sound + "없는항목: 가\n")
    page.click("text=확인하기")
    expect(page.locator(".faults .said")).to_have_text("없는항목: 가")

    page.fill("#text", sound.replace("title: 갈림길", "title: 새갈래"))
    save(page)

    page.wait_for_url("**/editor/fork")
    expect(page.locator(".good").first).to_contain_text("저장하고 펴냈어요")


def test_a_line_cut_off_costs_no_typing(page_of):
    page = page_of()
    page.context.set_offline(offline=True)
    retitle(page, "새갈래")
    expect(page.locator("#said")).to_contain_text("인터넷 연결이 끊긴")
    save(page)
    expect(page.locator("#stays")).to_contain_text("인터넷 연결이 끊긴")
    page.context.set_offline(offline=False)

    save(page)

    page.wait_for_url("**/editor/fork")


def test_tab_leaves_the_text_and_every_part_of_the_page_is_reached(page_of):
    page = page_of()
    code(page).focus()

    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent") == "저장하고 펴내기"


def test_a_fault_on_the_preview_opens_the_text_at_its_line(page_of, folder):
    page = page_of()
    file = folder / "fork.yaml"
    file.write_text(file.read_text("utf-8") + "없는항목: 가\n", "utf-8")
    page.goto("/editor/fork")

    page.click(".faults a")

    page.wait_for_url("**/text?line=20*")
    assert caret(page) == [20, 1]


def test_who_comes_from_the_staffs_pages_finds_the_editors_dressed(page_of):
    page = page_of()
    page.goto("/staff/me")

    page.click(".rooms a[href='/editor']")
    page.wait_for_url("**/editor")
    page.click("text=글 고치기 >> nth=1")
    page.wait_for_url("**/text")

    expect(code(page)).to_be_visible()


def test_a_key_is_completed_from_the_schema_by_keyboard(page_of):
    page = page_of()
    code(page).focus()
    page.keyboard.press("Control+End")

    page.keyboard.type("ak")
    expect(page.locator(f"#code {LIST} li[aria-selected]")).to_contain_text("aka")
    seen = page.evaluate("performance.now()")
    page.wait_for_function("(at) => performance.now() > at", arg=seen + TOO_SOON_MS)
    page.keyboard.press("Enter")
    page.keyboard.type("[샛길]")

    expect(page.locator("#verdict")).to_have_text("올바른 글이에요. 저장할 수 있어요.")
    assert page.input_value("#text").endswith("\naka: [샛길]")


def test_hangul_that_is_being_composed_stands_once_and_is_saved(page_of, folder):
    page = page_of()
    keys = page.context.new_cdp_session(page)
    code(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("aka: [")
    page.keyboard.press("Escape")
    for part in ("ㅅ", "새", "샛"):
        keys.send("Input.imeSetComposition", {"text": part, "selectionStart": 1, "selectionEnd": 1})
    keys.send("Input.insertText", {"text": "샛길"})
    page.keyboard.type("]")

    save(page)
    page.wait_for_url("**/editor/fork")

    assert (folder / "fork.yaml").read_text("utf-8").endswith("\naka: [샛길]\n")


def test_the_screen_that_the_caret_brings_is_no_page_to_go_back_through(page_of):
    page = page_of()
    page.goto("/editor/fork")
    page.get_by_role("link", name="여기서 글 고치기").click()
    page.wait_for_url("**/editor/fork/text")
    page.locator("#code .cm-line", has_text="어느 길로").click()
    expect(stage(page)).to_have_text("어느 길로 갈까요?")

    page.evaluate("history.back()")

    page.wait_for_url("**/editor/fork")
    expect(page.get_by_role("heading", level=1)).to_contain_text("미리보기")


def test_a_screen_that_is_asked_for_stays_though_the_carets_was_still_to_come(page_of):
    page = page_of()
    page.set_viewport_size({"width": 1280, "height": 900})
    asked = page.locator("#stops a", has_text="다 왔어요").first
    asked.scroll_into_view_if_needed()
    page.locator("#code .cm-line", has_text="어느 길로").click(no_wait_after=True)
    asked.evaluate("(link) => link.click()")
    expect(stage(page)).to_have_text("다 왔어요")

    page.wait_for_timeout(800)  # the caret's screen would come after 400 ms

    expect(stage(page)).to_have_text("다 왔어요")


def test_text_and_screen_go_along_with_one_another(page_of):
    page = page_of()
    page.set_viewport_size({"width": 1280, "height": 420})
    page.locator("#code .cm-line", has_text="어느 길로").click()
    expect(stage(page)).to_have_text("어느 길로 갈까요?")

    page.frame_locator("#stage").locator("input[value=right]").check()
    page.frame_locator("#stage").locator("main .button").click()
    expect(stage(page)).to_have_text("동쪽으로 가요")
    page.wait_for_function(
        "document.querySelector('#code').shadowRoot.querySelector('.cm-scroller').scrollTop > 0"
    )

    page.uncheck("#along")
    page.locator("#code .cm-line", has_text="서쪽으로").click()
    page.check("#along")
    page.locator("#code .cm-line", has_text="다 왔어요").click()
    expect(stage(page)).to_have_text("다 왔어요")


def test_a_step_is_folded_away_and_its_text_is_saved_all_the_same(page_of, folder):
    page = page_of()
    page.locator("#code .cm-foldGutter [title='이 줄 아래 접기']").first.click()
    expect(page.locator("#code .cm-foldPlaceholder")).to_be_visible()
    page.locator("#code .cm-line", has_text="title: 갈림길").click()
    page.keyboard.press("End")
    page.keyboard.type("로")

    save(page)
    page.wait_for_url("**/editor/fork")

    text = (folder / "fork.yaml").read_text("utf-8")
    assert "title: 갈림길로\n" in text
    assert "title: 다 왔어요" in text


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_constant_is_changed_seen_in_its_guides_and_published(page_of, app, folder, scripts):
    page = page_of(java_script_enabled=scripts)
    page.goto("/editor")
    page.get_by_role("link", name="함께 쓰는 값").click()
    page.fill("#text", page.input_value("#text").replace("192.0.2.15", "192.0.2.99"))
    if scripts:
        expect(page.locator("#verdict")).to_have_text("올바른 글이에요. 저장할 수 있어요.")
        page.locator("#stops a[href$='/keys']").click()
        expect(page.frame_locator("#stage").locator("h1")).to_be_visible()

    save(page)
    page.wait_for_url("**/editor/constants/publish")
    expect(page.locator("h2#of-keys")).to_be_visible()
    page.get_by_role("button", name="펴내기", exact=True).click()
    page.wait_for_url("**/editor")

    expect(page.locator("main")).to_contain_text("저장하고 펴냈어요")
    assert "192.0.2.99" in (folder / "constants.yaml").read_text("utf-8")
    assert "192.0.2.99" in repr(services_of(app).publishing.catalog({}).guides["keys"])


def test_a_fault_in_a_guide_that_a_shared_text_would_break_leads_to_its_line(page_of, folder):
    page = page_of()
    page.goto("/editor/constants/text")
    page.fill("#text", page.input_value("#text").replace("server_ip", "server_address"))

    save(page)
    expect(page.locator("#verdict")).to_contain_text("안내에 고칠 것이")
    page.locator("#verdict .faults a").first.click()

    expect(page.locator("h1")).to_contain_text("글 고치기")
    expect(code(page)).to_be_focused()
    assert "server_ip" in (folder / "constants.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "typed", "offered"),
    [("constants", "new_one: {ki", "kind"), ("glossary", "새말: {sa", "say")],
)
def test_each_kind_of_text_is_completed_by_its_own_schema(page_of, name, typed, offered):
    page = page_of()
    page.goto(f"/editor/{name}/text")
    code(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(typed)
    page.keyboard.press("Control+Space")

    expect(page.locator(LIST)).to_contain_text(offered)


def test_keys_are_completed_though_the_schema_could_not_be_had_at_first(page_of):
    page = page_of()
    page.route("**/schema/*.json", lambda route: route.abort(), times=1)
    page.goto("/editor/constants/text")
    code(page).focus()
    page.keyboard.press("Control+End")
    with page.expect_event("requestfailed"):
        page.keyboard.type("new_one: {ki")

    expect(page.locator(LIST)).to_have_count(0)
    page.keyboard.press("Control+Space")

    expect(page.locator(LIST)).to_contain_text("kind")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_what_looks_different_to_a_seller_is_seen_beside_its_step_and_ended_by_one_press(page_of, app, scripts):  # fmt: skip
    kept, seller = services_of(app), seller_client(app).seller_id
    revision = app.extensions["wizard"].catalog.revisions["fork"]
    made = kept.requests.ask_at_step(
        Ask("mismatch", "fork", "which", revision, "버튼이 없어요"), seller
    )
    kept.photos.add(made, redraw(jpeg((320, 200))))
    page = page_of(java_script_enabled=scripts)
    reports = page.locator(".reports")

    reports.locator("summary").click()
    expect(reports.locator("blockquote")).to_have_text("버튼이 없어요")
    picture = reports.locator("img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 320)
    reports.get_by_text("그때 본 화면").click()
    expect(stage(page)).to_have_text("어느 길로 갈까요?")
    reports.get_by_role("button", name="고쳤어요").click()

    expect(page.locator("main")).to_contain_text("‘해결했어요’로 끝냈어요")
    expect(reports).to_have_count(0)
    assert kept.requests.thread(made).request.outcome == "solved"


def test_who_opens_a_request_from_the_text_it_is_about_writes_into_the_requests_own_box(
    page_of, app
):
    kept, seller = services_of(app), seller_client(app).seller_id
    revision = app.extensions["wizard"].catalog.revisions["fork"]
    kept.requests.ask_at_step(Ask("mismatch", "fork", "which", revision, "버튼이 없어요"), seller)
    page, errors = page_of(role="admin"), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: said.type == "error" and errors.append(said.text))
    expect(code(page)).to_be_visible()

    page.locator(".reports summary").click()
    page.get_by_role("link", name="요청 열기").click()
    expect(page.locator("h1")).to_contain_text("화면이 달라요")
    page.fill("textarea#text", "고쳐 둘게요")

    expect(page.locator("textarea#text")).to_be_visible()
    expect(page.locator("#code")).to_have_count(0)
    assert errors == []
