"""Values that a seller saved for one mall, used again for another: sealed anew, and never shown on the way."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from wizard.db.engine import reading
from wizard.db.queries import accounts
from wizard.db.records import AccountRecord, FieldRecord
from wizard.errors import KeysError, NotFoundError, SealError
from wizard.services.account_views import mask
from wizard.services.keys import Keys

Source = tuple[str, str]
"""A mall, and the name of a field in its accounts."""

MOST = 3
"""Of so many accounts, the newest first, a value is offered."""


@dataclass(frozen=True)
class Place:
    """Where a value stands: in which field of which of a seller's accounts."""

    account_id: str
    field: str


@dataclass(frozen=True)
class SavedValue:
    """A value that may be used again.

    Attributes:
        value: the whole of one that is stored in the open; "" for one that is sealed.
        tail: what its owner may see of it.

    """

    place: Place
    value: str = field(repr=False)
    tail: str


@dataclass(frozen=True)
class ReusedValues:
    """Finds a seller's own values, and opens those that they use again."""

    engine: Engine
    keys: Keys

    def of(
        self, seller_id: str, wanted: Collection[Source], since: datetime | None = None
    ) -> dict[Source, Sequence[SavedValue]]:
        """Give the values that a seller has in these fields, the newest first: one read for all of them.

        Args:
            seller_id: whose.
            wanted: the fields.
            since: of no older account.

        """
        malls = {mall for mall, _ in wanted}
        with reading(self.engine) as connection:
            every = accounts.accounts(connection, seller_id)
            mine = [one for one in every if one.mall in malls and (since is None or one.created_at >= since)]  # fmt: skip
            fields = accounts.fields(connection, [one.id for one in mine])
        stored = {(one.account_id, one.name): one for one in fields}
        return {source: self._newest(source, mine, stored) for source in wanted}

    def open(self, seller_id: str, place: Place, since: datetime | None) -> str:
        """Open a seller's own value, to be judged and sealed anew, and never to be shown.

        Raises:
            NotFoundError: it is not there any more, cannot be opened, or never was this seller's.

        """
        with reading(self.engine) as connection:
            account = accounts.account(connection, seller_id, place.account_id)
            fields = accounts.fields(connection, [account.id] if account else [])
        stored = next((one for one in fields if one.name == place.field), None)
        is_shown = account is not None and (since is None or account.created_at >= since)
        value = self._value(account, stored) if account and stored and is_shown else None
        if value is None:
            raise NotFoundError(f"no value to use again in account {place.account_id[:40]!r}")
        return value

    def _newest(
        self,
        source: Source,
        mine: Sequence[AccountRecord],
        stored: Mapping[tuple[str, str], FieldRecord],
    ) -> Sequence[SavedValue]:
        mall, name = source
        there = [one for one in reversed(mine) if one.mall == mall and (one.id, name) in stored]
        found = [self._saved(one, stored[one.id, name]) for one in there[:MOST]]
        return [one for one in found if one is not None]

    def _saved(self, account: AccountRecord, stored: FieldRecord) -> SavedValue | None:
        value = self._value(account, stored)
        if not value:
            return None
        place = Place(account.id, stored.name)
        if not stored.is_sealed:
            return SavedValue(place, value, value)
        return SavedValue(place, "", mask(value))

    def _value(self, account: AccountRecord, stored: FieldRecord) -> str | None:
        try:
            return self.keys.value_of(stored, account.id, account.seller_id, account.mall)
        except (KeysError, SealError):
            return None
