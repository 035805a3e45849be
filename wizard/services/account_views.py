"""What may be seen of an account: every value masked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row

from wizard.db.queries import accounts, requests
from wizard.errors import KeysError, SealError
from wizard.services.keys import Keys

ISSUED_KEY = "issued_key"
"""The field of a key that staff issued for the seller: no form asks for it."""

UNSEEN = "••••"
"""What is shown of a value of which nothing may be seen."""


@dataclass(frozen=True)
class AccountCard:
    """An account as its seller may see it.

    Attributes:
        tails: field -> the value's masked end, e.g. "••••d1f0"; what is stored in the open, whole.
            A value in the open that is not as it was stored is left out, to be asked for again.
        asked_for: the kinds of request made about it.

    """

    id: str
    mall: str
    step_id: str
    answers: Mapping[str, tuple[str, ...]]
    tails: Mapping[str, str]
    expires_on: date | None
    saved_at: datetime
    asked_for: frozenset[str] = frozenset()


def cards(connection: Connection, keys: Keys, rows: Sequence[Row[Any]]) -> list[AccountCard]:
    """Make the cards of some accounts."""
    ids = [row.id for row in rows]
    owners = {row.id: row for row in rows}
    tails: dict[str, dict[str, str]] = {account_id: {} for account_id in ids}
    for stored in accounts.fields(connection, ids):
        owner = owners[stored.account_id]
        if tail := _tail(keys, stored, owner):
            tails[owner.id][stored.name] = tail
    asked: dict[str, set[str]] = {account_id: set() for account_id in ids}
    for request in requests.requests(connection, ids):
        asked[request.account_id].add(request.kind)
    return [
        AccountCard(
            id=row.id,
            mall=row.mall,
            step_id=row.step_id,
            answers={name: tuple(ids) for name, ids in row.answers.items()},
            tails=tails[row.id],
            expires_on=row.expires_on,
            saved_at=row.updated_at,
            asked_for=frozenset(asked[row.id]),
        )
        for row in rows
    ]


def mask(value: str) -> str:
    """Hide a value but for its end: at most four characters, and none of a short one.

    Sixteen characters is where keys begin and passwords have mostly ended.
    """
    return UNSEEN + (value[-4:] if len(value) >= 16 else "")


def _tail(keys: Keys, stored: Row[Any], owner: Row[Any]) -> str:
    """Give what may be seen of a value; "" for one in the open that cannot be trusted."""
    try:
        value = keys.value_of(stored, owner.id, owner.seller_id, owner.mall)
    except (KeysError, SealError):
        return UNSEEN if stored.is_sealed else ""
    return mask(value) if stored.is_sealed else value
