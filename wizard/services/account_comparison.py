"""Whether what is typed is what is stored already: of every value, open or sealed."""

from collections.abc import Mapping

from sqlalchemy import Connection

from wizard.db.queries import accounts
from wizard.db.records import AccountRecord
from wizard.errors import KeysError, SealError
from wizard.services.account_inputs import NewAccount
from wizard.services.account_views import BESIDE
from wizard.services.keys import Keys
from wizard.steps.base import Answers
from wizard.steps.screen_look import without_looks

Values = Mapping[str, str | None]
"""Field -> its value; None for one that cannot be opened, which is like no other."""


def values_of(connection: Connection, keys: Keys, account: AccountRecord) -> Values:
    """Open what a seller gave for an account."""
    stored = accounts.fields(connection, [account.id])
    place = (account.id, account.seller_id, account.mall)

    def opened(name: str) -> str | None:
        try:
            return keys.value_of(fields[name], *place)
        except (KeysError, SealError):
            return None

    fields = {one.name: one for one in stored if one.name not in BESIDE}
    return {name: opened(name) for name in fields}


def has_values(
    connection: Connection, keys: Keys, account: AccountRecord, form: NewAccount
) -> bool:
    """Say whether an account has the very values of a form, and no other."""
    return values_of(connection, keys, account) == _given(form)


def is_part_of(
    connection: Connection, keys: Keys, account: AccountRecord, form: NewAccount
) -> bool:
    """Say whether a form has every value of an account as it is stored, under the same answers, and more of them."""
    stored, given = values_of(connection, keys, account), _given(form)
    is_same = account.step_id == form.step_id and _answers_of(account) == dict(form.answers)
    return is_same and bool(stored) and stored.items() < given.items()


def changes_nothing(
    connection: Connection, keys: Keys, account: AccountRecord, form: NewAccount
) -> bool:
    """Say whether a form tells of an account only what is stored; an empty box keeps what is."""
    new = form.record(account.seller_id, account.id, account.updated_at)
    told = (new.step_id, _answers_of(new), new.expires_on)
    stored = values_of(connection, keys, account)
    if stored.keys() - form.asked or told != (
        account.step_id,
        _answers_of(account),
        account.expires_on,
    ):
        return False
    return all(stored.get(name) == value for name, value in _given(form).items())


def _given(form: NewAccount) -> dict[str, str]:
    return {name: value for name, value in form.values.items() if value}


def _answers_of(account: AccountRecord) -> Answers:
    return without_looks({name: tuple(ids) for name, ids in account.answers.items()})
