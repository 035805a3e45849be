"""A machine's own copy shows readers everything, and nothing that is not as it was published."""

import pytest
from support.folders import edit, folder_in, publishing_of, store_in

from wizard.content.local_copy import LocalCopy
from wizard.errors import NotFoundError, UnavailableError


@pytest.fixture
def publishing(engine, tmp_path):
    """Guides that were published, and copied to this machine."""
    publishing = publishing_of(engine, folder_in(tmp_path))
    store = publishing.release_store
    store.keep_local(publishing.publish().release)
    return publishing


@pytest.fixture
def alone(publishing, monkeypatch):
    """What was published as a process of this machine has it while the database is away."""

    def away(*_):
        raise UnavailableError("OperationalError")

    monkeypatch.setattr("wizard.content.release_store.reading", away)
    return store_in(publishing.engine, publishing.folder.parent)


def copies(publishing):
    return sorted(publishing.release_store.local.home.rglob("*.zip"))


def test_the_copy_alone_shows_every_guide(alone):
    release = alone.local.newest()

    catalog = alone.catalog(release, {})

    assert (release.number, list(catalog.guides)) == (1, ["agency", "fork", "keys"])
    assert catalog.constants["server_ip"] == "192.0.2.15"


def test_a_machine_without_a_copy_fills_it_out_of_the_database(publishing, tmp_path):
    other = store_in(publishing.engine, tmp_path / "other")
    other.keep_local(other.newest())

    mine = publishing.release_store.local
    assert other.local.newest() == mine.newest()
    assert [file.read_bytes() for file in sorted(other.local.home.rglob("*.zip"))] == [
        file.read_bytes() for file in copies(publishing)
    ]


@pytest.mark.parametrize(
    "harm",
    [lambda raw: raw[:100], lambda _: b"", lambda raw: raw[:60] + b"\xff" * 40 + raw[100:]],
    ids=["cut off", "empty", "spoilt"],
)
def test_a_damaged_copy_is_fetched_again(publishing, harm):
    before = [file.read_bytes() for file in copies(publishing)]
    for file in copies(publishing):
        file.write_bytes(harm(file.read_bytes()))
    fresh = store_in(publishing.engine, publishing.folder.parent)

    catalog = fresh.catalog(fresh.newest(), {})
    fresh.keep_local(fresh.newest())

    assert catalog.faults == {}
    assert [file.read_bytes() for file in copies(publishing)] == before


@pytest.mark.parametrize("harm", [b"", b"{}", b"[]\n{}"])
def test_a_damaged_list_of_what_is_shown_is_none(publishing, harm):
    local = publishing.release_store.local
    (local.home / "newest.json").write_bytes(harm)

    assert local.newest() is None


def test_a_list_that_was_altered_is_none(publishing):
    local = publishing.release_store.local
    file = local.home / "newest.json"
    file.write_bytes(file.read_bytes().replace(b'"number": 1', b'"number": 7'))

    assert local.newest() is None


def test_the_copy_holds_what_is_shown_and_what_was_shown_before_alone(publishing):
    store = publishing.release_store
    for name in ("둘째", "셋째", "넷째"):
        edit(publishing.folder, aka=name)
        store.keep_local(publishing.publish().release)

    shown, before = store.newest().parts["fork"], store.release(3).parts["fork"]
    assert {file.stem for file in store.local.home.glob("guides/fork/*.zip")} == {shown, before}
    assert store.guide_revision("fork", store.release(1).parts["fork"]).guide.aka == ()


@pytest.mark.parametrize(
    ("name", "revision"), [("fork", "0" * 16), ("fork", "../../x"), ("..", "ab"), ("", "")]
)
def test_nothing_else_is_read(tmp_path, name, revision):
    with pytest.raises(NotFoundError):
        LocalCopy(tmp_path).files(name, revision)
