"""Whether what is typed is what is stored already: of every value, open or sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from wizard.db.queries import accounts
from wizard.db.records import AccountRecord, FieldRecord
from wizard.errors import KeysError, SealError
from wizard.services.account_inputs import NewAccount
from wizard.services.account_views import BESIDE
from wizard.services.keys import Keys
from wizard.services.registration_asking import held_back
from wizard.steps.base import Answers
from wizard.steps.screen_look import without_looks

Values = Mapping[str, str | None]
"""Field -> its value; None for one that cannot be opened, which is like no other."""


@dataclass(frozen=True)
class Stored:
    """An account with its fields as they are stored; each is opened when it is compared, and no more than have to be."""

    keys: Keys
    account: AccountRecord
    fields: Mapping[str, FieldRecord]

    def opened(self, name: str) -> str | None:
        """Open a value; None for one that cannot be."""
        place = (self.account.id, self.account.seller_id, self.account.mall)
        try:
            return self.keys.value_of(self.fields[name], *place)
        except (KeysError, SealError):
            return None

    def has_values(self, form: NewAccount) -> bool:
        """Say whether the account has the very values of a form, and no other."""
        given = _given(form)
        return self.fields.keys() == given.keys() and self._are_in(given)

    def is_part_of(self, form: NewAccount) -> bool:
        """Say whether a form has every value of the account as it is stored, under the same answers, and more of them."""
        given, account = _given(form), self.account
        is_same = account.step_id == form.step_id and _answers_of(account) == dict(form.answers)
        is_less = bool(self.fields) and self.fields.keys() < given.keys()
        return is_same and is_less and self._are_in(given)

    def _are_in(self, given: Mapping[str, str]) -> bool:
        return all(self.opened(name) == given[name] for name in self.fields)


@dataclass(frozen=True)
class FoundBefore:
    """What stands already of an account that is about to be saved.

    Attributes:
        is_same: it is there, value for value.
        completes: the id of an unfinished account of which the new one says the same and more; "" for none.

    """

    is_same: bool = False
    completes: str = ""


def found_among(
    connection: Connection, keys: Keys, shown: Sequence[AccountRecord], form: NewAccount
) -> FoundBefore:
    """Look for a form's very account among a seller's, or for an unfinished one that it completes."""
    stored = stored_of(connection, keys, shown)
    if any(one.has_values(form) for one in stored):
        return FoundBefore(is_same=True)
    parts = (one.account.id for one in stored if one.is_part_of(form))
    open_ = (one for one in parts if held_back(connection, one) == "unfinished")
    return FoundBefore(completes=next(open_, ""))


def stored_of(
    connection: Connection, keys: Keys, found: Sequence[AccountRecord]
) -> Sequence[Stored]:
    """Read what sellers gave for some accounts, by one statement; nothing is opened yet."""
    fields: dict[str, dict[str, FieldRecord]] = {one.id: {} for one in found}
    for one in accounts.fields(connection, fields) if found else ():
        if one.name not in BESIDE:
            fields[one.account_id][one.name] = one
    return [Stored(keys, one, fields[one.id]) for one in found]


def values_of(connection: Connection, keys: Keys, account: AccountRecord) -> Values:
    """Open what a seller gave for an account."""
    [stored] = stored_of(connection, keys, [account])
    return {name: stored.opened(name) for name in stored.fields}


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
