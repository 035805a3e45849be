"""Steps that guides share are begun in the browser: drafts, until they are published; on one machine, and on several."""

import shutil
import unicodedata
from datetime import timedelta

import pytest
from conftest import soup_of, visited
from support.folders import colleague, editor, folder
from support.guide_texts import send, text_page, typed
from support.jobs import run_jobs
from support.people import events, services_of, staff_client
from support.publishing import press, shown
from support.shared_texts import app, clock

from wizard.services import text_names
from wizard.web.editor import new_fragment, new_text

FIXTURES = (app, clock, colleague, editor, folder)
NAME = "fragments/esm-login"
ASIDE = {"HX-Request": "true", "HX-Target": "div#found"}
ANSWERS = {"fragment": "esm-login", "title": "셀러 메뉴를 열어요", "console": "ESM+", "url": ""}
HELLO = "  - {id: hello, kind: info, title: 인사해요}\n"
CALL = "  - use: esm-login\n"


def begin(client, **values):
    page = soup_of(client.get("/editor/fragments/new"))
    return press(client, page, "첫 글 쓰기", **(ANSWERS | values))


def row(client, name=NAME):
    """Give the row of a shared text on the editors' list; None if it has none."""
    rows = soup_of(client.get("/editor")).select("[aria-labelledby=shared] li")
    return next((one for one in rows if name in one.small.text), None)


def drafts(app):
    return [(one.mall, one.email) for one in services_of(app).drafts.everybodys()]


def standing(app):
    """Give what stands at the fragment's place for every editor; None for nothing."""
    file = services_of(app).editing.source.folder() / f"{NAME}.yaml"
    return file.read_text("utf-8") if file.exists() else None


def publish(client, name=NAME, text=None):
    """Save a text, and press what follows if it asks."""
    page = text_page(client, name)
    answer = send(client, page, mall=name, text=text or typed(page))
    assert answer.status_code == 303, answer.text
    is_asked = answer.location == f"/editor/{name}/publish"
    return press(client, visited(client, answer.location)) if is_asked else answer


def calling(page, call=CALL):
    """Give fork's text with a line that uses the fragment."""
    return typed(page).replace(HELLO, HELLO + call)


def test_it_is_begun_with_a_sound_text_that_is_nobodys_to_see_but_the_editors(app, editor):
    answer = begin(editor)

    assert answer.location == f"/editor/{NAME}/text"
    page = visited(editor, answer.location)
    assert "올바른 글이에요" in page.select_one("#verdict").text
    assert "title: 셀러 메뉴를 열어요" in typed(page)
    assert 'console: "ESM+"' in typed(page)
    assert (drafts(app), standing(app)) == ([(NAME, "editor@example.com")], None)
    assert ("draft.begun", f"staff:{editor.staff_id}") in events(app)


def test_the_list_says_that_no_guide_uses_it_and_what_to_write_there(editor, colleague):
    begin(editor)

    for client in (editor, colleague):
        found = row(client)
        assert "아직 펴내지 않음" in found.text
        assert "아직 어느 안내도 쓰지 않아요" in found.text
        assert found.pre.text == "  - use: esm-login"
        assert found.select_one("[data-copy]")["data-copy"] == "  - use: esm-login"


