"""Constants, glossary and fragments are edited in the browser as guides are: on one machine, and on several."""

import re

import pytest
from conftest import soup_of, visited
from support.folders import editor, folder
from support.guide_texts import form_of, send, text_page, typed
from support.people import save_account, seller_client, services_of, staff_client
from support.publishing import press, shown
from support.shared_texts import app

FIXTURES = (app, editor, folder)
ASIDE = {"HX-Request": "true", "HX-Target": "div#found"}
TOOL = "fragments/selling-tool"


def other_ip(page):
    return typed(page).replace("192.0.2.15", "192.0.2.99")


def published(app, name):
    store = services_of(app).publishing.release_store
    return store.text(store.newest(), f"{name}.yaml").decode()


def publish(client, name, text):
    """Type a text, save it, and press what follows."""
    answer = send(client, text_page(client, name), mall=name, text=text)
    assert answer.location == f"/editor/{name}/publish", answer.text
    return press(client, visited(client, answer.location))


def test_the_list_names_what_guides_share_and_in_how_many(editor):
    rows = soup_of(editor.get("/editor")).select("[aria-labelledby=shared] li")

    assert [(row.a["href"], row.small.text) for row in rows] == [
        ("/editor/constants/text", "constants.yaml, 안내 4개가 써요"),
        ("/editor/glossary/text", "glossary.yaml, 안내 4개가 써요"),
        (f"/editor/{TOOL}/text", f"{TOOL}.yaml, 안내 1개가 써요"),
    ]


@pytest.mark.parametrize(
    ("name", "title", "schema"),
    [
        ("constants", "함께 쓰는 값 글 고치기", "/schema/constants.json"),
        ("glossary", "낱말 풀이 글 고치기", "/schema/glossary.json"),
        (TOOL, "함께 쓰는 단계: selling-tool 글 고치기", "/schema/fragment.json"),
        ("fork", "갈림길 글 고치기", "/schema/guide.json"),
    ],
)
def test_each_text_is_opened_in_one_editor_and_completed_by_its_own_schema(editor, folder, name, title, schema):  # fmt: skip
    page = text_page(editor, name)

    assert page.h1.text == title
    assert typed(page) == (folder / f"{name}.yaml").read_text("utf-8")
    assert page.select_one("#text")["data-schema"] == schema
    assert editor.get(schema).get_json()["type"] == "object"


@pytest.mark.parametrize("name", ["constants", "glossary"])
def test_a_shared_text_without_screens_has_no_pictures(editor, name):
    assert text_page(editor, name).find("a", string="그림 넣고 고치기") is None
    for place in ("pictures", "pictures/place"):
        assert editor.get(f"/editor/{name}/{place}").status_code == 404


def test_beside_a_shared_text_stand_the_guides_that_use_it(editor):
    page = text_page(editor, TOOL)

    assert [(stop.a.text, stop.a["href"]) for stop in page.select(".stops li")] == [
        ("빌린몰", "/stage/draft/borrowing"),
        ("빌린몰 도구 메뉴를 열어요", "/stage/draft/borrowing/tool-menu?way=self"),
        ("사용함으로 바꿔요", "/stage/draft/borrowing/tool-use?way=self"),
    ]
    assert page.select_one("#stage")["src"] == "/stage/draft/borrowing"


@pytest.mark.parametrize("name", ["constants", "glossary", TOOL])
def test_a_fault_is_told_at_its_line_while_it_is_typed(editor, name):
    page = text_page(editor, name)
    headers = {"HX-Request": "true", "HX-Target": "div#found"}

    answer = send(editor, page, "note", headers, name, text=f"{typed(page)}가: {{나: 다\n")

    [line] = soup_of(answer).select(".faults .line")
    assert int(line["data-line"]) >= typed(page).count("\n")


def test_what_is_typed_is_kept_and_shown_beside_in_the_guides_that_use_it(app, editor):
    page = text_page(editor, "constants")
    send(editor, page, "note", mall="constants", text=other_ip(page))

    assert "192.0.2.99" in typed(text_page(editor, "constants"))
    assert "192.0.2.99" in editor.get("/stage/draft/keys/place").text
    assert "192.0.2.15" in editor.get("/stage/folder/keys/place").text
    assert "192.0.2.15" in app.test_client().get("/guides/keys/place").text
    [draft] = soup_of(editor.get("/editor")).select("[aria-labelledby=underway] li")
    assert "함께 쓰는 값" in draft.text
    colleague = staff_client(app, "editor", "other@example.com")
    seen = soup_of(colleague.get(draft.a["href"]))
    assert [tag.text for tag in seen.select(".changed del")] == ["상용서버 IP: 192.0.2.15"] or "192.0.2.15" in seen.text  # fmt: skip


