"""Before a text is published its editor sees what it does to people; a loss needs a second, different press."""

import pytest
from conftest import soup_of, visited
from support.folders import app, editor, folder
from support.guide_texts import form_of, renamed, send, text_page, typed
from support.people import ACE, invited, save_account, seller_client, services_of
from support.publishing import press, shown

from wizard.content.draft_store import DraftStore
from wizard.content.release_store import ReleaseStore
from wizard.errors import UnavailableError
from wizard.services.invitations import Destination
from wizard.services.publishing_effects import PublishingEffects
from wizard.web.editor.publication import FAULTY

FIXTURES = (app, editor, folder)
HARMLESS = PublishingEffects.harmless


@pytest.fixture
def walker(app):
    """A seller who stands on the western way, and one who saved an account."""
    client = seller_client(app)
    for path in ("/guides/fork/hello", "/guides/fork/west?which=left"):
        client.get(path)
    save_account(client)
    return client


def refusal(editor, address):
    """Give why nothing was done, as the page says it; never as a success."""
    page = soup_of(editor.get(address))
    said = page.select_one("p[role=alert]").text
    assert said not in [good.text for good in page.select(".good")]
    return said


def test_where_nobody_uses_a_guide_that_alone_is_said(editor):
    page = text_page(editor)
    send(editor, page, "note", text=renamed(page))

    before = soup_of(editor.get("/editor/fork/publish"))

    assert before.select_one(".touched").text == "지금 이 안내를 쓰는 사람이 없어요"
    assert "지금 이 안내를 쓰는 사람이에요" not in before.text


def test_where_nobody_is_touched_one_press_publishes(app, editor):
    page = text_page(editor)

    assert send(editor, page, text=renamed(page)).location == "/editor/fork"
    assert shown(app).title == "새갈래"


@pytest.mark.usefixtures("walker")
def test_where_somebody_is_they_are_shown_first_by_step_and_nothing_is_published_yet(app, editor):
    page = text_page(editor)

    answer = send(editor, page, text=renamed(page))

    assert (answer.status_code, answer.location) == (303, "/editor/fork/publish")
    before = visited(editor, "/editor/fork/publish")
    assert before.select_one(".touched").text == "가는 중 1명, 고른 답 1개"
    rows = [[cell.text for cell in row.select("td")] for row in before.select("tbody tr")]
    assert rows[1] == ["서쪽으로 가요", "여기에 있는 사람 1명", "그대로 이어 가요."]
    assert [dd.text for dd in before.select(".changed dd")] == ["전 갈림길", "후 새갈래"]
    assert shown(app).title == "갈림길"

    done = press(editor, before, note="이름을 바꿨어요")

    assert (done.status_code, done.location) == (303, "/editor/fork")
    assert shown(app).title == "새갈래"
    assert services_of(app).publishing.release_store.newest().note == "이름을 바꿨어요"
    assert services_of(app).drafts.everybodys() == []


def losing(page):
    return typed(page).replace("{id: west,", "{id: sunset,")


@pytest.mark.usefixtures("walker")
def test_a_text_that_loses_something_names_it_and_the_usual_press_is_not_there(app, editor, folder):
    page, file = text_page(editor), (folder / "fork.yaml").read_text("utf-8")
    send(editor, page, text=losing(page))
    before = soup_of(editor.get("/editor/fork/publish"))

    assert (
        "‘서쪽으로 가요’ 화면에 있거나 그 링크를 받은 1명이 자리를 잃어요"
        in before.select_one(".notice.stop").text
    )
    buttons = [tag.text.strip() for tag in before.select("form button")]
    assert ("펴내기" in buttons, "잃어도 펴내기" in buttons) == (False, True)
    unseen = press(editor, before, "잃어도 펴내기", accepted="")

    assert (unseen.status_code, "저장한 것을 잃는 글" in unseen.text) == (422, True)
    assert shown(app).step("west")
    assert (folder / "fork.yaml").read_text("utf-8") == file

    assert press(editor, before, "잃어도 펴내기").status_code == 303
    assert shown(app).step("sunset")


@pytest.mark.usefixtures("walker")
def test_what_was_typed_in_since_is_not_published_unseen(app, editor):
    page = text_page(editor)
    send(editor, page, text=renamed(page))
    before = soup_of(editor.get("/editor/fork/publish"))
    again = text_page(editor)
    send(editor, again, "note", text=renamed(page, "딴갈래"))

    answer = press(editor, before)

    assert (answer.status_code, answer.location) == (303, "/editor/fork/publish")
    assert refusal(editor, answer.location).startswith("그 사이 글이 바뀌었어요")
    assert shown(app).title == "갈림길"


