"""The pictures of steps that guides share: put in from the fragment's own page, in the way of its text."""

from io import BytesIO

import pytest
from conftest import soup_of, visited
from support.folders import editor, folder
from support.guide_texts import send, text_page, typed
from support.people import events, services_of, staff_client, token_of
from support.pictures import picture
from support.publishing import press, shown
from support.shared_texts import app

from wizard.content.written_pictures import steps_in
from wizard.db.engine import reading
from wizard.db.queries import guide_pictures
from wizard.web.editor import pictured_text, pictures

FIXTURES = (app, editor, folder)
TOOL = "fragments/selling-tool"
LIST = f"/editor/{TOOL}/pictures"
PLACE = f"{LIST}/tool-use"
ALT = "가운데에 사용함이 있는 화면"


def put(client, place=PLACE, **values):
    """Send a picture as a browser does, with what its form holds."""
    form = soup_of(client.get(place)).select_one("form#picturing")
    sent = {
        tag["name"]: tag.get("value", "")
        for tag in form.select("input[name]:not([type=file])")
        if tag.get("type") != "radio" or tag.has_attr("checked")
    }
    sent |= {"act": "save", "alt": ALT, "picture": (BytesIO(picture()), "화면.png")} | values
    return client.post(form["action"], data=sent, content_type="multipart/form-data")


def written(client, step="tool-use", name=TOOL):
    """Give the step's pictures as this editor's text has them."""
    steps = steps_in(typed(text_page(client, name)))
    return next(one for one in steps if one.id == step).pictures


def publish(client, name=TOOL, text=None):
    """Save a text, and press what follows if it asks."""
    page = text_page(client, name)
    answer = send(client, page, mall=name, text=text or typed(page))
    assert answer.status_code == 303, soup_of(answer).select_one("#found").text
    is_asked = answer.location == f"/editor/{name}/publish"
    return press(client, visited(client, answer.location)) if is_asked else answer


def test_a_picture_of_a_shared_screen_goes_into_the_fragment_and_stands_in_the_guides_that_use_it(
    app, editor, folder
):
    answer = put(editor)

    page = visited(editor, answer.location)
    assert (answer.status_code, answer.location) == (303, PLACE)
    assert pictures.SAVED in page.text
    [made] = written(editor).values()
    assert made.alt == ALT
    assert made.file.startswith("selling-tool-tool-use-")
    stage = soup_of(editor.get(page.select_one("iframe")["src"]))
    assert stage.select_one(".p-shot img")["alt"] == ALT
    assert ("picture.added", f"staff:{editor.staff_id}") in events(app)
    assert shown(app, "borrowing").step("tool-use").image is None

    publish(editor)

    assert shown(app, "borrowing").step("tool-use").image.alt == ALT
    assert (folder / "images" / made.file).exists()


def test_its_list_has_every_screen_and_leads_back_to_its_text(editor):
    page = visited(editor, LIST)

    assert page.h1.text == "함께 쓰는 단계: selling-tool 그림"
    assert [one["id"] for one in page.select(".pictured li")] == ["step-tool-menu", "step-tool-use"]
    assert page.find("a", string="글 고치기")["href"] == f"/editor/{TOOL}/text"
    assert page.find("a", string="그림 넣고 고치기") is None
    assert text_page(editor, TOOL).find("a", string="그림 넣고 고치기")["href"] == LIST
    listed = soup_of(editor.get("/editor")).select("[aria-labelledby=shared] li")
    assert [one.text.strip().endswith("그림") for one in listed] == [False, False, True]


def test_on_a_guides_list_the_screens_that_it_shares_lead_to_the_fragments_page(editor):
    put(editor)

    page = soup_of(editor.get("/editor/borrowing/pictures"))

    section = page.select_one("section[aria-labelledby=of-1]")
    assert section.h2.text == "함께 쓰는 단계: selling-tool"
    assert [link["href"] for link in section.select("li a")] == [
        f"{LIST}/tool-menu", PLACE, f"{PLACE}?look=new",
    ]  # fmt: skip
    assert section.img["alt"] == ALT
    assert editor.get(section.img["src"]).mimetype == "image/webp"
    assert "여러 안내가 함께 쓰는 화면" not in editor.get("/editor/fork/pictures").text


def test_a_picture_is_taken_out_of_the_fragment(editor):
    before = typed(text_page(editor, TOOL))
    put(editor)

    answer = press(editor, visited(editor, PLACE), "글에서 그림 빼기")

    assert answer.location == LIST
    assert typed(text_page(editor, TOOL)) == before


