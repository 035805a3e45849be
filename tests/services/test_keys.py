import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa
from support.services import FIRM, NOON, desk_of, draft, dump, opened

from wizard.crypto import key_file
from wizard.db.models import AccountField
from wizard.db.queries import seals
from wizard.errors import KeysError
from wizard.services.keys import Keys, Rotation, rotate


@pytest.fixture
def desk(engine, tmp_path):
    return desk_of(engine, tmp_path)


def swap(file, make=key_file.create):
    """Put another key file in place of the right one; give the right one's content."""
    right = file.read_bytes()
    file.unlink()
    if make:
        make(file, NOON)
    return right


def fill(desk, accounts):
    """Save some accounts of two values each; give their ids."""
    return [desk.save(draft(f"form-{number}"), FIRM) for number in range(accounts)]


def count_by(engine, key_id):
    with engine.connect() as connection:
        return seals.count_sealed_by(connection, key_id)


def test_a_database_is_fresh_until_a_key_is_used_with_it(desk):
    assert desk.vault.is_fresh()

    desk.vault.ring()

    assert not desk.vault.is_fresh()


@pytest.mark.parametrize(
    "act",
    [
        lambda desk, _: desk.save(draft("form-2"), FIRM),
        lambda desk, ids: desk.replace(draft(api_key="another"), *ids),
    ],
    ids=["save", "replace"],
)
def test_a_wrong_key_file_refuses_and_changes_nothing_in_the_database(desk, act):
    ids = desk.save(draft(), FIRM)
    before = dump(desk.engine)
    swap(desk.vault.file)

    with pytest.raises(KeysError, match="has no key that opens"):
        act(desk, ids)

    assert dump(desk.engine) == before


def test_a_wrong_key_file_refuses_at_the_first_use_after_a_restart_too(desk):
    desk.save(draft(), FIRM)
    before = dump(desk.engine)
    swap(desk.vault.file)

    with pytest.raises(KeysError):
        Keys(desk.vault.file, desk.engine).ring()

    assert dump(desk.engine) == before


def test_another_key_under_the_right_name_refuses(desk):
    desk.save(draft(), FIRM)
    active = desk.vault.ring().active.encode()
    swap(desk.vault.file)
    other = key_file.load(desk.vault.file).ring.active.encode()
    desk.vault.file.write_bytes(desk.vault.file.read_bytes().replace(other, active))

    with pytest.raises(KeysError, match="has no key that opens"):
        Keys(desk.vault.file, desk.engine).ring()


def test_a_key_file_that_went_missing_refuses_and_changes_nothing(desk):
    seller, account = desk.save(draft(), FIRM)
    before = dump(desk.engine)
    swap(desk.vault.file, make=None)

    with pytest.raises(KeysError, match="no key file at"):
        desk.save(draft("form-2"), FIRM)

    assert dump(desk.engine) == before
    assert desk.card(seller, account).tails == {"login_id": "••••", "api_key": "••••"}


def test_the_right_key_file_put_back_works_again_without_a_restart(desk):
    seller, account = desk.save(draft(), FIRM)
    right = swap(desk.vault.file)
    with pytest.raises(KeysError):
        desk.vault.ring()

    desk.vault.file.write_bytes(right)

    assert desk.card(seller, account).tails["api_key"] == "••••alue"


def test_a_new_key_seals_from_the_next_save_without_a_restart_and_old_values_open(desk):
    _, old = desk.save(draft(), FIRM)
    added = key_file.add(desk.vault.file, NOON).ring.active

    _, new = desk.save(draft("form-2"), FIRM)

    assert desk.vault.ring().active == added
    assert count_by(desk.engine, added) == 2
    assert opened(desk, old) == opened(desk, new) == draft().values


def test_a_file_that_lost_an_old_key_refuses(desk):
    desk.save(draft(), FIRM)
    key_file.add(desk.vault.file, NOON)
    data = json.loads(desk.vault.file.read_text())
    desk.vault.file.write_text(json.dumps(data | {"seal": data["seal"][:1]}))

    with pytest.raises(KeysError, match=data["seal"][1]["id"]):
        desk.vault.ring()


def test_many_processes_that_use_a_key_for_the_first_time_at_once_all_may(desk):
    start = Barrier(8)

    def first_use(_):
        vault = Keys(desk.vault.file, desk.engine)
        start.wait()
        return vault.ring().active

    with ThreadPoolExecutor(8) as pool:
        active = set(pool.map(first_use, range(8)))

    assert len(active) == len(dump(desk.engine)["key_check"]) == 1


