"""‘오늘 확인했어요’: the day stands in the guide's text, is published, and nobody else's words move."""

from dataclasses import replace

import pytest
from conftest import soup_of
from support.folders import app, edit, editor, folder, spoil
from support.guide_texts import send, text_page, typed
from support.people import events, services_of, staff_client, token_of

from wizard.web.workers.guide_watcher import GuideWatcher

FIXTURES = (app, editor, folder)


@pytest.fixture
def stale(app, folder):
    """Readers see a guide that nobody has looked at for long."""
    file = folder / "fork.yaml"
    file.write_text(file.read_text("utf-8").replace("2026-11-23", "2025-01-02"), "utf-8")
    services_of(app).publishing.publish()
    GuideWatcher(app).look()
    return app.extensions["wizard"].today


def buttons(client):
    page = soup_of(client.get("/staff/freshness"))
    return {form["action"]: form for form in page.select("form[action$='/looked']")}


def kinds(app):
    return [kind for kind, _ in events(app)]


def press(client, mall="fork", **values):
    form = buttons(client)[f"/editor/{mall}/looked"]
    sent = {tag["name"]: tag["value"] for tag in form.select("input")} | values
    return client.post(form["action"], data=sent)


def test_a_press_writes_the_day_of_korea_publishes_it_and_takes_the_guide_off_the_list(
    app, editor, folder, stale
):
    answer = press(editor)

    page = soup_of(editor.get(answer.location))
    text = (folder / "fork.yaml").read_text("utf-8")
    shown = services_of(app).publishing.catalog({}).guides["fork"].status
    assert answer.status_code == 303
    assert "오늘 본 것으로 날짜를 적었어요" in page.text
    assert f"status: {{state: open, checked_on: {stale}, looked: true}}\n" in text
    assert (shown.checked_on, shown.looked) == (stale, True)
    assert not page.select("form[action='/editor/fork/looked']")
    assert "guide.saved" in kinds(app)


def test_on_a_guides_own_page_it_is_pressed_whenever_it_was_looked_at_and_the_page_says_so(
    app, editor, stale
):
    page = soup_of(editor.get("/editor/fork"))
    assert "쇼핑몰의 화면을 본 사람은 아직 없어요" in page.select_one("main").text
    form = page.select_one("form[action='/editor/fork/looked']")
    sent = {tag["name"]: tag["value"] for tag in form.select("input")}

    answer = editor.post(form["action"], data=sent)
    GuideWatcher(app).look()

    assert answer.location == "/editor/fork"
    after = soup_of(editor.get("/editor/fork"))
    assert "오늘 본 것으로 날짜를 적었어요" in after.select_one(".good[role=status]").text
    assert "에 쇼핑몰의 화면을 보고 확인했어요" in after.select_one("main").text
    assert not after.select("form[action='/editor/fork/looked']")
    assert services_of(app).publishing.catalog({}).guides["fork"].status.checked_on == stale


@pytest.mark.usefixtures("stale")
def test_pressed_twice_it_is_written_once(app, editor):
    form = buttons(editor)["/editor/fork/looked"]
    sent = {tag["name"]: tag["value"] for tag in form.select("input")}

    editor.post(form["action"], data=sent)
    editor.post(form["action"], data=sent)

    assert kinds(app).count("guide.saved") == 1


def test_an_unfinished_text_of_ones_own_stays_and_is_put_together_later(editor, folder, stale):
    page = text_page(editor)
    mine = typed(page).replace("title: 갈림길", "title: 새갈래")
    send(editor, page, "note", text=mine)

    press(editor)

    assert typed(text_page(editor)) == mine
    merging = soup_of(editor.get("/editor/fork/difference")).select_one("form#merge")
    assert merging is not None
    assert f"checked_on: {stale}" in (folder / "fork.yaml").read_text("utf-8")


@pytest.mark.usefixtures("stale")
def test_a_guide_with_a_fault_is_left_as_it_is_and_the_editor_hears_why(editor, folder):
    form = buttons(editor)["/editor/fork/looked"]
    spoil(folder)
    before = (folder / "fork.yaml").read_bytes()

    answer = editor.post(
        form["action"], data={tag["name"]: tag["value"] for tag in form.select("input")}
    )

    said = soup_of(editor.get(answer.location)).text
    assert "날짜를 적지 않았어요" in said
    assert (folder / "fork.yaml").read_bytes() == before


def test_what_is_no_more_in_the_guide_is_said_to_be_gone(editor, folder, stale):
    answer = press(editor, seen="picture.nowhere.picture")

    assert "그 사이 안내가 바뀌어서" in editor.get(answer.location).text
    assert str(stale) not in (folder / "fork.yaml").read_text("utf-8")


def test_the_address_of_the_button_leads_back_to_the_list(editor):
    assert editor.get("/editor/fork/looked").location == "/staff/freshness"


def test_who_is_no_editor_writes_nothing(app, folder):
    support = staff_client(app, "support")
    before = (folder / "fork.yaml").read_bytes()

    answer = support.post(
        "/editor/fork/looked", data={"csrf_token": token_of(support, "/staff/me"), "seen": "guide"}
    )

    assert answer.status_code == 403
    assert (folder / "fork.yaml").read_bytes() == before


def test_a_text_that_was_taken_back_is_not_published_by_looking(app, editor, folder, stale):
    edit(folder)
    services_of(app).publishing.publish()
    services_of(app).publishing.roll_back("operator")
    GuideWatcher(app).look()
    shown = services_of(app).publishing.release_store.newest()

    answer = press(editor)

    assert "판매자가 보는 글과 고치는 글이 달라서" in editor.get(answer.location).text
    assert services_of(app).publishing.release_store.newest() == shown
    assert str(stale) not in (folder / "fork.yaml").read_text("utf-8")


@pytest.mark.usefixtures("stale")
def test_where_a_colleague_approves_first_a_look_publishes_nothing(app, editor, folder):
    known = app.extensions["wizard"]
    app.extensions["wizard"] = replace(known, settings=replace(known.settings, review=True))
    before = (folder / "fork.yaml").read_bytes()

    answer = press(editor)

    assert "다른 편집자가 살펴본 글만" in editor.get(answer.location).text
    assert (folder / "fork.yaml").read_bytes() == before
