"""Guides are begun in the browser by a few answers: what cannot be taken is told at one press, and stays typed."""

import pytest
from conftest import soup_of, visited
from support.folders import app, editor, folder
from support.guide_texts import text_page, typed
from support.people import services_of, staff_client
from support.publishing import press

from wizard.services import text_names
from wizard.web.editor import new_guide, new_text

FIXTURES = (app, editor, folder)
ANSWERS = {
    "title": "브랜드몰", "mall": "brand-mall", "category": "오픈마켓", "console": "브랜드센터", "url": "",
    "values": "API 키",
}  # fmt: skip


def begin(client, **values):
    page = soup_of(client.get("/editor/new"))
    return press(client, page, "첫 글 쓰기", **(ANSWERS | {"issue": "self"} | values))


def drafts(app):
    return [(one.mall, one.email) for one in services_of(app).drafts.everybodys()]


def test_a_form_that_nobody_has_filled_in_says_nothing_of_faults(editor):
    page = soup_of(editor.get("/editor/new"))

    assert page.select(".wrong, .error, [aria-invalid], #summary") == []


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"mall": ""}, "mall", text_names.NONE.format("brand-mall")),
        ({"mall": "Brand Mall"}, "mall", text_names.MEANT.format("brand-mall")),
        ({"mall": "브랜드몰"}, "mall", text_names.BAD.format("brand-mall")),
        ({"mall": "a" * 41}, "mall", text_names.LONG.format(41)),
        ({"mall": "constants"}, "mall", text_names.OURS.format("brand-mall")),
        ({"mall": "fork"}, "mall", new_text.TAKEN),
        ({"title": " \u200b"}, "title", new_guide.NEEDED["title"]),
        ({"title": "가" * 300}, "title", "적어 주신 것으로는"),
        ({"category": ""}, "category", new_guide.NEEDED["category"]),
        ({"console": ""}, "console", new_guide.NEEDED["console"]),
        ({"url": "www.brand.example.com"}, "url", new_text.BAD_URL),
        ({"values": "가" * 300}, "values", "적어 주신 것으로는"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_beside_its_box_and_all_that_was_typed_stays(
    app, editor, values, field, said
):
    answer = begin(editor, issue="self", **values)

    page = soup_of(answer)
    assert answer.status_code == 422
    assert said in page.select_one(f"#{field}-error").text
    assert [link["href"] for link in page.select("#summary a")] == [f"#{field}"]
    assert {tag["name"]: tag.get("value", "") for tag in page.select(".box input")} == ANSWERS | values  # fmt: skip
    assert drafts(app) == []


def test_all_that_cannot_be_taken_is_told_at_once_each_beside_its_box(app, editor):
    answer = begin(editor, title="", mall="Brand Mall", category=" ", console="", url="brand", issue="agency")  # fmt: skip

    page = soup_of(answer)
    wrong = ["title", "mall", "category", "console", "url"]
    assert [box["id"] for box in page.select("[aria-invalid]")] == wrong
    assert [link["href"] for link in page.select("#summary a")] == [f"#{field}" for field in wrong]
    assert page.select_one("#summary h2").text == "5곳을 고치면 첫 글을 쓸 수 있어요"
    assert page.select_one("[name=issue][checked]")["value"] == "agency"
    assert (answer.status_code, drafts(app)) == (422, [])


@pytest.mark.parametrize("mall", ["\u200bbrand-mall ", "  brand-mall"])
def test_what_nobody_sees_is_no_part_of_an_answer(app, editor, mall):
    answer = begin(editor, mall=mall, title="\u200b브랜드몰 ", values=" API 키 ,\u200b, API 키")

    assert answer.location == "/editor/brand-mall/text"
    text = typed(text_page(editor, "brand-mall"))
    assert "\ntitle: 브랜드몰\n" in text
    assert text.count('label: "API 키"') == 1
    assert drafts(app) == [("brand-mall", "editor@example.com")]


def test_a_form_that_comes_twice_begins_one_and_leads_there(app, editor):
    page = soup_of(editor.get("/editor/new"))

    answers = [press(editor, page, "첫 글 쓰기", **ANSWERS, issue="self") for _ in range(2)]

    assert [one.location for one in answers] == ["/editor/brand-mall/text"] * 2
    assert drafts(app) == [("brand-mall", "editor@example.com")]


def test_who_comes_back_to_the_form_and_sends_the_same_is_led_to_what_they_began(app, editor):
    assert begin(editor).location == begin(editor).location == "/editor/brand-mall/text"
    assert new_text.ALREADY in visited(editor, "/editor/brand-mall/text").text
    assert begin(editor, title="다른 몰").status_code == 422
    assert drafts(app) == [("brand-mall", "editor@example.com")]


def test_of_two_who_begin_the_same_name_the_second_keeps_what_was_typed(app, editor):
    begin(editor)

    answer = begin(staff_client(app, "editor", "other@example.com"), title="다른 몰")

    assert (answer.status_code, new_text.TAKEN in answer.text) == (422, True)
    assert soup_of(answer).select_one("#title")["value"] == "다른 몰"
    assert drafts(app) == [("brand-mall", "editor@example.com")]


def test_a_file_that_is_there_and_was_never_published_is_begun_by_nobody(app, editor, folder):
    (folder / "brand-mall.yaml").write_text("mall: [", "utf-8")

    answer = begin(editor)

    assert (answer.status_code, new_text.TAKEN in answer.text) == (422, True)
    assert drafts(app) == []
