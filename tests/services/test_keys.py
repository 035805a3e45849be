import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest
import sqlalchemy as sa
from support.services import FIRM, NOON, draft, dump, opened, services_of

from wizard.crypto import key_file
from wizard.db.engine import together
from wizard.db.models import AccountField, KeyCheck
from wizard.db.queries import seals
from wizard.errors import KeysError, NotFoundError
from wizard.services.key_rotation import Rotation, rotate
from wizard.services.keys import Keys


@pytest.fixture
def services(engine, tmp_path):
    return services_of(engine, tmp_path)


def swap(file, make=key_file.create):
    """Put another key file in place of the right one; give the right one's content."""
    right = file.read_bytes()
    file.unlink()
    if make:
        make(file, NOON)
    return right


def fill(services, accounts):
    """Save some accounts of two values each; give their ids."""
    return [services.save(draft(f"form-{number}"), FIRM) for number in range(accounts)]


def count_by(engine, key_id):
    with engine.connect() as connection:
        return seals.count_sealed_by(connection, key_id)


def test_of_machines_that_begin_at_one_instant_one_makes_the_key_and_the_others_make_no_file(
    engine, tmp_path
):
    machines = [Keys(tmp_path / f"machine-{number}" / "keys.json", engine) for number in range(6)]
    start = Barrier(len(machines))

    def begin(keys):
        start.wait()
        return keys.begin(NOON)

    with ThreadPoolExecutor(len(machines)) as pool:
        made = list(pool.map(begin, machines))

    [first] = [keys for keys, key_id in zip(machines, made, strict=True) if key_id]
    assert [keys.file.exists() for keys in machines] == [keys is first for keys in machines]
    assert [one.key_id for one in rows_of(engine)] == [first.ring().active]
    others = [keys for keys in machines if keys is not first]
    assert not any(keys.can_seal() for keys in others)
    others[0].file.parent.mkdir(exist_ok=True)
    others[0].file.write_bytes(first.file.read_bytes())
    assert others[0].can_seal()


def rows_of(engine):
    with engine.connect() as connection:
        return connection.execute(sa.select(KeyCheck.__table__)).all()


def test_a_machine_learns_that_another_seals_with_a_key_that_its_own_file_lacks(services, tmp_path):
    services.save(draft(), FIRM)
    other = Keys(tmp_path / "other" / "keys.json", services.engine)
    other.file.parent.mkdir()
    other.file.write_bytes(services.keys.file.read_bytes())
    assert other.ring_anew()

    key_file.add(services.keys.file, NOON)
    services.save(draft("form-2"), FIRM)

    with pytest.raises(KeysError, match="다른 기계의 키 파일"):
        other.ring_anew()
    assert not other.can_seal()
    other.file.write_bytes(services.keys.file.read_bytes())
    assert other.ring_anew().active == services.keys.ring().active


@pytest.mark.parametrize(
    "act",
    [
        lambda services, _: services.save(draft("form-2"), FIRM),
        lambda services, ids: services.replace(draft(api_key="another"), *ids),
    ],
    ids=["save", "replace"],
)
def test_a_wrong_key_file_refuses_and_changes_nothing_in_the_database(services, act):
    ids = services.save(draft(), FIRM)
    before = dump(services.engine)
    swap(services.keys.file)

    with pytest.raises(KeysError, match="이 데이터베이스를 잠근 키"):
        act(services, ids)

    assert dump(services.engine) == before


def test_a_wrong_key_file_refuses_at_the_first_use_after_a_restart_too(services):
    services.save(draft(), FIRM)
    before = dump(services.engine)
    swap(services.keys.file)

    with pytest.raises(KeysError):
        Keys(services.keys.file, services.engine).ring()

    assert dump(services.engine) == before


def test_whether_anything_can_be_sealed_is_asked_without_an_error(services):
    services.save(draft(), FIRM)
    assert services.keys.can_seal()

    right = swap(services.keys.file)
    assert not services.keys.can_seal()
    services.keys.file.unlink()
    assert not services.keys.can_seal()
    services.keys.file.write_bytes(right)
    assert services.keys.can_seal()