def test_the_line_to_write_names_the_values_that_the_guide_has_to_give(editor):
    begin(editor)
    page = text_page(editor, NAME)

    send(editor, page, "note", mall=NAME, text=typed(page).replace("title: 셀러", 'title: "${who}의 셀러', 1).replace("메뉴를 열어요\n", '메뉴를 열어요"\n', 1))  # fmt: skip

    assert row(editor).pre.text == ("  - use: esm-login\n    with:\n      who: 여기에 값을 적어요")


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"fragment": ""}, "fragment", text_names.NONE.format("esm-login")),
        ({"fragment": "ESM Login"}, "fragment", text_names.MEANT.format("esm-login")),
        ({"fragment": "ｅｓｍ_login"}, "fragment", text_names.MEANT.format("esm-login")),
        ({"fragment": unicodedata.normalize("NFD", "셀러메뉴")}, "fragment", text_names.BAD.format("esm-login")),
        ({"fragment": "a/../b"}, "fragment", text_names.BAD.format("esm-login")),
        ({"fragment": "-esm-"}, "fragment", text_names.MEANT.format("esm")),
        ({"fragment": "a" * 41}, "fragment", text_names.LONG.format(41)),
        ({"fragment": "selling-tool"}, "fragment", new_text.TAKEN),
        ({"title": " \u200b"}, "title", new_fragment.NO_TITLE),
        ({"console": ""}, "console", new_fragment.NO_CONSOLE),
        ({"url": "esm.example.com"}, "url", "적어 주신 것으로는"),
        ({"url": "https://esm example.com"}, "url", new_text.BAD_URL),
        ({"title": "`메뉴`를 열어요"}, "title", "적어 주신 것으로는"),
        ({"title": "가" * 300}, "title", "적어 주신 것으로는"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_beside_its_box_and_all_that_was_typed_stays(
    app, editor, values, field, said
):
    answer = begin(editor, **values)

    page = soup_of(answer)
    assert answer.status_code == 422
    assert said in page.select_one(f"#{field}-error").text
    assert {tag["name"]: tag.get("value", "") for tag in page.select(".box input")} == ANSWERS | values  # fmt: skip
    assert drafts(app) == []


def test_all_that_cannot_be_taken_is_told_at_once_each_beside_its_box(app, editor):
    answer = begin(editor, fragment="ESM Login", title="", console=" ", url="www.esmplus.com")

    page = soup_of(answer)
    assert [box["id"] for box in page.select("[aria-invalid]")] == list(ANSWERS)
    assert [
        page.select_one(f"#{field}-error").text for field in ("fragment", "title", "console")
    ] == [text_names.MEANT.format("esm-login"), new_fragment.NO_TITLE, new_fragment.NO_CONSOLE]
    assert page.select_one("#url-error").text == new_text.UNSOUND.format(new_text.BAD_URL)
    assert (answer.status_code, drafts(app)) == (422, [])


@pytest.mark.parametrize("name", ["\u200besm-login ", "  esm-login"])
def test_what_nobody_sees_is_no_part_of_the_name(app, editor, name):
    assert begin(editor, fragment=name).location == f"/editor/{NAME}/text"
    assert drafts(app) == [(NAME, "editor@example.com")]


@pytest.mark.parametrize("name", ["new", "text", "note", "pictures", "images"])
def test_a_word_of_our_own_addresses_is_as_good_a_name_as_any(editor, name):
    place = f"/editor/fragments/{name}/text"

    assert begin(editor, fragment=name).location == place

    page = visited(editor, place)
    aside = send(editor, page, "note", ASIDE, mall=f"fragments/{name}", text=typed(page) + "# 끝\n")
    assert "고치던 글을 적어 두었어요" in aside.text


def test_of_two_who_begin_the_same_name_the_second_keeps_what_was_typed(app, editor, colleague):
    begin(editor)

    answer = begin(colleague, title="다른 제목이에요")

    assert (answer.status_code, new_text.TAKEN in answer.text) == (422, True)
    assert "다른 제목이에요" in answer.text
    assert drafts(app) == [(NAME, "editor@example.com")]


def test_a_form_that_comes_twice_begins_one_and_leads_there(app, editor):
    page = soup_of(editor.get("/editor/fragments/new"))

    said = ANSWERS | {"fragment": " esm-login"}
    answers = [press(editor, page, "첫 글 쓰기", **said) for _ in range(2)]

    assert [one.location for one in answers] == [f"/editor/{NAME}/text"] * 2
    assert drafts(app) == [(NAME, "editor@example.com")]


def test_who_comes_back_to_the_form_and_sends_the_same_is_led_to_what_they_began(app, editor):
    assert begin(editor).location == begin(editor).location == f"/editor/{NAME}/text"
    assert new_text.ALREADY in visited(editor, f"/editor/{NAME}/text").text
    assert begin(editor, title="다른 제목이에요").status_code == 422
    assert drafts(app) == [(NAME, "editor@example.com")]


def test_no_text_opens_at_a_name_that_nobody_has_begun(editor):
    for name in ("fragments/nothing", "fragments/new", f"fragments/{'a' * 41}"):
        assert editor.get(f"/editor/{name}/text").status_code == 404
        assert send(editor, text_page(editor), "note", mall=name, base="x").status_code == 404


def test_published_it_stands_beside_the_guides_for_everybody_and_says_that_no_reader_sees_it(
    app, editor, colleague
):
    begin(editor)
    number = services_of(app).publishing.release_store.newest_number()

    answer = send(editor, text_page(editor, NAME), mall=NAME)
    before = visited(editor, answer.location)
    assert "아직 어느 안내도 쓰지 않아서" in before.text
    assert before.select_one("[name=note]") is None  # no release tells of it
    assert press(editor, before).location == "/editor"

    assert "판매자에게 보이는 것은 그대로예요" in editor.get("/editor").text
    assert "title: 셀러 메뉴를 열어요" in standing(app)
    assert drafts(app) == []
    assert services_of(app).publishing.release_store.newest_number() == number
    assert ("guide.saved", f"staff:{editor.staff_id}") in events(app)
    found = row(colleague)
    assert "아직 펴내지 않음" not in found.text
    assert found.pre.text == "  - use: esm-login"
    assert typed(text_page(colleague, NAME)) == standing(app)
    assert colleague.get(f"/editor/{NAME}/publish").location == f"/editor/{NAME}/text"


def test_a_guide_uses_it_then_and_goes_along_when_it_changes(app, editor):
    begin(editor)
    publish(editor)
    fork = text_page(editor)
    send(editor, fork, "note", text=calling(fork))
    assert visited(editor, "/editor/fork/publish").select_one(".changed .id").text == "esm-login"

    assert publish(editor, "fork", calling(fork)).location == "/editor/fork"
    assert shown(app).step("esm-login").title == "셀러 메뉴를 열어요"
    assert "안내 1개가 써요" in row(editor).text
    assert row(editor).pre is None
    publish(editor, NAME, standing(app).replace("셀러 메뉴", "판매자 메뉴"))

    assert shown(app).step("esm-login").title == "판매자 메뉴를 열어요"
    assert "판매자 메뉴" in standing(app)
    publish(editor, "fork", typed(text_page(editor)).replace(CALL, ""))
    assert "판매자 메뉴" in standing(app)
    assert "아직 어느 안내도 쓰지 않아요" in row(editor).text


def test_one_that_no_guide_uses_is_changed_again_over_the_very_text_that_was_seen(app, editor, colleague):  # fmt: skip
    begin(editor)
    publish(editor)
    mine, other = text_page(editor, NAME), text_page(colleague, NAME)
    publish(colleague, NAME, typed(other).replace("셀러 메뉴", "판매자 메뉴"))

    late = send(editor, mine, mall=NAME, text=typed(mine).replace("ESM+", "ESM"))

    assert (late.status_code, "그 사이 바뀌었어요" in late.text) == (409, True)
    assert "판매자 메뉴" in standing(app)
    assert "ESM+" in standing(app)


def test_a_guide_on_its_way_is_shown_with_a_fragment_that_is_and_waits_for_it(app, editor):
    begin(editor)
    page = text_page(editor)

    aside = soup_of(send(editor, page, "note", ASIDE, text=calling(page)))
    assert aside.select_one("#verdict").text.strip() == "올바른 글이에요."
    told = aside.find("a", href=f"/editor/{NAME}/text")
    assert "함께 쓰는 단계: esm-login" in told.text
    assert "셀러 메뉴를 열어요" in editor.get("/stage/draft/fork/esm-login").text
    assert "인사해요" in app.test_client().get("/guides/fork/hello").text
    refused = send(editor, text_page(editor), text=calling(page))
    assert (refused.status_code, "그 글을 먼저 펴내 주세요: esm-login" in refused.text) == (
        422,
        True,
    )
    assert editor.get("/editor/fork/publish").location == "/editor/fork/text"

    beside = text_page(editor, NAME)
    assert [stop.a["href"] for stop in beside.select(".stops li")] == [
        "/stage/draft/fork", "/stage/draft/fork/esm-login",
    ]  # fmt: skip
    publish(editor)
    publish(editor, "fork", calling(page))
    assert shown(app).step("esm-login")


def test_a_colleagues_guide_is_shown_with_it_too(app, editor, colleague):
    begin(editor)
    page = text_page(colleague)

    send(colleague, page, "note", text=calling(page))

    assert "셀러 메뉴를 열어요" in colleague.get("/stage/draft/fork/esm-login").text
    [line] = [one for one in services_of(app).drafts.everybodys() if one.mall == "fork"]
    assert "셀러 메뉴를 열어요" in editor.get(f"/stage/{line.id}/fork/esm-login").text


def test_while_its_text_is_faulty_a_guide_is_shown_with_the_last_that_was_sound(editor):
    begin(editor)
    page, fork = text_page(editor, NAME), text_page(editor)
    send(editor, page, "note", mall=NAME, text=f"{typed(page)}가: {{나: 다\n")

    send(editor, fork, "note", text=calling(fork))

    assert "셀러 메뉴를 열어요" in editor.get("/stage/draft/fork/esm-login").text


def test_a_name_that_nobody_has_begun_is_a_fault_in_the_guide_as_ever(editor):
    begin(editor)
    fork = text_page(editor)

    aside = send(editor, fork, "note", ASIDE, text=calling(fork, "  - use: esm-gone\n"))

    assert "esm-gone" in soup_of(aside).select_one(".faults").text


def test_a_colleague_who_opens_its_address_reads_it_goes_on_with_it_and_may_throw_it_away(
    app, editor, colleague
):
    begin(editor)

    answer = colleague.get(f"/editor/{NAME}/text")
    page = visited(colleague, answer.location)
    assert "title: 셀러 메뉴를 열어요" in page.find("pre").text
    assert "펴내도 판매자가 보는 안내는 그대로예요" in page.text
    assert press(colleague, page, "내가 이어서 고치기").location == f"/editor/{NAME}/text"
    assert drafts(app) == [(NAME, "other@example.com")]
    [line] = services_of(app).drafts.everybodys()
    asked = visited(colleague, f"/editor/drafts/{line.id}/deletion")
    assert press(colleague, asked, "고치던 글 버리기").location == "/editor"

    assert (drafts(app), row(editor)) == ([], None)
    assert editor.get(f"/editor/{NAME}/text").status_code == 404
    assert begin(editor).status_code == 303


@pytest.mark.parametrize("app", [False], ids=["one machine"], indirect=True)
def test_a_file_of_its_name_that_came_meanwhile_is_held_against_it(app, editor, folder):
    begin(editor)
    text = typed(text_page(editor, NAME))
    (folder / f"{NAME}.yaml").write_text(text.replace("셀러 메뉴", "판매자 메뉴"), "utf-8")

    answer = send(editor, text_page(editor, NAME), mall=NAME, text=text)

    assert (answer.status_code, "그 사이 바뀌었어요" in answer.text) == (409, True)
    assert "판매자 메뉴" in standing(app)
    assert drafts(app) == [(NAME, "editor@example.com")]
    assert "판매자 메뉴" in soup_of(editor.get(f"/editor/{NAME}/difference")).text


def test_it_is_looked_over_by_a_second_editor_where_that_is_asked_for(app, editor, colleague):
    object.__setattr__(services_of(app).reviews, "required", True)
    begin(editor)
    answer = send(editor, text_page(editor, NAME), mall=NAME)
    before = visited(editor, answer.location)
    press(editor, before, "확인 부탁하기", note="봐 주세요")
    [line] = services_of(app).drafts.everybodys()

    press(colleague, visited(colleague, f"/editor/drafts/{line.id}"), "승인하기")

    assert standing(app) is None
    assert press(editor, visited(editor, f"/editor/{NAME}/publish")).location == "/editor"
    assert "셀러 메뉴" in standing(app)


def test_it_goes_out_by_itself_at_its_moment(app, editor, clock):
    begin(editor)
    send(editor, text_page(editor, NAME), mall=NAME)
    before = visited(editor, f"/editor/{NAME}/publish")
    assert press(editor, before, "이때 펴내기", day="2026-12-01", time="00:00").status_code == 303
    assert standing(app) is None

    clock.moment += timedelta(days=30)
    run_jobs(app)

    assert "셀러 메뉴" in standing(app)
    assert services_of(app).schedules.shown() == []
    assert drafts(app) == []


def test_in_a_folder_without_fragments_the_first_one_makes_their_place(editor, folder):
    shutil.rmtree(folder / "fragments")
    (folder / "borrowing.yaml").unlink()
    begin(editor)

    assert publish(editor).location == "/editor"

    assert "셀러 메뉴" in (folder / f"{NAME}.yaml").read_text("utf-8")


ALONE = "/stage/draft/fragments.esm-login"


def stops(page):
    return [one["href"] for one in page.select(".stops li > a[target=stage]:first-child")]


def framed(page):
    frame = page.select_one("#stage")
    return frame["src"] if frame else ""


def test_while_no_guide_uses_it_its_screens_are_shown_in_a_guide_of_nothing_but_it(editor):
    begin(editor)

    page = text_page(editor, NAME)

    assert (stops(page), framed(page)) == ([f"{ALONE}/esm-login"], f"{ALONE}/esm-login")
    shown = soup_of(editor.get(framed(page)))
    assert shown.h1.text == "셀러 메뉴를 열어요"
    assert "지어낸 안내예요" in shown.text
    assert "여기까지예요" in editor.get(f"{ALONE}/end-of-fragment").text
    publish(editor)
    assert framed(text_page(editor, NAME)) == f"{ALONE}/esm-login"
    publish(editor, "fork", calling(text_page(editor)))
    assert framed(text_page(editor, NAME)) == "/stage/draft/fork"


def test_what_it_needs_of_a_guide_stands_there_by_its_name(editor):
    begin(editor)
    page = text_page(editor, NAME)
    text = typed(page).replace("title: 셀러 메뉴를", 'title: "${mall}의 메뉴를', 1)
    text = text.replace("메뉴를 열어요\n", '메뉴를 열어요"\n    when: {way: self}\n', 1)

    aside = soup_of(send(editor, page, "note", ASIDE, mall=NAME, text=text))

    assert stops(aside) == [f"{ALONE}/way", f"{ALONE}/esm-login?way=self"]
    page = text_page(editor, NAME)
    assert framed(page) == f"{ALONE}/esm-login?way=self"
    assert "‹mall›의 메뉴를 열어요" in soup_of(editor.get(framed(page))).h1.text
    assert soup_of(editor.get(f"{ALONE}/way")).h1.text == "‹way›"


def test_while_it_is_faulty_the_last_of_it_that_was_sound_is_shown(editor):
    begin(editor)
    page = text_page(editor, NAME)

    send(editor, page, "note", mall=NAME, text=f"{typed(page)}가: {{\n")

    page = text_page(editor, NAME)
    assert "마지막으로 올바랐던 글" in page.select_one("#verdict").text
    assert "셀러 메뉴를 열어요" in editor.get(framed(page)).text


def test_one_that_cannot_be_shown_alone_says_why_and_what_to_do(app, editor, colleague):
    begin(editor)
    page = text_page(editor, NAME)
    send(editor, page, "note", mall=NAME, text=typed(page).replace('"ESM+"}', '"ESM+", url: "${link}"}'))  # fmt: skip

    page = text_page(editor, NAME)

    assert (stops(page), framed(page)) == ([], "")
    assert "이 단계만으로는 화면을 그릴 수 없어요" in page.select_one("#stops").text
    assert editor.get(f"{ALONE}/esm-login").status_code == 404
    [line] = services_of(app).drafts.everybodys()
    assert "이 단계만으로는" in soup_of(colleague.get(f"/editor/drafts/{line.id}")).text


def test_a_colleague_sees_its_screens_beside_what_was_typed(app, editor, colleague):
    begin(editor)
    [line] = services_of(app).drafts.everybodys()

    page = soup_of(colleague.get(f"/editor/drafts/{line.id}"))

    here = f"/stage/{line.id}/fragments.esm-login/esm-login"
    assert (stops(page), framed(page)) == ([here], here)
    assert soup_of(colleague.get(here)).h1.text == "셀러 메뉴를 열어요"


def test_nobody_but_an_editor_sees_it_and_no_reader_meets_such_a_guide(app, editor):
    begin(editor)
    publish(editor)
    support = staff_client(app, "support")

    assert support.get(f"{ALONE}/esm-login").status_code == 403
    assert support.get("/stage/folder/fragments.esm-login").status_code == 403
    for place in ("/guides/fragments.esm-login", "/stage/now/fragments.esm-login", "/editor/fragments.esm-login"):  # fmt: skip
        assert editor.get(place).status_code == 404


@pytest.mark.parametrize(
    "place",
    [
        "/stage/draft/fragments.nowhere", "/stage/draft/fragments.", "/stage/draft/fragments.a..b",
        "/stage/0123456789abcdef/fragments.esm-login", f"/stage/{'0' * 32}/fragments.esm-login",
        "/stage/draft/other.esm-login",
    ],
)  # fmt: skip
def test_there_is_no_such_guide_of_what_is_not_there(editor, place):
    begin(editor)

    assert editor.get(place).status_code == 404


def test_another_texts_draft_is_no_view_of_it(app, editor):
    begin(editor)
    fork = text_page(editor)
    send(editor, fork, "note", text=f"{typed(fork)}# 끝\n")
    [line] = [one for one in services_of(app).drafts.everybodys() if one.mall == "fork"]

    assert editor.get(f"/stage/{line.id}/fragments.esm-login").status_code == 404
