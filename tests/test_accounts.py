from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from wizard import keyfile
from wizard.accounts import Accounts, Draft, NewSeller, NotFoundError
from wizard.errors import KeysError
from wizard.vault import Vault, rotate

FIRM = NewSeller("한빛상회", "2208162517", "01012345678")


def draft(token="form-1", **values):
    values = {"login_id": "shop1234", "api_key": "planted-secret-value"} | values
    return Draft("keys", "form", "rev", {}, token, values, frozenset(values))


@pytest.fixture
def desk(engine, tmp_path):
    file = tmp_path / "keys.json"
    keyfile.create(file, datetime.now(UTC))
    return Accounts(engine, Vault(file, engine))


def rows(desk, table):
    with desk.engine.connect() as connection:
        return connection.execute(text(f"select * from {table}")).all()


def test_a_value_is_stored_only_sealed(desk):
    desk.save(draft(), FIRM)

    assert "planted-secret-value" not in str(rows(desk, "account_field"))


def test_one_form_sent_by_many_at_once_is_saved_once(desk):
    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(lambda _: desk.save(draft(), FIRM), range(16)))

    assert len(ids) == len(rows(desk, "account")) == len(rows(desk, "seller")) == 1


def test_an_empty_value_keeps_the_stored_one(desk):
    seller, account = desk.save(draft(), FIRM)

    desk.replace(draft(api_key="", login_id="other"), seller, account)

    assert desk.card(seller, account).tails["api_key"] == "••••alue"


def test_another_sellers_account_is_not_there(desk):
    _, account = desk.save(draft(), FIRM)
    other, _ = desk.save(draft("form-2"), FIRM)

    for act in (desk.card, desk.delete, lambda s, a: desk.ask(s, a, "issuance")):
        with pytest.raises(NotFoundError):
            act(other, account)


def test_a_row_moved_to_another_account_does_not_open(desk):
    seller, first = desk.save(draft(), FIRM)
    _, second = desk.save(draft("form-2", api_key="another-secret-value"), seller)
    with desk.engine.begin() as connection:
        moved = "select value from account_field where account_id = :a and name = 'api_key'"
        sealed = connection.execute(text(moved), {"a": first}).scalar_one()
        change = "update account_field set value = :v where account_id = :b and name = 'api_key'"
        connection.execute(text(change), {"v": sealed, "b": second})

    assert desk.card(seller, second).tails["api_key"] == "••••"


def test_a_deleted_account_takes_its_values_and_requests_along(desk):
    seller, account = desk.save(draft(), FIRM)
    desk.ask(seller, account, "issuance")
    desk.ask(seller, account, "issuance")
    assert len(rows(desk, "request")) == 1

    desk.delete(seller, account)

    assert rows(desk, "account_field") == rows(desk, "request") == []


def test_a_wrong_key_refuses_and_changes_nothing(desk):
    desk.save(draft(), FIRM)
    before = [rows(desk, table) for table in ("account", "account_field", "seller", "key_check")]
    desk.vault.file.unlink()
    keyfile.create(desk.vault.file, datetime.now(UTC))

    with pytest.raises(KeysError):
        Accounts(desk.engine, Vault(desk.vault.file, desk.engine)).save(draft("form-2"), FIRM)

    after = [rows(desk, table) for table in ("account", "account_field", "seller", "key_check")]
    assert after == before


def test_rotation_seals_every_value_again_and_they_still_open(desk):
    seller, account = desk.save(draft(), FIRM)
    ring = keyfile.add(desk.vault.file, datetime.now(UTC)).ring

    assert rotate(desk.engine, ring, batch=1) == 2
    assert rotate(desk.engine, ring) == 0
    assert all(row.value.startswith(ring.active) for row in rows(desk, "account_field"))
    assert desk.card(seller, account).tails["api_key"] == "••••alue"


def test_nothing_prints_a_value():
    assert "planted-secret-value" not in repr(draft())