def test_another_key_under_the_right_name_refuses(services):
    services.save(draft(), FIRM)
    active = services.keys.ring().active.encode()
    swap(services.keys.file)
    other = key_file.load(services.keys.file).ring.active.encode()
    services.keys.file.write_bytes(services.keys.file.read_bytes().replace(other, active))

    with pytest.raises(KeysError, match="이 데이터베이스를 잠근 키"):
        Keys(services.keys.file, services.engine).ring()


def test_a_key_file_that_went_missing_refuses_and_changes_nothing(services):
    seller, account = services.save(draft(), FIRM)
    before = dump(services.engine)
    swap(services.keys.file, make=None)

    with pytest.raises(KeysError, match="키 파일이 없어요"):
        services.save(draft("form-2"), FIRM)

    assert dump(services.engine) == before
    assert services.card(seller, account).tails == {"login_id": "••••", "api_key": "••••"}


def test_the_right_key_file_put_back_works_again_without_a_restart(services):
    seller, account = services.save(draft(), FIRM)
    right = swap(services.keys.file)
    with pytest.raises(KeysError):
        services.keys.ring()

    services.keys.file.write_bytes(right)

    assert services.card(seller, account).tails["api_key"] == "••••alue"


def test_a_new_key_seals_from_the_next_save_without_a_restart_and_old_values_open(services):
    _, old = services.save(draft(), FIRM)
    added = key_file.add(services.keys.file, NOON).ring.active

    _, new = services.save(draft("form-2"), FIRM)

    assert services.keys.ring().active == added
    assert count_by(services.engine, added) == 2
    assert opened(services, old) == opened(services, new) == draft().values


def test_a_file_that_lost_an_old_key_refuses(services):
    services.save(draft(), FIRM)
    key_file.add(services.keys.file, NOON)
    data = json.loads(services.keys.file.read_text())
    services.keys.file.write_text(json.dumps(data | {"seal": data["seal"][:1]}))

    with pytest.raises(KeysError, match=data["seal"][1]["id"]):
        services.keys.ring()


def test_many_processes_that_use_a_key_for_the_first_time_at_once_all_may(services):
    start = Barrier(8)

    def first_use(_):
        keys = Keys(services.keys.file, services.engine)
        start.wait()
        return keys.ring().active

    with ThreadPoolExecutor(8) as pool:
        active = set(pool.map(first_use, range(8)))

    assert len(active) == len(dump(services.engine)["key_check"]) == 1


def test_a_key_whose_first_use_was_taken_back_is_used_for_the_first_time_again(services):
    keys = services.keys

    with suppress(NotFoundError), together(keys.engine):
        keys.ring()
        raise NotFoundError
    assert rows_of(keys.engine) == []
    keys.ring()

    assert [one.key_id for one in rows_of(keys.engine)] == [keys.ring().active]


def test_a_vault_prints_no_key(services):
    ring = services.keys.ring()

    assert repr(ring.keys[ring.active]) not in repr(services.keys)
    assert "Keyring" not in repr(services.keys)


@pytest.mark.parametrize("batch", [1, 2, 4, 500])
def test_rotation_seals_every_value_again_once_and_each_still_opens(services, batch):
    accounts = fill(services, 2)
    ring = key_file.add(services.keys.file, NOON).ring

    assert rotate(services.engine, ring, batch) == Rotation(4)
    assert rotate(services.engine, ring, batch) == Rotation(0)
    assert count_by(services.engine, ring.active) == 4
    assert all(opened(services, account) == draft().values for _, account in accounts)


def test_rotation_leaves_open_values_as_they_are(services):
    seller, account = services.save(draft(open_names=frozenset({"login_id"})), FIRM)
    ring = key_file.add(services.keys.file, NOON).ring

    assert rotate(services.engine, ring) == Rotation(1)
    assert services.card(seller, account).tails["login_id"] == "planted-login-id"


