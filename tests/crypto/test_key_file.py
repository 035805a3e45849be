import json
import stat
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from support.services import NOON

from wizard.crypto import key_file
from wizard.errors import KeysError

GOOD = {"session": "s", "seal": [{"id": "k1", "key": b64encode(bytes(32)).decode()}]}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "inner" / "keys.json"


def test_a_new_key_file_is_for_its_owner_only(file):
    key_file.create(file, NOON)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_key_file_with_a_key_added_is_still_for_its_owner_only_and_leaves_no_other(file):
    key_file.create(file, NOON)

    key_file.add(file, NOON)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("content", [None, b"", b"anything"], ids=["keys", "empty", "other"])
def test_a_file_that_is_there_is_never_overwritten(file, content):
    key_file.create(file, NOON)
    if content is not None:
        file.write_bytes(content)
    before = file.read_bytes()

    with pytest.raises(FileExistsError):
        key_file.create(file, NOON)

    assert file.read_bytes() == before


def test_what_was_created_is_what_is_loaded_and_no_two_are_alike(file, tmp_path):
    made = key_file.create(file, NOON)
    other = key_file.create(tmp_path / "other.json", NOON)

    assert key_file.load(file) == made
    assert made.ring.active.startswith("k20261123-")
    assert [len(key) for key in made.ring.keys.values()] == [32]
    assert made.session != other.session
    assert set(made.ring.keys.values()).isdisjoint(other.ring.keys.values())


def test_an_added_key_comes_first_and_everything_older_stays(file):
    made = key_file.create(file, NOON)

    added = key_file.add(file, NOON)

    assert list(added.ring.keys)[1:] == list(made.ring.keys)
    assert added.session == made.session
    key_id, _, _ = added.ring.seal(b"x", "place").partition(".")
    assert key_id == added.ring.active != made.ring.active
    assert added.ring.open(made.ring.seal(b"x", "place"), "place") == b"x"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "keys",
        "[]",
        "{}",
        "null",
        "열쇠",
        json.dumps({"session": "s", "seal": []}),
        json.dumps({"seal": GOOD["seal"]}),
        json.dumps(GOOD | {"seal": [{"id": "k1"}]}),
        json.dumps(GOOD | {"seal": [{"id": "k1", "key": "planted!"}]}),
        json.dumps(GOOD | {"seal": [{"id": "k1", "key": b64encode(bytes(31)).decode()}]}),
        json.dumps(GOOD | {"seal": [*GOOD["seal"], {"id": "k2", "key": ""}]}),
        json.dumps(GOOD | {"seal": {"k1": "planted"}}),
    ],
    ids=[
        "empty",
        "no JSON",
        "list",
        "nothing in it",
        "null",
        "not ASCII",
        "no key",
        "no session",
        "key without value",
        "no base64",
        "key too short",
        "second key empty",
        "other shape",
    ],
)
def test_what_is_no_key_file_is_refused_by_its_name_and_not_changed(tmp_path, content):
    file = tmp_path / "keys.json"
    file.write_text(content, "utf-8")

    for use in (key_file.load, lambda file: key_file.add(file, NOON)):
        with pytest.raises(KeysError) as refusal:
            use(file)
        assert str(file) in str(refusal.value)
        assert "planted" not in str(refusal.value)
    assert file.read_text("utf-8") == content


def test_a_missing_file_is_refused_by_its_name_and_not_made(file):
    for use in (key_file.load, lambda file: key_file.add(file, NOON)):
        with pytest.raises(KeysError, match="키 파일이 없어요"):
            use(file)

    assert not file.exists()


def test_a_folder_in_place_of_the_file_is_refused(tmp_path):
    with pytest.raises(KeysError, match="읽을 수 있는 키 파일이 아니에요"):
        key_file.load(tmp_path)


def test_nothing_that_prints_the_keys_prints_a_key(file):
    made = key_file.create(file, NOON)
    [key] = made.ring.keys.values()

    told = f"{made!r}{made}{made.ring!r}"
    assert made.session not in told
    assert repr(key) not in told
    assert b64encode(key).decode() not in told


def test_of_many_that_make_the_first_key_at_once_one_does_and_all_read_it_whole(file):
    def make(_):
        with suppress(FileExistsError):
            key_file.create(file, NOON)
        return key_file.load(file).ring.active

    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(make, range(32)))

    assert len(made) == 1
    assert list(file.parent.iterdir()) == [file]
