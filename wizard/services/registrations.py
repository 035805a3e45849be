"""How accounts stand in 아임셀러: read, decided, and the staff's requests made to fit who registers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import registrations
from wizard.db.records import RegistrationRecord
from wizard.korean.calendar import clock
from wizard.services.registration_asking import request_of
from wizard.services.registration_decisions import Seen, confirm, send_back
from wizard.settings import Registrar

Registration = RegistrationRecord
"""How an account stands in 아임셀러, as views are given it."""

BATCH = 500


@dataclass(frozen=True)
class Registrations:
    """Tells how accounts stand in 아임셀러, and takes in what was done there.

    Attributes:
        by: who registers now.

    """

    engine: Engine
    now: Callable[[], datetime] = clock
    by: Registrar = "staff"

    def settle(self) -> None:
        """Have the staff's requests fit who registers: the setting may have been another before."""
        if self.by == "api":
            with writing(self.engine) as connection:
                registrations.put_away(connection, self.now())
            return
        while self._ask_for_some() == BATCH:
            pass
        with writing(self.engine) as connection:
            registrations.reopen(connection, self.now())

    def _ask_for_some(self) -> int:
        with reading(self.engine) as connection:
            found = registrations.unasked_of_staff(connection, BATCH)
        if found:
            with writing(self.engine) as connection:
                asked = [request_of(account, self.now()) for account in found]
                registrations.add_missing(connection, asked)
        return len(found)

    def of(self, account_ids: Iterable[str]) -> Mapping[str, RegistrationRecord]:
        """Give how each of some accounts stands."""
        with reading(self.engine) as connection:
            return {one.account_id: one for one in registrations.registrations(connection, account_ids)}  # fmt: skip

    def confirm(self, account_id: str, actor: str, revision: int) -> RegistrationRecord:
        """Take in that this revision of an account stands in 아임셀러; said twice, it is once.

        Args:
            account_id: whose.
            actor: who entered it: "staff:<id>" or "api:<token id>".
            revision: of the account, as it was entered.

        Raises:
            ChangedError: the seller has changed the account since; nothing was written down.
            FieldError: it asks nobody to register it; nothing was written down.
            NotFoundError: there is no such account.

        """
        with writing(self.engine) as connection:
            return confirm(connection, Seen(account_id, actor, revision), self.now())

    def send_back(
        self, account_id: str, actor: str, revision: int, field: str, reason: str
    ) -> RegistrationRecord:
        """Send an account back to its seller, with what to correct; said twice, it is once.

        Args:
            account_id: whose.
            actor: who looked at it: "staff:<id>" or "api:<token id>".
            revision: of the account, as it was looked at.
            field: the box that it is about; "" for the whole.
            reason: in words for the seller, without any value.

        Raises:
            ChangedError: the seller has changed the account since; nothing was written down.
            FieldError: it asks nobody to register it; nothing was written down.
            NotFoundError: there is no such account.

        """
        with writing(self.engine) as connection:
            seen = Seen(account_id, actor, revision)
            return send_back(connection, seen, field, reason, self.now())