def test_rotation_stopped_after_one_batch_goes_on_where_it_stopped(services):
    accounts = fill(services, 3)
    ring = key_file.add(services.keys.file, NOON).ring
    commits = []

    def stop(_connection):
        commits.append(1)
        if len(commits) == 2:
            raise KeyboardInterrupt

    sa.event.listen(services.engine, "commit", stop)
    with pytest.raises(KeyboardInterrupt):
        rotate(services.engine, ring, batch=2)
    sa.event.remove(services.engine, "commit", stop)

    assert count_by(services.engine, ring.active) == 2
    assert all(opened(services, account) == draft().values for _, account in accounts)
    assert rotate(services.engine, ring, batch=2) == Rotation(4)


def test_a_value_changed_since_it_was_read_is_not_overwritten_by_rotation(services):
    [(seller, account)] = fill(services, 1)
    ring = key_file.add(services.keys.file, NOON).ring
    with services.engine.begin() as connection:
        rows = seals.sealed_fields(connection, ring.active, 10)
    services.replace(draft(login_id="", api_key="changed-meanwhile"), seller, account)

    with services.engine.begin() as connection:
        done = {row.name: seals.reseal_field(connection, row, "stale") for row in rows}

    assert done == {"login_id": True, "api_key": False}
    with services.engine.connect() as connection:
        stored = connection.execute(sa.select(AccountField.name, AccountField.value)).all()
    assert [row.name for row in stored if row.value == "stale"] == ["login_id"]


def test_rotation_and_a_busy_seller_get_along(services):
    [(seller, account)] = fill(services, 1)
    ring = key_file.add(services.keys.file, NOON).ring

    def change(number):
        services.replace(draft(login_id="", api_key=f"value-{number}"), seller, account)

    with ThreadPoolExecutor(4) as pool:
        turning = [pool.submit(rotate, services.engine, ring, 1) for _ in range(10)]
        for number in range(20):
            change(number)
        [turn.result() for turn in turning]

    assert opened(services, account) == {"login_id": "planted-login-id", "api_key": "value-19"}
    assert count_by(services.engine, ring.active) == 2


def test_after_a_whole_rotation_the_old_key_may_leave_the_file(services):
    [(_, account)] = fill(services, 1)
    key_file.add(services.keys.file, NOON)
    ring = services.keys.ring()
    rotate(services.engine, ring)
    data = json.loads(services.keys.file.read_text())
    data["seal"] = data["seal"][:1]
    services.keys.file.write_text(json.dumps(data))

    assert list(Keys(services.keys.file, services.engine).ring().keys) == [ring.active]
    assert opened(services, account) == draft().values


@pytest.mark.parametrize("batch", [1, 500])
def test_a_value_that_no_key_opens_is_named_and_stops_no_other(services, batch):
    [(_, first), (_, second)] = fill(services, 2)
    with services.engine.begin() as connection:
        broken = sa.update(AccountField).where(
            AccountField.account_id == first, AccountField.name == "api_key"
        )
        old = services.keys.ring().active
        connection.execute(broken.values(value=f"{old}.{'A' * 60}"))
    key_file.add(services.keys.file, NOON)
    ring = services.keys.ring()

    done = rotate(services.engine, ring, batch)

    assert done == Rotation(3, ((first, "api_key"),))
    assert opened(services, second) == draft().values
    assert set(Keys(services.keys.file, services.engine).ring().keys) == {old, ring.active}


def test_of_two_key_files_that_are_used_first_at_one_moment_one_is_trusted_for_good(
    services, tmp_path
):
    files = [tmp_path / "one.json", tmp_path / "other.json"]
    for file in files:
        key_file.create(file, NOON)
    start = Barrier(2)

    class Slow(Keys):
        """Looks before it is the other's turn to write, as two machines do."""

        def _remember(self, ring):
            start.wait()
            super()._remember(ring)

    def first_use(file):
        try:
            return Slow(file, services.engine).ring().active
        except KeysError:
            return ""

    with ThreadPoolExecutor(2) as pool:
        trusted = [active for active in pool.map(first_use, files) if active]

    assert len(trusted) == len(dump(services.engine)["key_check"]) == 1
    again = []
    for file in files:
        with suppress(KeysError):
            again.append(Keys(file, services.engine).ring().active)
    assert again == trusted
