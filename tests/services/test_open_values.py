"""What is stored in the open is marked: neither it nor the word that it is open can be exchanged."""

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa
from support.services import FIRM, SECRET, ask, draft, opened, services_of

from wizard.crypto import key_file
from wizard.db.models import AccountField
from wizard.db.queries import requests
from wizard.errors import SealError
from wizard.services.key_rotation import Rotation, mark_open_values, rotate
from wizard.services.keys import Keys
from wizard.services.secret_access import SecretAccess

OPEN = {"login_id": "planted-login-id"}


@pytest.fixture
def services(engine, tmp_path):
    return services_of(engine, tmp_path)


def save(services, token="form-1", **values):
    return services.save(draft(token, open_names=frozenset({"login_id"}), **values), FIRM)


def put(services, account, name, **values):
    """Write into a field's row, as who has the database and not the keys."""
    row = (AccountField.account_id == account) & (AccountField.name == name)
    with services.engine.begin() as connection:
        connection.execute(sa.update(AccountField).where(row).values(**values))


def stored(services, account, name):
    query = sa.select(AccountField.__table__).where(
        AccountField.account_id == account, AccountField.name == name
    )
    with services.engine.connect() as connection:
        return connection.execute(query).one()


def forget_marks(services, *, in_file):
    """Make the database, or the key file as well, what an older version left."""
    with services.engine.begin() as connection:
        connection.execute(sa.update(AccountField).values(tag=None))
    if in_file:
        data = json.loads(services.keys.file.read_text())
        del data["marks_all"]
        services.keys.file.write_text(json.dumps(data))
    services.keys._trusted = None


def open_for_staff(services, seller, account):
    ask(services, seller, account, "issuance")
    with services.engine.begin() as connection:
        found = requests.requests(connection, [account])
        [asked] = [one for one in found if one.kind == "issuance"]
        requests.note_state(connection, replace(asked, assignee="staff-1", state="taken"))
    return SecretAccess(services.engine, services, services.now).open(asked.id, "staff-1", "issue")


def test_a_value_stored_in_the_open_is_shown_and_marked(services):
    seller, account = save(services)

    assert services.card(seller, account).tails == OPEN | {"api_key": "••••alue"}
    assert stored(services, account, "login_id").tag
    assert stored(services, account, "api_key").tag is None


@pytest.mark.parametrize(
    "exchanged",
    [
        {"value": "another-login"},
        {"tag": None},
        {"tag": ""},
        {"value": "another-login", "tag": None},
        {"is_sealed": True},
    ],
    ids=["value", "mark gone", "mark empty", "both", "called sealed"],
)
def test_an_open_value_that_was_exchanged_is_neither_shown_nor_given_to_staff(services, exchanged):
    seller, account = save(services)
    put(services, account, "login_id", **exchanged)

    tails = services.card(seller, account).tails

    assert tails.get("login_id", "••••") == "••••"
    assert tails["api_key"] == "••••alue"
    with pytest.raises(SealError):
        open_for_staff(services, seller, account)


@pytest.mark.parametrize("value", ["attackers-own-key", None], ids=["another value", "as it was"])
def test_a_sealed_value_that_was_called_open_is_neither_shown_nor_given_to_staff(services, value):
    seller, account = save(services)
    put(services, account, "api_key", is_sealed=False, **({"value": value} if value else {}))

    assert services.card(seller, account).tails == OPEN
    with pytest.raises(SealError):
        open_for_staff(services, seller, account)


def test_an_open_value_and_its_mark_moved_to_another_account_or_field_are_not_trusted(services):
    seller, account = save(services)
    other, there = save(services, "form-2", login_id="others-login", api_key=SECRET)
    moved = stored(services, there, "login_id")

    put(services, account, "login_id", value=moved.value, tag=moved.tag)
    put(services, there, "api_key", value=moved.value, tag=moved.tag, is_sealed=False)

    assert services.card(seller, account).tails == {"api_key": "••••alue"}
    assert services.card(other, there).tails == {"login_id": "others-login"}


def test_what_an_older_version_stored_is_shown_until_the_key_file_says_that_all_is_marked(services):
    seller, account = save(services)
    forget_marks(services, in_file=True)
    assert services.card(seller, account).tails["login_id"] == "planted-login-id"

    assert mark_open_values(services.engine, services.keys.ring()) == []
    key_file.mark_all(services.keys.file)

    keys = Keys(services.keys.file, services.engine)
    assert (
        keys.value_of(stored(services, account, "login_id"), account, seller, "keys")
        == "planted-login-id"
    )
    put(services, account, "login_id", tag=None)
    with pytest.raises(SealError):
        keys.value_of(stored(services, account, "login_id"), account, seller, "keys")


def test_what_is_written_anew_is_marked_though_the_key_file_is_an_older_one(services):
    seller, account = save(services)
    forget_marks(services, in_file=True)

    services.replace(
        draft("form-2", open_names=frozenset({"login_id"}), login_id="new-login", api_key=""),
        seller,
        account,
    )
    assert stored(services, account, "login_id").tag
    put(services, account, "login_id", value="another-login")

    assert "login_id" not in services.card(seller, account).tails


def test_rotation_marks_open_values_with_the_new_key_and_the_old_one_may_go(services):
    seller, account = save(services)
    old = services.keys.ring().active
    key_file.add(services.keys.file, services.now())

    assert rotate(services.engine, services.keys.ring()) == Rotation(1)

    data = json.loads(services.keys.file.read_text())
    data["seal"] = [key for key in data["seal"] if key["id"] != old]
    services.keys.file.write_text(json.dumps(data))
    alone = services_of(services.engine, services.keys.file.parent)
    assert alone.card(seller, account).tails == OPEN | {"api_key": "••••alue"}
    assert opened(alone, account) == {"api_key": SECRET}


def test_rotation_names_an_open_value_that_was_exchanged_and_gives_it_no_mark(services):
    seller, account = save(services)
    put(services, account, "login_id", value="another-login")
    ring = key_file.add(services.keys.file, services.now()).ring

    assert rotate(services.engine, ring) == Rotation(1, ((account, "login_id"),))

    assert "login_id" not in services.card(seller, account).tails


def test_a_rotation_gives_no_mark_to_what_has_none_once_all_is_marked(services):
    seller, account = save(services)
    put(services, account, "login_id", tag=None)
    ring = services.keys.ring()

    done = rotate(services.engine, ring, marks_all=True)

    assert done.unopened == ((account, "login_id"),)
    assert "login_id" not in services.card(seller, account).tails
