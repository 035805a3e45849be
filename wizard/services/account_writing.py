"""Writes a seller's accounts inside the transaction of whoever asks: row, values, run, audit, and what is asked about them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection

from wizard.crypto.sealing import Keyring
from wizard.db.queries import accounts, progress
from wizard.db.queries.progress import SavedRun
from wizard.db.records import AccountRecord, FieldRecord
from wizard.errors import TooManyError
from wizard.services import checks, registration_asking
from wizard.services.account_inputs import NewAccount
from wizard.services.account_views import BESIDE, ISSUED_KEY, OWN_NAME
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.consents import keep_agreement
from wizard.services.event_types import EventType
from wizard.services.outbox import emit
from wizard.services.registration_asking import Standing, held_back
from wizard.settings import Registrar


@dataclass(frozen=True)
class AccountWriter:
    """Writes accounts of sellers whom the caller has looked up, in the caller's transaction.

    Attributes:
        max_accounts: how many one seller may have in one mall.
        registrar: who registers in 아임셀러 what is saved.

    """

    now: Callable[[], datetime]
    max_accounts: int
    registrar: Registrar

    def add(self, connection: Connection, ring: Keyring, form: NewAccount, seller_id: str) -> str:
        """Store a new account and return its id.

        Raises:
            ConstraintError: there is no such seller, or its form made an account before.
            TooManyError: the seller has as many accounts in the mall as one may have.

        """
        account = form.record(seller_id, uuid4().hex, self.now())
        keep_agreement(connection, seller_id, form.agreed, account.created_at)
        progress.keep_saved(
            connection,
            SavedRun(
                id=uuid4().hex,
                seller_id=seller_id,
                mall=account.mall,
                revision=account.revision,
                answers=account.answers,
                now=account.created_at,
            ),
        )
        accounts.add_account(connection, account)
        if accounts.count_in_mall(connection, seller_id, account.mall) > self.max_accounts:
            raise TooManyError(f"{self.max_accounts} accounts of one seller in one mall")
        accounts.add_fields(connection, form.fields(ring, seller_id, account.id))
        self._note(connection, Event.ACCOUNT_SAVED, account)
        self._ask_about(connection, account, form.standing)
        return account.id

    def change(
        self, connection: Connection, ring: Keyring, form: NewAccount, old: AccountRecord
    ) -> None:
        """Put new values in place of an account's old ones."""
        account = form.record(old.seller_id, old.id, self.now())
        accounts.change_account(connection, account)
        accounts.put_fields(
            connection, account.id, form.fields(ring, account.seller_id, account.id)
        )
        accounts.drop_fields_except(connection, account.id, {*form.asked, *BESIDE})
        progress.end_waits(connection, account.seller_id, account.mall)
        self._note(connection, Event.ACCOUNT_REPLACED, account)
        self._ask_about(connection, account, form.standing)

    def ask_of_held_back(
        self, connection: Connection, account: AccountRecord, form: NewAccount
    ) -> bool:
        """Have an account registered that nobody was to register as it was saved before; say whether it is."""
        if form.standing != "asked" or not held_back(connection, account.id):
            return False
        self._note(connection, Event.ACCOUNT_REPLACED, account)
        self._ask_about(connection, replace(account, updated_at=self.now()), form.standing)
        return True

    def put_issued_key(
        self, connection: Connection, ring: Keyring, account: AccountRecord, key: str
    ) -> None:
        """Put the key that staff issued into an account; it asks to be registered."""
        accounts.put_fields(connection, account.id, [_sealed(ring, account, ISSUED_KEY, key)])
        registration_asking.ask_anew(connection, account, self.now(), self.registrar)

    def rename(
        self, connection: Connection, ring: Keyring, account: AccountRecord, name: str
    ) -> None:
        """Call an account by its seller's own words; "" takes the name away."""
        if name:
            accounts.put_fields(connection, account.id, [_sealed(ring, account, OWN_NAME, name)])
        else:
            stored = {one.name for one in accounts.fields(connection, [account.id])}
            accounts.drop_fields_except(connection, account.id, stored - {OWN_NAME})
        self._note(connection, Event.ACCOUNT_NAMED, account)

    def delete(self, connection: Connection, account: AccountRecord) -> None:
        """Delete an account with all its values; it is told of first, for its revision goes with it."""
        emit(
            connection,
            EventType.ACCOUNT_DELETED,
            self.now(),
            seller_id=account.seller_id,
            account_id=account.id,
            data={"mall": account.mall},
        )
        accounts.spend_forms(connection, account.seller_id, account.id)
        accounts.drop_account(connection, account.id)
        checks.forget(connection, [account.id])
        progress.without_account(connection, account.seller_id, account.mall)
        self._note(connection, Event.ACCOUNT_DELETED, account)

    def _ask_about(self, connection: Connection, account: AccountRecord, state: Standing) -> None:
        """Have what was saved tried at its mall, and registered in 아임셀러; neither while a value is yet to come."""
        now = account.updated_at
        if state == "unfinished":
            checks.void(connection, account.id)
        else:
            checks.ask_of_saved(connection, account.seller_id, account.id, now)
        registration_asking.ask_of_saved(connection, account, now, self.registrar, state)

    def _note(self, connection: Connection, event: Event, account: AccountRecord) -> None:
        record_event(
            connection,
            event,
            f"seller:{account.seller_id}",
            self.now(),
            seller_id=account.seller_id,
            subject=account.id,
            detail=account.mall,
        )


def _sealed(ring: Keyring, account: AccountRecord, name: str, value: str) -> FieldRecord:
    sealed = ring.seal(value.encode(), account.id, account.seller_id, account.mall, name)
    return FieldRecord(account.id, name, sealed, is_sealed=True)
