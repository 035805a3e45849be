"""What one machine publishes, every machine of the same PostgreSQL shows; without it, each its own copy."""

import shutil
from dataclasses import replace

import pytest
from conftest import prepared, settings_for
from support.folders import edit, folder_in
from support.guide_texts import renamed, send, text_page, typed
from support.people import staff_client

from wizard.app import create_app
from wizard.errors import UnavailableError
from wizard.web.workers.guide_watcher import ASKS_EVERY, EVERY_S, GuideWatcher

AWAY = "postgresql+psycopg://nobody@127.0.0.1:1/none?connect_timeout=1"


@pytest.fixture
def settings(tmp_path, postgres_url):
    """Settings of two machines: a database and a key file are all that they have in common."""
    found = []
    for name in "ab":
        home = tmp_path / name
        home.mkdir()
        folder = folder_in(home)
        found.append(
            settings_for(home / "var", guides=folder, shared=True, database_url=postgres_url)
        )
    prepared(found[0])
    return found[0], replace(found[1], keys=found[0].keys)


@pytest.fixture
def machines(settings):
    """Each machine's watch; both have settled."""
    watches = [GuideWatcher(create_app(one)) for one in settings]
    settle(*watches)
    yield watches
    for watch in watches:
        watch.app_state.accounts.engine.dispose()


def settle(*watches):
    for _ in range(3):
        for watch in watches:
            watch.look()


def shown_at(watch, path="/guides/fork"):
    return watch.app.test_client().get(path)


def retitle(folder, title):
    file = folder / "fork.yaml"
    file.write_text(file.read_text("utf-8").replace("title: 갈림길", f"title: {title}"), "utf-8")


def test_a_machine_asks_so_often_that_a_publish_is_everywhere_within_two_seconds():
    assert EVERY_S * ASKS_EVERY <= 1


def test_a_publish_on_one_machine_is_on_the_other_with_its_next_look(machines, settings):
    first, second = machines
    before = second.app_state.published_guides.catalog.release
    shown_at(second), shown_at(second, "/")  # kept in memory from now on
    retitle(settings[0].guides, "새갈래")
    settle(first)

    second.look()

    assert second.app_state.published_guides.catalog.release == before + 1
    assert "새갈래" in shown_at(second).text
    assert "새갈래" in shown_at(second, "/").text


def test_no_machine_publishes_in_turn_with_another(machines, settings):
    retitle(settings[0].guides, "새갈래")

    for _ in range(4):
        settle(*machines)

    assert [watch.app_state.published_guides.catalog.release for watch in machines] == [2, 2]


def test_an_editor_is_answered_by_one_machine_and_then_by_the_other(machines, settings):
    first, second = machines
    here = staff_client(first.app, "editor")
    page = text_page(here)
    text, there = renamed(page), second.app.test_client()
    for cookie in here._cookies.values():
        there.set_cookie(cookie.key, cookie.value)

    noted = send(there, page, "note", text=text)
    again = typed(text_page(here))
    saved = send(there, page, text=text)

    assert (noted.status_code, saved.status_code) == (303, 303)
    assert "title: 새갈래" in again
    settle(first)
    assert "새갈래" in shown_at(first).text
    assert "title: 갈림길" in (settings[0].guides / "fork.yaml").read_text("utf-8")


def test_what_one_folder_cannot_bring_is_told_to_the_editors_and_the_operator(machines, settings):
    first, second = machines
    retitle(settings[0].guides, "새갈래")
    settle(first, second)
    edit(settings[1].guides)

    settle(second)

    told = second.app.test_client().get("/healthz").json["faulty_guides"]
    assert "wizard publish --over fork" in told["fork"][0]
    listed = staff_client(second.app, "editor").get("/editor").text
    assert "다른 곳에서 새 글을 펴냈어요" in listed


def test_a_machine_that_starts_while_the_database_is_away_shows_its_copy(machines, settings):
    retitle(settings[0].guides, "새갈래")
    settle(*machines)
    alone = replace(settings[1], database_url=AWAY)

    app = create_app(alone)

    answer = app.test_client().get("/guides/fork/hello")
    assert answer.status_code == 200
    assert app.test_client().get("/healthz").json["release"] == 2
    assert "새갈래" in app.test_client().get("/guides/fork").text


def test_a_machine_runs_on_while_the_database_is_away_and_follows_when_it_is_back(
    machines, settings, monkeypatch, caplog
):
    first, second = machines

    def away(*_):
        raise UnavailableError("OperationalError")

    with monkeypatch.context() as patched:
        patched.setattr("wizard.content.release_store.reading", away)
        edit(settings[1].guides)
        settle(second)
        second.rests_until = 0.0
        assert shown_at(second).status_code == 200
    assert caplog.text.count("it cannot be asked what was published") == 1

    retitle(settings[0].guides, "새갈래")
    settle(first)
    settle(second)
    assert "새갈래" in shown_at(second).text


def test_a_machine_without_a_copy_or_a_guide_starts_from_the_database_alone(machines, settings):
    retitle(settings[0].guides, "새갈래")
    settle(*machines)
    shutil.rmtree(settings[1].guides)
    shutil.rmtree(settings[1].published)

    app = create_app(settings[1])

    assert "새갈래" in app.test_client().get("/guides/fork").text
    assert settings[1].published.is_dir()
    app.extensions["wizard"].accounts.engine.dispose()