def test_what_is_wrong_is_told_with_all_that_was_typed(editor):
    answer = put(editor, alt="", **{"b1.left": "10"})

    page = soup_of(answer)
    assert answer.status_code == 422
    assert page.select_one("#alt-error")
    assert page.select_one("[name='b1.left']")["value"] == "10"
    assert written(editor) == {}


def test_a_box_whose_number_no_instruction_has_is_told_on_the_page(editor):
    boxed = {f"b1.{side}": "10" for side in ("left", "top", "width", "height")}

    page = soup_of(editor.get(put(editor, **boxed).location))

    assert "1번 표시를 설명하는 글이 없어요" in page.select_one(".faults").text
    assert page.select_one(".faults a")["href"].startswith(f"/editor/{TOOL}/text?line=")


def test_a_form_whose_token_is_old_comes_back(editor):
    answer = put(editor, csrf_token="old")

    assert answer.status_code == 422
    assert soup_of(answer).select_one("#alt")["value"] == ALT


def test_a_fragment_that_is_gone_gives_back_what_was_typed(app, editor):
    form = soup_of(editor.get(PLACE)).select_one("form#picturing")
    sent = {"csrf_token": token_of(editor), "alt": ALT, "act": "save", "file": "", "seen": ""}

    answer = editor.post(form["action"].replace("selling-tool", "nowhere"), data=sent)

    page = soup_of(answer)
    assert answer.status_code == 404
    assert pictured_text.GONE in page.text
    assert page.select_one("#alt")["value"] == ALT
    assert services_of(app).drafts.everybodys() == []


@pytest.mark.parametrize("name", ["constants", "glossary", "fragments/nowhere"])
def test_nothing_without_screens_has_a_page_of_pictures(editor, name):
    for place in ("pictures", "pictures/tool-use"):
        assert editor.get(f"/editor/{name}/{place}").status_code == 404


def test_one_that_no_guide_uses_takes_a_picture_and_is_shown_with_it(app, editor):
    asked = soup_of(editor.get("/editor/fragments/new"))
    said = {"fragment": "esm-login", "title": "메뉴를 열어요", "console": "ESM+", "url": ""}
    press(editor, asked, "첫 글 쓰기", **said)
    place = "/editor/fragments/esm-login/pictures/esm-login"

    boxed = {f"b1.{side}": "10" for side in ("left", "top", "width", "height")}
    page = soup_of(editor.get(put(editor, place, undraws="1", **boxed).location))

    here = page.select_one("#stage")["src"]
    assert here == "/stage/draft/fragments.esm-login/esm-login"
    assert soup_of(editor.get(here)).select_one("main img")["alt"] == ALT
    assert page.select_one(".canvas img")
    text = typed(text_page(editor, "fragments/esm-login"))
    assert "picture:" not in text
    assert "image:" in text
    publish(editor, "fragments/esm-login")
    fork = text_page(editor)
    hello = "  - {id: hello, kind: info, title: 인사해요}\n"
    calling = typed(fork).replace(hello, f"{hello}  - use: esm-login\n")
    publish(editor, "fork", calling)
    assert shown(app).step("esm-login").image.alt == ALT


@pytest.mark.parametrize("app", [True], ids=["several machines"], indirect=True)
def test_while_a_kept_fragment_names_a_picture_it_stays_though_no_guide_shows_it_any_more(
    app, editor
):
    test_one_that_no_guide_uses_takes_a_picture_and_is_shown_with_it(app, editor)
    fork = text_page(editor)
    publish(editor, "fork", typed(fork).replace("  - use: esm-login\n", ""))

    page = visited(editor, "/editor/fragments/esm-login/pictures/esm-login")

    assert page.select_one(".canvas img")
    assert editor.get(page.select_one(".canvas img")["src"]).mimetype == "image/webp"
    with reading(services_of(app).sellers.engine) as connection:
        assert guide_pictures.names(connection) == []


def test_a_fragment_that_is_called_like_our_addresses_has_its_pictures_too(editor):
    asked = soup_of(editor.get("/editor/fragments/new"))
    said = {"fragment": "pictures", "title": "메뉴를 열어요", "console": "ESM+", "url": ""}
    press(editor, asked, "첫 글 쓰기", **said)

    page = soup_of(editor.get("/editor/fragments/pictures/pictures"))

    assert page.select_one(".pictured li a")["href"] == "/editor/fragments/pictures/pictures/pictures"  # fmt: skip
    assert put(editor, "/editor/fragments/pictures/pictures/pictures").status_code == 303


def test_who_is_no_editor_sees_none(app):
    support = staff_client(app, "support")

    assert support.get(LIST).status_code == 403
    assert support.get(PLACE).status_code == 403
