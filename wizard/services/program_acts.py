"""What another program does with an account: opens it, written down for its seller, and decides on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, Engine

from wizard.db.engine import writing
from wizard.db.queries import accounts, requests
from wizard.db.records import AccountRecord, OpeningRecord
from wizard.errors import FieldError, OutdatedError
from wizard.korean.calendar import clock
from wizard.services.api_tokens import Caller
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.feeds import StandingAccount, account_of, revisions_of, standing_of
from wizard.services.keys import Keys
from wizard.services.registration_decisions import Seen, confirm, send_back
from wizard.services.repeated_forms import spend
from wizard.services.secret_access import Opened

REASON = "api"


@dataclass(frozen=True)
class Decision:
    """What a program did with an account in 아임셀러.

    Attributes:
        revision: of the account, as it was seen.
        state: how it stood then, or "" if that was not looked at.
        field, reason: of what is sent back; a registered one has no reason.

    """

    revision: int
    state: str = ""
    field: str = ""
    reason: str = ""

    def is_on(self, now: StandingAccount) -> bool:
        """Say whether an account stands as it was seen, or as it is to stand already."""
        if self.state in {"", now.state} or self.revision != now.revision:
            return True  # another revision is refused for that
        wanted = "returned" if self.reason else "registered"
        return (wanted, self.field, self.reason) == (now.state, now.field, now.reason)


@dataclass(frozen=True)
class OpenedAccount:
    """An account with its values, at one revision of it."""

    record: AccountRecord
    revision: int
    opened: Opened


@dataclass(frozen=True)
class ProgramActs:
    """Lets programs do what only they and operators may."""

    engine: Engine
    keys: Keys
    now: Callable[[], datetime] = clock

    def open(self, account_id: str, caller: Caller) -> OpenedAccount:
        """Open an account's values for a program; its seller is shown that, and when.

        Raises:
            KeysError, SealError: they cannot be opened; nothing was written down then.
            NotFoundError: there is no such account.

        """
        now = self.now()
        with writing(self.engine) as connection:
            account = account_of(connection, account_id, lock=True)
            revision = revisions_of(connection, [account])[account.id]
            values = self._values(connection, account)
            requests.add_opening(connection, _opening(account, caller, revision, now))
            record_event(
                connection,
                Event.SECRET_OPENED,
                caller.actor,
                now,
                seller_id=account.seller_id,
                subject=account.id,
                detail=REASON,
            )
        answers = {name: tuple(ids) for name, ids in account.answers.items()}
        opened = Opened(account.id, account.mall, account.step_id, now, revision, values, answers)
        return OpenedAccount(account, revision, opened)

    def decide(self, account_id: str, caller: Caller, decision: Decision) -> StandingAccount:
        """Take in what a program did with an account in 아임셀러; said twice, it is once.

        Raises:
            ChangedError: the seller has changed it since; nothing was written down.
            FieldError: there is no such box in it, or it asks nobody to register it; nothing was written down.
            NotFoundError: there is no such account.
            OutdatedError: somebody else has decided since; nothing was written down.

        """
        now = self.now()
        seen = Seen(account_id, caller.actor, decision.revision)
        with writing(self.engine) as connection:
            spend(connection)
            account = account_of(connection, account_id, lock=True)
            before = standing_of(connection, account_id)
            if not decision.is_on(before):
                raise OutdatedError("somebody has decided meanwhile")
            if decision.reason:
                self._ensure_has(connection, account, decision.field)
                send_back(connection, seen, decision.field, decision.reason, now)
            else:
                confirm(connection, seen, now)
            return standing_of(connection, account_id)

    def _ensure_has(self, connection: Connection, account: AccountRecord, name: str) -> None:
        """Refuse the name of a box that the account has not; "" is its whole."""
        names = {stored.name for stored in accounts.fields(connection, [account.id])}
        if name and name not in names | account.answers.keys():
            raise FieldError("field", "이 계정에 없는 칸이에요.")

    def _values(self, connection: Connection, account: AccountRecord) -> dict[str, str]:
        place = (account.id, account.seller_id, account.mall)
        found = accounts.fields(connection, [account.id])
        return {stored.name: self.keys.value_of(stored, *place) for stored in found}


def _opening(account: AccountRecord, caller: Caller, revision: int, now: datetime) -> OpeningRecord:
    return OpeningRecord(
        id=uuid4().hex,
        request_id=None,
        seller_id=account.seller_id,
        mall=account.mall,
        staff_id="",
        reason=REASON,
        opened_at=now,
        closes_at=now,
        revision=revision,
        token_id=caller.id,
    )