@pytest.mark.usefixtures("walker")
def test_the_same_press_twice_publishes_once(app, editor):
    page = text_page(editor)
    send(editor, page, text=renamed(page))
    before = soup_of(editor.get("/editor/fork/publish"))

    first, second = press(editor, before), press(editor, before)

    assert {first.status_code, second.status_code} == {303}
    assert services_of(app).publishing.release_store.newest_number() == 2


def test_links_that_may_still_be_opened_are_counted(app, editor):
    invited(app, ACE, Destination("fork", "west", {"which": ("left",)}))
    page = text_page(editor)

    send(editor, page, text=losing(page))

    said = soup_of(editor.get("/editor/fork/publish")).select_one(".touched").text
    assert said == "보낸 링크 1개 (그중 1개는 없어지는 화면으로)"


@pytest.mark.parametrize("path", ["publish", "publication", "schedule", "review"])
def test_a_guide_that_is_none_has_nothing_to_publish(editor, path):
    assert editor.get(f"/editor/nowhere/{path}", follow_redirects=True).status_code == 404


def test_what_is_published_already_leads_back_to_the_text(editor):
    answer = editor.get("/editor/fork/publish")

    assert answer.location == "/editor/fork/text"
    assert refusal(editor, answer.location).endswith("펴낼 것이 없어요.")


def test_a_faulty_text_leads_back_to_its_faults(editor):
    page = text_page(editor)
    send(editor, page, "note", text=typed(page) + "없는항목: 가\n")

    assert editor.get("/editor/fork/publish").location == "/editor/fork/text"
    assert refusal(editor, "/editor/fork/text") == FAULTY


def away(*_args, **_values):
    raise UnavailableError("OperationalError")


@pytest.mark.usefixtures("walker")
def test_a_text_whose_draft_could_not_be_kept_comes_back_and_is_not_published(
    app, editor, folder, monkeypatch
):
    page, file = text_page(editor), (folder / "fork.yaml").read_text("utf-8")
    monkeypatch.setattr(DraftStore, "write", away)

    answer = send(editor, page, text=renamed(page))

    assert (answer.status_code, typed(soup_of(answer))) == (503, renamed(page))
    assert shown(app).title == "갈림길"
    assert (folder / "fork.yaml").read_text("utf-8") == file


def test_a_page_names_itself_by_letters_alone(app, editor):
    page = text_page(editor)
    said = form_of(page, text=renamed(page), window="a\0b")

    editor.post("/editor/fork/note", data=said, content_type="multipart/form-data")

    [line] = services_of(app).drafts.everybodys()
    assert services_of(app).drafts.draft(line.id)[0].window == "ab"


@pytest.mark.usefixtures("walker")
def test_that_any_loss_may_be_is_not_said_in_a_browser(app, editor):
    page = text_page(editor)
    send(editor, page, text=losing(page))
    before = soup_of(editor.get("/editor/fork/publish"))

    assert press(editor, before, "잃어도 펴내기", accepted="*").status_code == 422
    assert shown(app).step("west")


@pytest.mark.usefixtures("walker")
def test_a_loss_that_was_seen_and_could_not_be_published_waits_for_another_press_and_says_so(
    app, editor, monkeypatch
):
    page = text_page(editor)
    send(editor, page, text=losing(page))
    before = soup_of(editor.get("/editor/fork/publish"))
    with monkeypatch.context() as patched:
        patched.setattr(ReleaseStore, "add", away)
        led = press(editor, before, "잃어도 펴내기")
    services_of(app).publishing.publish()  # as the watch does

    assert "저절로 펴내지 않는 글" in editor.get(led.location).text
    assert shown(app).step("west")
    again = soup_of(editor.get("/editor/fork/publish"))
    assert press(editor, again, "잃어도 펴내기").status_code == 303
    assert shown(app).step("sunset")


@pytest.mark.usefixtures("walker")
def test_a_text_that_is_left_out_as_it_is_published_is_not_said_to_be_published(
    app, editor, monkeypatch
):
    page = text_page(editor)
    send(editor, page, text=losing(page))
    before = soup_of(editor.get("/editor/fork/publish"))
    monkeypatch.setattr(  # somebody saved something else that it loses, just then
        PublishingEffects, "harmless", lambda self, at, offered, _seen, place: HARMLESS(self, at, offered, {}, place)
    )  # fmt: skip

    led = press(editor, before, "잃어도 펴내기")

    assert "펴내지 않았어요" in editor.get(led.location).text
    assert shown(app).step("west")
