"""Two editors changed one guide: what each of them wrote goes into one text, and nothing is lost unseen."""

from conftest import soup_of
from support.folders import app, editor, folder
from support.guide_texts import send, text_page, typed
from support.people import staff_client

FIXTURES = (app, editor, folder)


def on_disk(folder):
    return (folder / "fork.yaml").read_text("utf-8")


def in_conflict(app, editor, mine, theirs):
    """Both begin on one text; the other one saves first."""
    page, other = text_page(editor), staff_client(app, "editor", "other@example.com")
    others = text_page(other)
    assert send(other, others, text=typed(others).replace(*theirs)).status_code == 303
    return soup_of(send(editor, page, text=typed(page).replace(*mine)))


def fields(page, **choices):
    form = page.select_one("form#merge")
    hidden = {tag["name"]: tag["value"] for tag in form.select("input[type=hidden]")}
    return hidden | {"text": typed(form)} | choices


def put_together(editor, page, **choices):
    return editor.post("/editor/fork/merge", data=fields(page, **choices))


TITLE = ("title: 갈림길", "title: 새갈래")
OTHER_TITLE = ("title: 갈림길", "title: 딴갈래")
NOTE = ("note: 짧은 길", "note: 가까운 길")


def test_changes_of_different_lines_are_put_together_by_one_press_and_saved(app, editor, folder):
    page = in_conflict(app, editor, TITLE, NOTE)
    assert page.select("fieldset") == []
    assert "합칠 수 있어요. 내가 고친 1곳은 그대로 담아요. 파일에서 바뀐 1곳도 담아요." in page.text

    went = put_together(editor, page)
    shown = text_page(editor)

    assert went.location == "/editor/fork/text"
    assert "두 글을 합쳤어요" in shown.text
    assert "바뀌었어요" not in shown.select_one("#found").text
    assert send(editor, shown).status_code == 303
    assert TITLE[1] in on_disk(folder)
    assert NOTE[1] in on_disk(folder)


def test_where_both_changed_a_line_nothing_is_chosen_for_anybody(app, editor, folder):
    page = in_conflict(app, editor, TITLE, OTHER_TITLE)

    answer = put_together(editor, page)

    again = soup_of(answer)
    assert answer.status_code == 422
    assert "1곳을 아직 고르지 않았어요" in again.select_one("[role=alert]").text
    assert again.select_one("fieldset.wrong legend").text == "2줄: 둘 다 고쳤어요"
    assert typed(again.select_one("form#merge")) == typed(page.select_one("form#merge"))
    put_together(editor, again, **{"piece-1": "theirs"})
    assert typed(text_page(editor)) == on_disk(folder)


def test_what_was_chosen_stands_in_the_text_that_is_saved(app, editor, folder):
    page = in_conflict(app, editor, TITLE, OTHER_TITLE)

    put_together(editor, page, **{"piece-1": "mine"})
    send(editor, text_page(editor))

    assert TITLE[1] in on_disk(folder)
    assert OTHER_TITLE[1] not in on_disk(folder)


def test_a_choice_that_nobody_offered_is_none(app, editor):
    page = in_conflict(app, editor, TITLE, OTHER_TITLE)

    assert put_together(editor, page, **{"piece-1": "everything"}).status_code == 422


def test_a_file_that_changed_once_more_is_compared_anew(app, editor, folder):
    page = in_conflict(app, editor, TITLE, NOTE)
    third = staff_client(app, "editor", "third@example.com")
    others = text_page(third)
    send(third, others, text=typed(others).replace("label: 오른쪽", "label: 바른쪽"))

    answer = put_together(editor, page)

    again = soup_of(answer)
    assert answer.status_code == 409
    assert "한 번 더 바뀌었어요" in again.select_one("[role=alert]").text
    put_together(editor, again)
    send(editor, text_page(editor))
    for line in (TITLE[1], NOTE[1], "label: 바른쪽"):
        assert line in on_disk(folder)


def test_pressed_twice_the_text_put_together_is_the_same(app, editor):
    page = in_conflict(app, editor, TITLE, NOTE)

    put_together(editor, page)
    put_together(editor, page)

    merged = typed(text_page(editor))
    assert TITLE[1] in merged
    assert NOTE[1] in merged


def test_a_text_begun_on_what_was_never_published_is_shown_beside_the_files_as_before(
    editor, folder
):
    file = folder / "fork.yaml"
    file.write_text(file.read_text("utf-8") + "없는항목: 가\n", "utf-8")
    page = text_page(editor)
    file.write_text(file.read_text("utf-8").replace("없는항목: 가", "aka: [샛길]"), "utf-8")

    shown = soup_of(send(editor, page, text=typed(page).replace("없는항목: 가", "aka: [길]")))

    assert shown.select("form#merge") == []
    assert "파일에만" in shown.text


def test_an_old_token_costs_neither_of_the_two_texts(app, editor, folder):
    page = in_conflict(app, editor, TITLE, NOTE)
    before = on_disk(folder)

    answer = editor.post("/editor/fork/merge", data=fields(page) | {"csrf_token": "old"})

    assert answer.status_code == 422
    assert TITLE[1] in typed(soup_of(answer))
    assert on_disk(folder) == before


def test_what_was_typed_in_another_tab_meanwhile_is_shown_and_not_written_over(app, editor):
    page = in_conflict(app, editor, TITLE, NOTE)
    tab = text_page(editor)
    send(
        editor,
        tab,
        "note",
        {"HX-Request": "true", "HX-Target": "div#found"},
        text=typed(tab) + "aka: [샛길]\n",
    )

    answer = put_together(editor, page)

    assert answer.status_code == 409
    assert "다른 창에서 이 글을 더 고쳤어요" in answer.text
    assert typed(text_page(editor)).endswith("aka: [샛길]\n")
