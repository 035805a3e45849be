"""What sellers register for their malls; each method is one transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine

from wizard.crypto.sealing import Keyring
from wizard.db.engine import reading, writing
from wizard.db.queries import accounts, sellers
from wizard.db.records import AccountRecord
from wizard.errors import (
    AlreadySubmittedError,
    ConstraintError,
    NotFoundError,
)
from wizard.korean.calendar import clock
from wizard.services.account_comparison import FoundBefore, changes_nothing, found_among
from wizard.services.account_inputs import NewAccount, NewSeller
from wizard.services.account_views import (
    OWN_NAME,
    AccountCard,
    IdFields,
    NamedAccount,
    cards,
    named,
)
from wizard.services.account_writing import AccountWriter
from wizard.services.consents import keep_agreement
from wizard.services.keys import Keys
from wizard.services.new_firms import NewFirms
from wizard.services.rate_limits import NEW_FIRM_RATE
from wizard.services.repeated_forms import spend
from wizard.settings import Rate, Registrar

_EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Accounts:
    """Takes accounts in, seals them, and shows what may be shown.

    Attributes:
        max_accounts: how many one seller may have in one mall.
        registrar: who registers in 아임셀러 what is saved.

    """

    engine: Engine
    keys: Keys
    now: Callable[[], datetime] = clock
    new_firm_limit: Rate = NEW_FIRM_RATE
    max_accounts: int = 300
    registrar: Registrar = "staff"

    def save(self, form: NewAccount, seller: str | NewSeller) -> tuple[str, str]:
        """Store an account, all of it or nothing, and return the ids (seller, account).

        A form that was sent before changes the account it made then, if its seller is still here.

        Args:
            form: what to store.
            seller: whose it is: the id of the session's seller, or the firm that starts with it.

        Raises:
            KeysError: the keys are not this database's; nothing was stored.
            NotFoundError: there is no such seller any more; nothing was stored.
            SpentError: the form was saved before, and its seller is not here; nothing was stored.
            TooManyError: the seller has as many accounts in the mall as one may have; nothing was stored.
            TooOftenError: too many firms started from its address lately; nothing was stored.

        """
        ring = self.keys.ring()
        try:
            with writing(self.engine) as connection:
                return self._add(connection, ring, form, seller)
        except ConstraintError as error:
            with writing(self.engine) as connection:
                return self._save_again(connection, ring, form, seller, error)

    def found_before(
        self, form: NewAccount, seller_id: str, since: datetime | None = None
    ) -> FoundBefore:
        """Say whether a seller has this very account, or an unfinished one that it completes; of a form sent again neither."""
        with reading(self.engine) as connection:
            found = accounts.in_mall_or_of_form(connection, seller_id, form.mall, form.form_token)
            if any(one.form_token == form.form_token for one in found):
                return FoundBefore()
            shown = [one for one in found if since is None or one.created_at >= since]
            return found_among(connection, self.keys, shown, form)

    def replace(self, form: NewAccount, seller_id: str, account_id: str) -> bool:
        """Put new values in place of old ones; `NotFoundError` if it is not this seller's.

        Returns:
            Whether anything was different; what is as it was is not written again.

        """
        ring = self.keys.ring()
        with writing(self.engine) as connection:
            found = self._mine(connection, seller_id, account_id, lock=True)
            if found.mall != form.mall:
                raise NotFoundError(f"no account {account_id[:40]!r} in this mall")
            keep_agreement(connection, seller_id, form.agreed, self.now())
            if changes_nothing(connection, self.keys, found, form):
                return self._writer.ask_of_held_back(connection, found, form)
            self._writer.change(connection, ring, form, found)
        return True

    def store_issued_key(self, connection: Connection, account: AccountRecord, key: str) -> None:
        """Put the key that staff issued into a seller's account, in their transaction; it asks to be registered."""
        self._writer.put_issued_key(connection, self.keys.ring(), account, key)

    def rename(self, seller_id: str, account_id: str, name: str) -> None:
        """Call an account by its seller's own words; "" takes the name away.

        Raises:
            NotFoundError: it is not this seller's.

        """
        ring = self.keys.ring()
        with writing(self.engine) as connection:
            spend(connection)
            account = self._mine(connection, seller_id, account_id, lock=True)
            self._writer.rename(connection, ring, account, name)

    def delete(self, seller_id: str, account_id: str) -> str:
        """Delete an account with all its values; return its mall."""
        with writing(self.engine) as connection:
            account = self._mine(connection, seller_id, account_id, lock=True)
            self._writer.delete(connection, account)
        return account.mall

    def cards(
        self,
        seller_id: str,
        mall: str | None = None,
        since: datetime | None = None,
        ids: IdFields | None = None,
    ) -> list[AccountCard]:
        """Show a seller's accounts, newest last, with every value masked.

        Args:
            seller_id: whose.
            mall: in this mall only.
            since: none older.
            ids: of which values the shape is shown.

        """
        with reading(self.engine) as connection:
            found = accounts.accounts(connection, seller_id, mall)
            shown = [one for one in found if since is None or one.created_at >= since]
            return cards(connection, self.keys, shown, ids)

    def newest_named(
        self, seller_id: str, mall: str, names: Iterable[str], most: int, since: datetime | None
    ) -> list[NamedAccount]:
        """Give a seller's newest accounts in a mall, newest last, with what may name them: by one statement.

        Args:
            seller_id: whose.
            mall: where.
            names: of the fields of which the shape may be shown.
            most: so many at most.
            since: none older.

        """
        with reading(self.engine, once=True) as connection:
            rows = accounts.newest_named(
                connection,
                seller_id,
                mall,
                since=since or _EVER,
                names=[OWN_NAME, *names],
                most=most,
            )
        return named(self.keys, rows, seller_id, mall)

    def card(
        self,
        seller_id: str,
        account_id: str,
        since: datetime | None = None,
        ids: IdFields | None = None,
    ) -> AccountCard:
        """Show one account; `NotFoundError` if it is not this seller's, or older than `since`."""
        with reading(self.engine) as connection:
            mine = self._mine(connection, seller_id, account_id)
            if since is not None and mine.created_at < since:
                raise NotFoundError(f"no account {account_id[:40]!r} that is shown here")
            return cards(connection, self.keys, [mine], ids)[0]

    @property
    def _firms(self) -> NewFirms:
        return NewFirms(self.engine, self.now, self.new_firm_limit)

    @property
    def _writer(self) -> AccountWriter:
        return AccountWriter(self.now, self.max_accounts, self.registrar)

    def _mine(
        self, connection: Connection, seller_id: str, account_id: str, *, lock: bool = False
    ) -> AccountRecord:
        found = accounts.account(connection, seller_id, account_id, lock=lock)
        if found is None:
            raise NotFoundError(f"no account {account_id[:40]!r} of this seller")
        return found

    def _add(
        self, connection: Connection, ring: Keyring, form: NewAccount, seller: str | NewSeller
    ) -> tuple[str, str]:
        if accounts.is_spent(connection, form.form_token):
            raise AlreadySubmittedError("the account of this form was deleted")
        seller_id = seller if isinstance(seller, str) else self._firms.start(connection, seller)
        return seller_id, self._writer.add(connection, ring, form, seller_id)

    def _save_again(
        self,
        connection: Connection,
        ring: Keyring,
        form: NewAccount,
        seller: str | NewSeller,
        error: ConstraintError,
    ) -> tuple[str, str]:
        """Save what was refused once: this form was sent before, or another was sent at once."""
        if sent := accounts.account_of_form(connection, form.form_token):
            if self._firms.returning(connection, seller) != sent.seller_id:
                raise AlreadySubmittedError(
                    "this form was saved by a seller who is not here"
                ) from error
            keep_agreement(connection, sent.seller_id, form.agreed, self.now())
            saved = self._mine(connection, sent.seller_id, sent.id, lock=True)
            if not changes_nothing(connection, self.keys, saved, form):
                self._writer.change(connection, ring, form, saved)
            return sent.seller_id, sent.id
        if isinstance(seller, str) and sellers.seller(connection, seller) is None:
            raise NotFoundError(f"no seller {seller[:40]!r}") from error
        return self._add(connection, ring, form, seller)
