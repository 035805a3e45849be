"""Whether an account stands in 아임셀러: asked for by each save, told by whoever has entered it there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import uuid4

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import checks, registrations, requests
from wizard.db.records import AccountRecord, RegistrationRecord, RequestRecord
from wizard.errors import ChangedError, NotFoundError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.event_types import EventType
from wizard.services.outbox import emit, moment
from wizard.services.requests import add_message
from wizard.settings import Registrar

Registration = RegistrationRecord
"""How an account stands in 아임셀러, as views are given it."""

Standing = Literal["asked", "unasked", "unfinished"]
"""How what is saved stands at first: it is to be registered; its mall is closed; a value is yet to come."""

KIND = registrations.KIND
BATCH = 500
MAX_REASON_CHARS = 500


@dataclass(frozen=True)
class Seen:
    """What somebody decides on: a revision of an account, as they saw it.

    Attributes:
        account_id: whose.
        by: who saw it: "staff:<id>" or "api:<token id>".
        revision: of the account.

    """

    account_id: str
    by: str
    revision: int


def ask_of_saved(
    connection: Connection,
    account: AccountRecord,
    now: datetime,
    by: Registrar = "staff",
    state: Standing = "asked",
) -> int:
    """Have an account registered, in the transaction that saves or changes it; return its revision.

    Args:
        connection: of that transaction, which holds the account.
        account: as it is being saved.
        now: when.
        by: who registers; the staff have a request for it, 아임셀러's own system is told by an event.
        state: how it stands from now on; what is not "asked" nobody registers.

    """
    revision = registrations.ask(connection, RegistrationRecord(account.id, 1, state, now))
    if by == "staff" and state == "asked":
        registrations.ask_staff(connection, request_of(account, now))
    elif state != "asked":
        _put_request(connection, account.id, "closed", now)
    _tell_saved(connection, account, revision, now)
    return revision


def ask_anew(
    connection: Connection, account: AccountRecord, now: datetime, by: Registrar = "staff"
) -> int:
    """Have an account registered with what staff put into it, unless nobody registered it as it was saved."""
    return ask_of_saved(connection, account, now, by, held_back(connection, account.id) or "asked")


def is_waiting(connection: Connection, account_id: str | None) -> bool:
    """Say whether an account waits to be registered."""
    stands = registrations.registration(connection, account_id) if account_id else None
    return stands is not None and stands.state == "asked"


def held_back(connection: Connection, account_id: str) -> Standing | None:
    """Say why nobody registers an account as it was saved: its mall was closed, or a value is yet to come."""
    before = registrations.registration(connection, account_id)
    if before is not None and before.state == "unasked":
        return "unasked"
    return "unfinished" if before is not None and before.state == "unfinished" else None


def request_of(account: AccountRecord, now: datetime) -> RequestRecord:
    """Give the request by which the staff register an account."""
    return RequestRecord(
        id=uuid4().hex,
        kind=KIND,
        state="open",
        created_at=now,
        updated_at=now,
        account_id=account.id,
        seller_id=account.seller_id,
        mall=account.mall,
        step_id=account.step_id,
        revision=account.revision,
        answers=account.answers,
    )


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
            NotFoundError: there is no such account.

        """
        with writing(self.engine) as connection:
            seen = Seen(account_id, actor, revision)
            return send_back(connection, seen, field, reason, self.now())


def confirm(connection: Connection, seen: Seen, now: datetime) -> RegistrationRecord:
    """Take in that a revision of an account stands in 아임셀러, in the transaction of whoever says so.

    Raises:
        ChangedError, NotFoundError: as `Registrations.confirm`.

    """
    account, found = _held(connection, seen)
    if found.state == "registered":
        _put_request(connection, account.id, "closed", now)
        return found
    decided = replace(
        found,
        state="registered",
        decided_at=now,
        decided_by=seen.by,
        registered_revision=seen.revision,
        registered_at=now,
        field="",
        reason="",
    )
    _decide(connection, account, decided, Event.REGISTRATION_CONFIRMED, "closed")
    return decided


def send_back(
    connection: Connection, seen: Seen, field: str, reason: str, now: datetime
) -> RegistrationRecord:
    """Send an account back for a box and a reason, in the transaction of whoever does.

    Raises:
        ChangedError, NotFoundError: as `Registrations.send_back`.

    """
    account, found = _held(connection, seen)
    why = replace(found, state="returned", field=field, reason=reason[:MAX_REASON_CHARS])
    if why == found:
        _put_request(connection, account.id, "answered", now)
        return found
    decided = replace(why, decided_at=now, decided_by=seen.by)
    _decide(connection, account, decided, Event.REGISTRATION_RETURNED, "answered")
    return decided


def _held(connection: Connection, seen: Seen) -> tuple[AccountRecord, RegistrationRecord]:
    """Give an account and how it stands, which nobody changes until the transaction ends."""
    account = checks.account(connection, seen.account_id, lock=True)
    found = registrations.registration(connection, seen.account_id)
    if account is None or found is None:
        raise NotFoundError(f"no account {seen.account_id[:40]!r}")
    if found.revision != seen.revision:
        raise ChangedError(found.revision)
    return account, found


def _put_request(
    connection: Connection, account_id: str, state: str, now: datetime
) -> RequestRecord | None:
    """Let the staff's request stand as the decision has it; None if there is none."""
    found = requests.requests(connection, [account_id])
    asked = next((one for one in found if one.kind == KIND), None)
    if asked and asked.state != state:
        closed_at = now if state == "closed" else asked.closed_at
        moved = replace(asked, state=state, updated_at=now, closed_at=closed_at)
        requests.note_state(connection, moved)
    return asked


def _decide(
    connection: Connection,
    account: AccountRecord,
    decided: RegistrationRecord,
    event: Event,
    state: str,
) -> None:
    """Write a decision down, with its event, and put the staff's request where it belongs."""
    registrations.note(connection, decided)
    now = decided.decided_at or decided.asked_at
    asked = _put_request(connection, account.id, state, now)
    whose, _, staff_id = decided.decided_by.partition(":")
    if asked and decided.reason and whose == "staff":
        add_message(connection, asked.id, staff_id, decided.reason, now)
    record_event(
        connection,
        event,
        decided.decided_by,
        now,
        seller_id=account.seller_id,
        subject=account.id,
        detail=account.mall,
    )
    _tell_decided(connection, account, decided, now)


def _tell_saved(
    connection: Connection, account: AccountRecord, revision: int, now: datetime
) -> None:
    expires_on = account.expires_on.isoformat() if account.expires_on else None
    emit(
        connection,
        EventType.ACCOUNT_SAVED if revision == 1 else EventType.ACCOUNT_CHANGED,
        now,
        seller_id=account.seller_id,
        account_id=account.id,
        data={"mall": account.mall, "expires_on": expires_on},
    )


def _tell_decided(
    connection: Connection, account: AccountRecord, decided: RegistrationRecord, now: datetime
) -> None:
    is_back = decided.state == "returned"
    told = {"field": decided.field} if is_back else {"registered_at": moment(decided.registered_at)}
    emit(
        connection,
        EventType.REGISTRATION_RETURNED if is_back else EventType.REGISTRATION_REGISTERED,
        now,
        seller_id=account.seller_id,
        account_id=account.id,
        data={"mall": account.mall, **told},
    )
