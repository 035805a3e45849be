"""What was published: by whom, when, why, what differs; and the way back, by a press that asks first."""

import threading

import pytest
from conftest import soup_of, visited
from support.folders import app, edit, editor, folder
from support.guide_texts import renamed, send, text_page, typed
from support.people import events, seller_client, services_of
from support.publishing import press, shown

from wizard.services.publishing_effects import PublishingEffects
from wizard.web.editor import history

FIXTURES = (app, editor, folder)


@pytest.fixture
def published(app, editor):
    """A second release by an editor."""
    page = text_page(editor)
    assert send(editor, page, text=renamed(page)).status_code == 303
    return app


@pytest.mark.usefixtures("published")
def test_releases_are_listed_with_people_and_what_they_changed(editor):
    rows = [
        [cell.text.strip() for cell in row.select("td")]
        for row in soup_of(editor.get("/editor/history")).select("tbody tr")
    ]

    assert [row[0].split()[0] for row in rows] == ["2", "1"]
    assert rows[0][2:4] == ["editor@example.com", "갈림길"]
    assert "지금 보여요" in rows[0][0]
    assert rows[1][2] == "안내 폴더에서 저절로"
    of_keys = visited(editor, "/editor/history?mall=keys").select("tbody tr")
    assert len(of_keys) == 1


@pytest.mark.usefixtures("published")
def test_the_difference_of_any_two_is_told_in_words_and_as_screens(editor):
    page = visited(editor, "/editor/history/2")
    assert [dd.text for dd in page.select(".changed dd")] == ["전 갈림길", "후 새갈래"]
    back = visited(editor, "/editor/history/1?against=2")
    assert [dd.text for dd in back.select(".changed dd")] == ["전 새갈래", "후 갈림길"]

    [link] = [a["href"] for a in page.select("a") if "나란히" in a.text]
    frames = [frame["src"] for frame in visited(editor, link).select("iframe")]
    titles = [soup_of(editor.get(src)).h1.text for src in frames]
    assert ["갈림길" in titles[0], "새갈래" in titles[1]] == [True, True]


def test_a_press_that_asks_first_goes_back_and_the_text_says_so_where_it_is_edited(
    published, editor
):
    seller_client(published).get("/guides/fork/hello")
    asked = visited(editor, "/editor/history/1/return")
    assert "가는 중 1명" in asked.select_one(".touched").text
    assert shown(published).title == "새갈래"

    assert press(editor, asked, "되돌리기", note="급해서").location == "/editor/history"

    assert shown(published).title == "갈림길"
    newest = services_of(published).publishing.release_store.newest()
    assert (newest.after, newest.note, newest.by) == (1, "급해서", f"staff:{editor.staff_id}")
    assert ("guides.rolled-back", f"staff:{editor.staff_id}") in events(published)
    page = text_page(editor)
    assert "되돌려 둔 글이에요" in page.select_one(".notice").text
    assert "1번의 글이 보여요" in page.select_one(".notice").text


def test_the_published_text_is_taken_as_a_draft_over_the_one_that_was_rolled_back(
    published, editor, folder
):
    press(editor, soup_of(editor.get("/editor/history/1/return")), "되돌리기")

    answer = press(editor, text_page(editor), "펴낸 글 가져오기")

    assert answer.location == "/editor/fork/text"
    page = text_page(editor)
    assert "title: 갈림길" in typed(page)
    assert "title: 새갈래" in (folder / "fork.yaml").read_text("utf-8")
    assert send(editor, page, text=typed(page).replace("인사해요", "반가워요")).status_code == 303
    assert shown(published).step("hello").title == "반가워요"
    assert shown(published).title == "갈림길"


@pytest.mark.usefixtures("published")
def test_a_draft_is_not_taken_away_by_the_published_text(editor):
    press(editor, soup_of(editor.get("/editor/history/1/return")), "되돌리기")
    page = text_page(editor)
    send(editor, page, "note", text=renamed(page, "딴갈래").replace("새갈래", "딴갈래"))

    press(editor, page, "펴낸 글 가져오기")

    assert "title: 딴갈래" in typed(text_page(editor))


