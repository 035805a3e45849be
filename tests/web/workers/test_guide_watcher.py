"""The guides that a process shows follow the folder and every other process."""

from contextlib import suppress

import pytest
from conftest import prepared, settings_for, soup_of
from support.folders import edit, folder_in, spoil

from wizard.app import create_app
from wizard.content.own_folder import OwnFolder
from wizard.content.release_store import ReleaseStore
from wizard.errors import ConflictError, UnavailableError
from wizard.web.workers.guide_watcher import GuideWatcher


@pytest.fixture
def settings(tmp_path):
    """Settings whose folder of guides a test may edit."""
    return prepared(settings_for(tmp_path, guides=folder_in(tmp_path)))


@pytest.fixture
def twins(settings):
    """Two processes' applications over one house, each with its watch."""
    apps = [create_app(settings) for _ in range(2)]
    watches = [GuideWatcher(app) for app in apps]
    settle(*watches)
    yield watches
    for app in apps:
        app.extensions["wizard"].accounts.engine.dispose()


def settle(*watches):
    for _ in range(3):
        for watch in watches:
            watch.look()


def title_at(watch, path="/guides/fork"):
    return soup_of(watch.app.test_client().get(path)).h1.text


def rename(folder, title):
    file = folder / "fork.yaml"
    lines = file.read_text("utf-8").splitlines()
    file.write_text(
        "\n".join(f"title: {title}" if line.startswith("title:") else line for line in lines)
        + "\n",
        "utf-8",
    )


def test_an_edit_is_shown_by_every_process_as_page_home_and_step(twins, settings):
    rename(settings.guides, "새갈래")

    settle(*twins)

    for watch in twins:
        client = watch.app.test_client()
        assert "새갈래" in title_at(watch)
        assert "새갈래" in client.get("/").text
        assert "새갈래" in client.get("/guides/fork/hello").text


def test_a_file_that_still_changes_is_not_read(twins, settings):
    watch = twins[0]
    for letter in "가나다라":
        rename(settings.guides, letter * 3)
        watch.look()

        assert "갈림길" in title_at(watch)

    watch.look()
    watch.look()
    assert "라라라" in title_at(watch)


def test_a_rollback_is_shown_by_every_process_and_stays(twins, settings):
    rename(settings.guides, "새갈래")
    settle(*twins)

    twins[0].app_state.services.publishing.roll_back("operator")
    settle(*twins)

    assert ["새갈래" in title_at(watch) for watch in twins] == [False, False]


def test_a_faulty_file_is_told_to_the_operator_and_not_to_the_reader(twins, settings):
    before = title_at(twins[0])
    spoil(settings.guides)

    settle(*twins)

    told = twins[1].app.test_client().get("/healthz").json
    assert list(told["faulty_guides"]) == ["fork"]
    assert title_at(twins[0]) == before


def test_one_request_sees_one_set_from_its_beginning_to_its_end(twins, settings):
    watch = twins[0]
    with watch.app.test_request_context("/"):
        first = watch.app_state.catalog
        rename(settings.guides, "새갈래")
        settle(watch)

        assert watch.app_state.catalog is first
    assert watch.app_state.catalog is not first


def test_what_cannot_be_published_is_tried_again_after_a_rest(twins, settings, monkeypatch):
    watch = twins[0]
    rename(settings.guides, "새갈래")

    def away(*_):
        raise UnavailableError("OperationalError")

    with monkeypatch.context() as patched:
        patched.setattr(ReleaseStore, "add", away)
        settle(watch)
    settle(watch)
    assert "새갈래" not in title_at(watch)

    watch.rests_until = 0.0
    settle(watch)
    assert "새갈래" in title_at(watch)


@pytest.mark.parametrize("broken", [ConflictError("fork", ""), RuntimeError("never seen before")])
def test_what_another_publishes_is_shown_though_this_ones_folder_breaks_its_publication(
    twins, settings, monkeypatch, broken
):
    one, other = twins
    rename(settings.guides, "새갈래")
    one.app_state.services.publishing.publish("operator")

    def breaks(*_args, **_options):
        raise broken

    monkeypatch.setattr(OwnFolder, "offered", breaks)
    for _ in range(3):
        with suppress(RuntimeError):
            other.look()

    assert "새갈래" in title_at(other)


@pytest.mark.parametrize("looks", [0, 1])
def test_whoever_breaks_its_looks_at_the_folder_asks_with_every_second_one_as_before(
    twins, settings, monkeypatch, looks
):
    one, other = twins
    other.looks = looks
    rename(settings.guides, "새갈래")

    def breaks(*_args, **_options):
        raise RuntimeError("never seen before")

    def ticks():
        with monkeypatch.context() as broken:
            broken.setattr(OwnFolder, "offered", breaks)
            for _ in range(3):
                with suppress(RuntimeError):
                    other.tick()

    ticks()
    one.app_state.services.publishing.publish("operator")
    ticks()

    assert "새갈래" in title_at(other)


def test_a_process_that_starts_while_the_file_is_faulty_shows_the_last_good_one(settings):
    create_app(settings)
    rename(settings.guides, "새갈래")
    create_app(settings)
    spoil(settings.guides)

    late = create_app(settings)

    assert "새갈래" in late.test_client().get("/guides/fork").text


def test_a_process_that_starts_without_a_database_shows_the_folder(tmp_path, settings):
    edit(settings.guides)
    (tmp_path / "wizard.db").write_bytes(b"no database at all")

    app = create_app(settings)

    assert app.test_client().get("/guides/fork").status_code == 200
