"""The desk where sellers register their malls; each method is one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, Row
from sqlalchemy.exc import IntegrityError

from wizard import store
from wizard.errors import SealError, WizardError
from wizard.sealing import Keyring
from wizard.vault import Vault


class NotFoundError(WizardError):
    """There is no such thing, or it is another seller's."""


@dataclass(frozen=True)
class NewSeller:
    """A firm that starts by itself at a form."""

    name: str
    business_number: str
    phone: str


@dataclass(frozen=True)
class Draft:
    """A form that was read without a fault, on its way to be sealed.

    Attributes:
        form_token: names this one showing of the form: sent twice, it is saved once.
        values: field -> value; an empty value keeps the stored one when an account is replaced.
        open_names: fields that are stored as they are (`secret: false`).
        asked: every field the form asked for, empty ones too.

    """

    mall: str
    step_id: str
    revision: str
    answers: Mapping[str, tuple[str, ...]]
    form_token: str
    values: Mapping[str, str] = field(repr=False)
    asked: frozenset[str]
    open_names: frozenset[str] = frozenset()
    expires_on: date | None = None


@dataclass(frozen=True)
class AccountCard:
    """An account as its seller may see it.

    Attributes:
        tails: field -> the value's masked end, e.g. "••••d1f0"; never the value.
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


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Accounts:
    """Takes accounts in, seals them, and shows what may be shown."""

    engine: Engine
    vault: Vault
    now: Callable[[], datetime] = _now

    def save(self, draft: Draft, seller: str | NewSeller) -> tuple[str, str]:
        """Store an account, all of it or nothing, and return the ids (seller, account).

        A form that was sent before changes the account it made then.

        Raises:
            KeysError: the keys are not this database's; nothing was stored.
            NotFoundError: there is no such seller any more; nothing was stored.

        """
        ring = self.vault.ring()
        try:
            with self.engine.begin() as connection:
                return self._add(connection, ring, draft, seller)
        except IntegrityError as error:
            with self.engine.begin() as connection:
                return self._save_again(connection, ring, draft, seller, error)

    def replace(self, draft: Draft, seller_id: str, account_id: str) -> None:
        """Put new values in place of old ones; `NotFoundError` if it is not this seller's."""
        ring = self.vault.ring()
        with self.engine.begin() as connection:
            self._mine(connection, seller_id, account_id)
            self._put(connection, ring, draft, seller_id, account_id)

    def delete(self, seller_id: str, account_id: str) -> str:
        """Delete an account with all its values; return its mall."""
        with self.engine.begin() as connection:
            mall: str = self._mine(connection, seller_id, account_id).mall
            store.drop_account(connection, account_id)
        return mall

    def ask(self, seller_id: str, account_id: str, kind: str) -> None:
        """Ask the staff for something about an account; asking twice asks once."""
        try:
            self._ask(seller_id, account_id, kind)
        except IntegrityError:  # asked twice at once: the other one was first
            self._ask(seller_id, account_id, kind)

    def cards(self, seller_id: str, mall: str | None = None) -> list[AccountCard]:
        """Show a seller's accounts, newest last, with every value masked."""
        with self._reading() as connection:
            rows = store.accounts(connection, seller_id, mall)
            return self._cards(connection, rows)

    def card(self, seller_id: str, account_id: str) -> AccountCard:
        """Show one account; `NotFoundError` if it is not this seller's."""
        with self._reading() as connection:
            return self._cards(connection, [self._mine(connection, seller_id, account_id)])[0]

    def seller_name(self, seller_id: str) -> str | None:
        """Give the seller's 상호; None if there is no such seller (any more)."""
        with self._reading() as connection:
            found = store.seller(connection, seller_id)
        return found.name if found else None

    def _reading(self) -> Any:
        return self.engine.connect().execution_options(**store.READS)

    def _mine(self, connection: Connection, seller_id: str, account_id: str) -> Row[Any]:
        found = store.account(connection, seller_id, account_id)
        if found is None:
            raise NotFoundError(f"no account {account_id[:40]!r} of this seller")
        return found

    def _add(
        self, connection: Connection, ring: Keyring, draft: Draft, seller: str | NewSeller
    ) -> tuple[str, str]:
        seller_id = seller if isinstance(seller, str) else self._start(connection, seller)
        account_id = uuid4().hex
        now = self.now()
        store.keep_run(
            connection,
            uuid4().hex,
            now,
            seller_id=seller_id,
            mall=draft.mall,
            revision=draft.revision,
            answers=dict(draft.answers),
        )
        store.add_account(
            connection,
            id=account_id,
            seller_id=seller_id,
            form_token=draft.form_token,
            created_at=now,
            **self._columns(draft),
        )
        rows = _rows(ring, draft, seller_id, account_id)
        store.add_fields(connection, account_id, rows)
        return seller_id, account_id

    def _save_again(
        self,
        connection: Connection,
        ring: Keyring,
        draft: Draft,
        seller: str | NewSeller,
        error: IntegrityError,
    ) -> tuple[str, str]:
        """Save what was refused once: this form was sent before, or another was sent at once."""
        if sent := store.account_of_form(connection, draft.form_token):
            self._put(connection, ring, draft, sent.seller_id, sent.id)
            return sent.seller_id, sent.id
        if isinstance(seller, str) and store.seller(connection, seller) is None:
            raise NotFoundError(f"no seller {seller[:40]!r}") from error
        return self._add(connection, ring, draft, seller)

    def _ask(self, seller_id: str, account_id: str, kind: str) -> None:
        with self.engine.begin() as connection:
            self._mine(connection, seller_id, account_id)
            if kind not in {row.kind for row in store.requests(connection, [account_id])}:
                store.add_request(
                    connection,
                    id=uuid4().hex,
                    account_id=account_id,
                    kind=kind,
                    state="open",
                    created_at=self.now(),
                )

    def _start(self, connection: Connection, seller: NewSeller) -> str:
        seller_id = uuid4().hex
        store.add_seller(
            connection,
            id=seller_id,
            name=seller.name,
            business_number=seller.business_number,
            phone=seller.phone,
            origin="self",
            created_at=self.now(),
        )
        return seller_id

    def _put(
        self, connection: Connection, ring: Keyring, draft: Draft, seller_id: str, account_id: str
    ) -> None:
        store.change_account(connection, account_id, **self._columns(draft))
        store.put_fields(connection, account_id, _rows(ring, draft, seller_id, account_id))
        store.drop_fields_except(connection, account_id, draft.asked)

    def _columns(self, draft: Draft) -> dict[str, Any]:
        return {
            "mall": draft.mall,
            "step_id": draft.step_id,
            "revision": draft.revision,
            "answers": dict(draft.answers),
            "expires_on": draft.expires_on,
            "updated_at": self.now(),
        }

    def _cards(self, connection: Connection, rows: Any) -> list[AccountCard]:
        ids = [row.id for row in rows]
        owners = {row.id: row for row in rows}
        tails: dict[str, dict[str, str]] = {account_id: {} for account_id in ids}
        for stored in store.fields(connection, ids):
            owner = owners[stored.account_id]
            tails[owner.id][stored.name] = self._tail(stored, owner)
        asked: dict[str, set[str]] = {account_id: set() for account_id in ids}
        for request in store.requests(connection, ids):
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

    def _tail(self, stored: Row[Any], owner: Row[Any]) -> str:
        if not stored.is_sealed:
            return str(stored.value)
        place = (owner.id, owner.seller_id, owner.mall, stored.name)
        try:
            return mask(self.vault.ring().open(stored.value, *place).decode())
        except (SealError, WizardError):
            return mask("")


def mask(value: str) -> str:
    """Hide a value but for its end: at most four characters, and none of a short one.

    Sixteen characters is where keys begin and passwords have mostly ended.
    """
    return "••••" + (value[-4:] if len(value) >= 16 else "")


def _rows(ring: Keyring, draft: Draft, seller_id: str, account_id: str) -> list[dict[str, Any]]:
    given = {name: value for name, value in draft.values.items() if value}
    secret = {n: value.encode() for n, value in given.items() if n not in draft.open_names}
    sealed = ring.seal_fields(secret, account_id, seller_id, draft.mall)
    return [
        {"name": name, "is_sealed": name in sealed, "value": sealed.get(name, value)}
        for name, value in given.items()
    ]