def test_a_vault_prints_no_key(desk):
    ring = desk.vault.ring()

    assert repr(ring.keys[ring.active]) not in repr(desk.vault)
    assert "Keyring" not in repr(desk.vault)


@pytest.mark.parametrize("batch", [1, 2, 4, 500])
def test_rotation_seals_every_value_again_once_and_each_still_opens(desk, batch):
    accounts = fill(desk, 2)
    ring = key_file.add(desk.vault.file, NOON).ring

    assert rotate(desk.engine, ring, batch) == Rotation(4)
    assert rotate(desk.engine, ring, batch) == Rotation(0)
    assert count_by(desk.engine, ring.active) == 4
    assert all(opened(desk, account) == draft().values for _, account in accounts)


def test_rotation_leaves_open_values_as_they_are(desk):
    seller, account = desk.save(draft(open_names=frozenset({"login_id"})), FIRM)
    ring = key_file.add(desk.vault.file, NOON).ring

    assert rotate(desk.engine, ring) == Rotation(1)
    assert desk.card(seller, account).tails["login_id"] == "planted-login-id"


def test_rotation_stopped_after_one_batch_goes_on_where_it_stopped(desk):
    accounts = fill(desk, 3)
    ring = key_file.add(desk.vault.file, NOON).ring
    commits = []

    def stop(_connection):
        commits.append(1)
        if len(commits) == 2:
            raise KeyboardInterrupt

    sa.event.listen(desk.engine, "commit", stop)
    with pytest.raises(KeyboardInterrupt):
        rotate(desk.engine, ring, batch=2)
    sa.event.remove(desk.engine, "commit", stop)

    assert count_by(desk.engine, ring.active) == 2
    assert all(opened(desk, account) == draft().values for _, account in accounts)
    assert rotate(desk.engine, ring, batch=2) == Rotation(4)


def test_a_value_changed_since_it_was_read_is_not_overwritten_by_rotation(desk):
    [(seller, account)] = fill(desk, 1)
    ring = key_file.add(desk.vault.file, NOON).ring
    with desk.engine.begin() as connection:
        rows = seals.sealed_fields(connection, ring.active, 10)
    desk.replace(draft(login_id="", api_key="changed-meanwhile"), seller, account)

    with desk.engine.begin() as connection:
        done = {row.name: seals.reseal_field(connection, row, "stale") for row in rows}

    assert done == {"login_id": True, "api_key": False}
    with desk.engine.connect() as connection:
        stored = connection.execute(sa.select(AccountField.name, AccountField.value)).all()
    assert [row.name for row in stored if row.value == "stale"] == ["login_id"]


def test_rotation_and_a_busy_seller_get_along(desk):
    [(seller, account)] = fill(desk, 1)
    ring = key_file.add(desk.vault.file, NOON).ring

    def change(number):
        desk.replace(draft(login_id="", api_key=f"value-{number}"), seller, account)

    with ThreadPoolExecutor(4) as pool:
        turning = [pool.submit(rotate, desk.engine, ring, 1) for _ in range(10)]
        for number in range(20):
            change(number)
        [turn.result() for turn in turning]

    assert opened(desk, account) == {"login_id": "planted-login-id", "api_key": "value-19"}
    assert count_by(desk.engine, ring.active) == 2


def test_after_a_whole_rotation_the_old_key_may_leave_the_file(desk):
    [(_, account)] = fill(desk, 1)
    key_file.add(desk.vault.file, NOON)
    ring = desk.vault.ring()
    rotate(desk.engine, ring)
    data = json.loads(desk.vault.file.read_text())
    data["seal"] = data["seal"][:1]
    desk.vault.file.write_text(json.dumps(data))

    assert list(Keys(desk.vault.file, desk.engine).ring().keys) == [ring.active]
    assert opened(desk, account) == draft().values


@pytest.mark.parametrize("batch", [1, 500])
def test_a_value_that_no_key_opens_is_named_and_stops_no_other(desk, batch):
    [(_, first), (_, second)] = fill(desk, 2)
    with desk.engine.begin() as connection:
        broken = sa.update(AccountField).where(
            AccountField.account_id == first, AccountField.name == "api_key"
        )
        old = desk.vault.ring().active
        connection.execute(broken.values(value=f"{old}.{'A' * 60}"))
    key_file.add(desk.vault.file, NOON)
    ring = desk.vault.ring()

    done = rotate(desk.engine, ring, batch)

    assert done == Rotation(3, ((first, "api_key"),))
    assert opened(desk, second) == draft().values
    assert set(Keys(desk.vault.file, desk.engine).ring().keys) == {old, ring.active}