def test_before_it_is_published_a_constant_names_the_guides_that_it_changes(app, editor):
    page = text_page(editor, "constants")

    answer = send(editor, page, mall="constants", text=other_ip(page))

    assert (answer.status_code, answer.location) == (303, "/editor/constants/publish")
    before = visited(editor, answer.location)
    told = " ".join(before.select_one("main p:has(a)").text.split())
    assert told.startswith("이 글을 바꾸면 안내 2개가 달라져요:")
    assert [tag["id"] for tag in before.select("h2[id^=of-]")] == ["of-borrowing", "of-keys"]
    assert "192.0.2.15" in published(app, "constants")


CHANGES = {
    "constants": ("192.0.2.15", "192.0.2.99"),
    "glossary": ("다른 프로그램이 쇼핑몰에 들어오는", "다른 프로그램이 드나드는"),
    TOOL: ("사용함으로 바꿔요", "사용함으로 고쳐요"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_it_is_published_with_every_guide_that_uses_it(app, editor, folder, name):
    old, new = CHANGES[name]
    number = services_of(app).publishing.release_store.newest_number()

    answer = publish(editor, name, typed(text_page(editor, name)).replace(old, new))

    assert (answer.status_code, answer.location) == (303, "/editor")
    assert "저장하고 펴냈어요" in soup_of(editor.get("/editor")).text
    assert new in published(app, name)
    assert new in (folder / f"{name}.yaml").read_text("utf-8")
    assert services_of(app).publishing.release_store.newest_number() == number + 1
    assert services_of(app).drafts.everybodys() == []
    catalog = services_of(app).publishing.catalog({})
    assert new in repr((catalog.guides, catalog.glossaries))
    assert old not in repr((catalog.guides, catalog.glossaries))


def test_a_word_that_is_explained_otherwise_is_told_in_the_guides_that_use_it(editor):
    page = text_page(editor, "glossary")

    send(editor, page, mall="glossary", text=typed(page).replace("물어볼 수 있는", "여쭐 수 있는"))

    before = visited(editor, "/editor/glossary/publish")
    assert [tag["id"] for tag in before.select("h2[id^=of-]")] == ["of-borrowing"]
    assert "여쭐 수 있는" in before.select_one(".changed .now").text


def test_a_text_that_would_break_a_guide_is_not_saved_and_names_its_line_there(app, editor, folder):
    page = text_page(editor, "constants")
    text = typed(page).replace("imseller_url:", "imseller_home:")

    answer = send(editor, page, mall="constants", text=text)

    found = soup_of(answer)
    assert answer.status_code == 422
    links = [link["href"] for link in found.select("#verdict .faults a")]
    assert links
    assert all(link.startswith("/editor/borrowing/text?line=") for link in links)
    assert "imseller_home" in typed(found)
    assert "imseller_url" in (folder / "constants.yaml").read_text("utf-8")
    assert "imseller_url" in published(app, "constants")


def test_two_who_change_one_shared_text_put_their_lines_together(app, editor):
    mine = text_page(editor, "constants")
    other = staff_client(app, "editor", "other@example.com")
    publish(other, "constants", other_ip(text_page(other, "constants")))

    answer = send(editor, mine, mall="constants", text=typed(mine).replace("02-0000-0000", "02-0000-0001"))  # fmt: skip

    page = soup_of(answer)
    assert (answer.status_code, page.h1.text) == (409, "그 사이 바뀌었어요")
    assert press(editor, page, "합친 글로 이어서 고치기").status_code == 303
    merged = typed(text_page(editor, "constants"))
    assert "192.0.2.99" in merged
    assert "02-0000-0001" in merged


def test_a_fragment_that_loses_what_sellers_saved_needs_a_second_press(app, editor, folder):
    tool = folder / f"{TOOL}.yaml"
    seller = seller_client(app)
    seller.get("/guides/borrowing/way?way=self")
    seller.get("/guides/borrowing/tool-use?way=self")
    text = tool.read_text("utf-8").replace("id: tool-use", "id: tool-choice")

    send(editor, text_page(editor, TOOL), mall=TOOL, text=text)
    before = visited(editor, f"/editor/{TOOL}/publish")

    assert "빌린몰: 판매자가 저장한 것을 잃어요" in before.select_one(".notice.stop").text
    assert press(editor, before, "잃어도 펴내기", accepted="").status_code == 422
    assert shown(app, "borrowing").step("tool-use")
    assert press(editor, before, "잃어도 펴내기").status_code == 303
    assert shown(app, "borrowing").step("tool-choice")


def test_a_guide_says_which_own_draft_of_a_shared_text_its_preview_is_shown_without(editor):
    page = text_page(editor, "constants")
    send(editor, page, "note", mall="constants", text=typed(page).replace("imseller_url:", "imseller_home:"))  # fmt: skip
    own = text_page(editor, "borrowing")

    aside = send(editor, own, "note", ASIDE, mall="borrowing", text=typed(own).replace("title: 빌린몰", "title: 새몰"))  # fmt: skip

    for told in (soup_of(aside), text_page(editor, "borrowing")):
        notice = told.find(string=re.compile("그 글을 빼고 보여요")).parent
        assert "함께 쓰는 값" in notice.text
        assert notice.a["href"] == "/editor"
    assert "새몰" in editor.get("/stage/draft/borrowing").text
    assert "그 글을 빼고" not in text_page(editor, "fork").text


def test_the_history_names_the_text_and_goes_back(app, editor):
    publish(editor, "constants", other_ip(text_page(editor, "constants")))
    number = services_of(app).publishing.release_store.newest_number()

    [row, *_] = soup_of(editor.get("/editor/history?mall=constants")).select("tbody tr")
    assert "함께 쓰는 값" in row.text
    told = soup_of(editor.get(f"/editor/history/{number}"))
    assert "192.0.2.99" in told.text
    back = visited(editor, f"/editor/history/{number - 1}/return")
    assert press(editor, back, "되돌리기").status_code == 303
    assert "192.0.2.15" in published(app, "constants")


def test_a_draft_of_a_shared_text_is_taken_over_reviewed_and_scheduled_as_a_guides_is(app, editor):
    page = text_page(editor, TOOL)
    send(editor, page, "note", mall=TOOL, text=typed(page).replace("바꿔요", "고쳐요"))
    [draft] = services_of(app).drafts.everybodys()
    services_of(app).reviews.ask(TOOL, editor.staff_id, "")
    colleague = staff_client(app, "editor", "other@example.com")

    seen = visited(colleague, f"/editor/drafts/{draft.id}")
    assert press(colleague, seen, "승인하기").status_code == 303
    before = visited(editor, f"/editor/{TOOL}/publish")
    assert "승인했어요" in before.text
    answer = press(editor, before, "이때 펴내기", day="2099-01-01", time="00:00")
    assert answer.status_code == 422
    assert press(colleague, visited(colleague, f"/editor/drafts/{draft.id}"), "내가 이어서 고치기").location == f"/editor/{TOOL}/text"  # fmt: skip
    assert "고쳐요" in typed(text_page(colleague, TOOL))


def test_the_address_of_a_shared_texts_screens_leads_to_its_text(editor):
    assert editor.get("/editor/constants").location == "/editor/constants/text"


def test_without_javascript_the_box_is_a_plain_one_whose_button_looks_it_over(editor):
    page = text_page(editor, "glossary")
    box = form_of(page)

    assert box["text"].startswith("업체")
    assert page.select_one("button.unscripted")["formaction"] == "/editor/glossary/note"


def test_nobody_but_editors_opens_a_shared_text(app):
    for role in ("support", "operator"):
        assert staff_client(app, role).get("/editor/constants/text").status_code == 403
    assert app.test_client().get("/editor/constants/text").status_code == 303


def test_an_account_stays_whole_when_a_constant_changes(app, editor):
    seller = seller_client(app)
    account = save_account(seller)

    publish(editor, "constants", other_ip(text_page(editor, "constants")))

    assert seller.get(f"/accounts/{account}").status_code == 200