def test_the_rolled_back_text_goes_out_again_only_by_a_press_of_its_own(published, editor):
    press(editor, soup_of(editor.get("/editor/history/1/return")), "되돌리기")
    page = text_page(editor)

    answer = send(editor, page)

    assert answer.location == "/editor/fork/publish"
    assert shown(published).title == "갈림길"
    assert press(editor, soup_of(editor.get(answer.location))).location == "/editor/fork"
    assert shown(published).title == "새갈래"


def test_going_back_to_what_is_shown_already_is_said(published, editor):
    answer = editor.get("/editor/history/2/return")

    assert (answer.status_code, answer.location) == (303, "/editor/history")
    assert shown(published).title == "새갈래"


@pytest.mark.parametrize("path", ["9", "0", "x", "99999999999", "9/return", "0/return", "x/return"])
def test_a_release_that_is_none_has_no_page(editor, path):
    assert editor.get(f"/editor/history/{path}").status_code == 404


@pytest.mark.parametrize(
    "query", ["", "?old=now", "?old=now&new=nothing", "?old=now&new=" + "0" * 32]
)
def test_two_screens_of_what_is_none_have_no_page_that_breaks(editor, query):
    assert editor.get(f"/editor/fork/screens{query}").status_code in {200, 404}


def test_an_edit_of_the_folder_is_listed_as_what_it_is(app, editor, folder):
    edit(folder)
    services_of(app).publishing.publish()

    assert "안내 폴더에서 저절로" in editor.get("/editor/history").text


@pytest.mark.usefixtures("published")
def test_no_number_in_an_address_of_the_history_breaks_it(editor):
    for said in ("1", "0", "-5", "x", "9" * 25, "²"):
        assert editor.get(f"/editor/history?before={said}").status_code == 200
        assert editor.get(f"/editor/history/2?against={said}").status_code == 200


def test_what_changed_a_guide_long_ago_is_found_by_going_on(app, editor, folder, monkeypatch):
    monkeypatch.setattr(history, "LOOKED_AT", 3)
    for word in ("하나", "둘", "셋", "넷"):
        edit(folder, "keys", word)
        services_of(app).publishing.publish()

    first = visited(editor, "/editor/history?mall=fork")
    assert "아직 펴낸 것이 없어요" not in first.text
    assert [row.select("td")[1:] for row in first.select("tbody tr")] == [[]]
    [more] = [a["href"] for a in first.select("a") if "더 예전" in a.text]

    rows = visited(editor, more).select("tbody tr")
    assert [row.td.text.split()[0] for row in rows] == ["1"]


def test_that_any_loss_may_be_is_not_said_as_one_goes_back(app, editor, published):
    page = text_page(editor)
    added = typed(page).replace("- {id: west,", "- {id: sunset, kind: info, title: 노을, when: {which: left}}\n  - {id: west,")  # fmt: skip
    assert send(editor, page, text=added).status_code == 303
    client = seller_client(app)
    for path in ("/guides/fork/hello", "/guides/fork/sunset?which=left"):
        client.get(path)
    asked = visited(editor, "/editor/history/1/return")

    answer = press(editor, asked, "잃어도 되돌리기", fork="*")

    assert answer.status_code == 422
    assert shown(published).step("sunset")


def test_a_way_back_that_a_publication_overtakes_is_gone_all_the_same(
    published, editor, folder, monkeypatch
):
    asked, refuse = visited(editor, "/editor/history/1/return"), PublishingEffects.refuse_losses
    edit(folder, "keys", "열쇠")
    others = threading.Thread(target=services_of(published).publishing.publish)

    def overtaken(self, before, parts, accepted):
        if threading.current_thread() is not others and others.ident is None:
            others.start()
            others.join()
        refuse(self, before, parts, accepted)

    monkeypatch.setattr(PublishingEffects, "refuse_losses", overtaken)

    assert press(editor, asked, "되돌리기").location == "/editor/history"
    assert shown(published).title == "갈림길"
    assert services_of(published).publishing.release_store.newest_number() == 4
