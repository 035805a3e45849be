"""Whatever is sealed is sealed again when the key turns, and a key that seals something is not forgotten."""

import ast
import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from support import people
from support.services import FIRM, NOON, draft, dump, services_of
from support.webhooks import ADMIN, URL

from wizard import services as package
from wizard.crypto import key_file
from wizard.db.models import MessageConsent
from wizard.db.queries import seals
from wizard.services.email_confirmation import EmailConfirmation
from wizard.services.event_types import WANTED
from wizard.services.idempotency import Idempotency, KeptAnswer, SentRequest
from wizard.services.key_rotation import Rotation, rotate
from wizard.services.roles import Role
from wizard.services.staff import Staff
from wizard.services.webhook_admin import WebhookAdmin, Wish

SENT = SentRequest("t" * 32, "the program's own", "fingerprint")
ANSWER = KeptAnswer(201, {"ETag": '"1"'}, b'{"token": "shown once"}')
SEALING = {
    "account_writing",
    "email_confirmation",
    "idempotency",
    "key_rotation",
    "keys",
    "merging",
    "second_factors",
    "webhook_secrets",
}
"""The modules that seal with the keyring: what they store, `test_no_sealed_column_is_forgotten` stores, too."""


class House:
    """One of everything that is sealed or marked."""

    def __init__(self, engine, folder):
        now = lambda: NOON  # noqa: E731
        services = services_of(engine, folder)
        self.engine, self.keys = engine, services.keys
        self.seller, _ = services.save(draft(open_names=frozenset({"login_id"})), FIRM)
        Staff(engine, self.keys, now).add("operator@example.com", Role.OPERATOR, people.PASSWORD)
        hooks = WebhookAdmin(engine, self.keys, now)
        hooks.rotate(hooks.add(Wish(URL, WANTED), ADMIN).id, ADMIN)
        self.letters = EmailConfirmation(engine, self.keys, now)
        self.letters.ask(self.seller, "kim@example.com")
        self.requests = Idempotency(engine, self.keys, "secret", now)
        self.requests.keep(self.requests.begin(SENT), ANSWER, None)

    def sealed_by(self, key_id):
        """Name the tables in which anything is sealed or marked by a key."""
        return {name for name, rows in dump(self.engine).items() if f"{key_id}." in str(rows)}


@pytest.fixture
def house(engine, tmp_path):
    return House(engine, tmp_path)


def turned(house):
    """Add a key; give the id of the one before."""
    before = house.keys.ring().active
    key_file.add(house.keys.file, NOON)
    house.keys.ring()
    return before


def without_old_keys(file):
    """Take every key but the newest out of the file."""
    data = json.loads(file.read_text())
    file.write_text(json.dumps(data | {"seal": data["seal"][:1]}))


def test_no_sealed_column_is_forgotten(house):
    old = turned(house)
    before = house.sealed_by(old)

    done = rotate(house.engine, house.keys.ring(), batch=1)

    assert before == {
        "account_field",
        "idempotent_request",
        "key_check",
        "message_consent",
        "staff",
        "webhook_endpoint",
    }
    assert done == Rotation(5)
    assert house.sealed_by(old) == set()
    assert house.sealed_by(house.keys.ring().active) == before
    assert rotate(house.engine, house.keys.ring()) == Rotation(0)


def test_every_module_that_seals_is_known_here():
    found = {
        file.stem
        for file in Path(package.__path__[0]).glob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr == "seal"
        and ast.unparse(node.value).endswith(("ring", "ring()"))
    }

    assert found == SEALING


def test_digits_on_their_way_and_a_kept_answer_still_hold_when_the_old_key_has_left(house):
    digits = opened_code(house)
    turned(house)
    rotate(house.engine, house.keys.ring())
    without_old_keys(house.keys.file)

    house.letters.confirm(house.seller, digits)

    assert house.requests.begin(SENT) == ANSWER


@pytest.mark.parametrize("table", ["message_consent", "idempotent_request", "staff"])
def test_a_key_that_seals_a_value_which_does_not_open_is_not_forgotten(house, table):
    old = turned(house)
    column = {"message_consent": "code", "idempotent_request": "answer", "staff": "totp"}[table]
    with house.engine.begin() as connection:
        broken = {"broken": f"{old}.{'A' * 60}"}
        connection.execute(sa.text(f"update {table} set {column} = :broken"), broken)

    done = rotate(house.engine, house.keys.ring())

    assert len(done.unopened) == 1
    with house.engine.connect() as connection:
        assert old in seals.key_checks(connection)
        assert seals.count_sealed_by(connection, old) == 1


def opened_code(house):
    """Give the digits that the letter says."""
    with house.engine.connect() as connection:
        sealed = connection.scalar(sa.select(MessageConsent.code))
    place = (f"message consent {house.seller}", "code")
    return house.keys.ring().open(sealed, *place).decode()
