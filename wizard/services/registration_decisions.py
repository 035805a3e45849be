"""What was done with an account in 아임셀러: it stands there, or it goes back to its seller with a reason."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from wizard.db.queries import checks, registrations
from wizard.db.records import AccountRecord, RegistrationRecord
from wizard.errors import ChangedError, FieldError, NotFoundError
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.event_types import EventType
from wizard.services.outbox import emit, moment
from wizard.services.registration_asking import put_request
from wizard.services.requests import add_message

MAX_REASON_CHARS = 500
UNDECIDABLE = {
    "unfinished": "판매자가 아직 다 적지 않은 계정이에요. 다 적고 저장하면 등록 요청이 다시 와요.",
    "unasked": "쇼핑몰이 닫혀 있을 때 저장한 계정이라 등록하지 않아요.",
}
"""Why nothing is decided on an account that asks nobody to register it, by how it stands."""


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


def confirm(connection: Connection, seen: Seen, now: datetime) -> RegistrationRecord:
    """Take in that a revision of an account stands in 아임셀러, in the transaction of whoever says so.

    Raises:
        ChangedError, FieldError, NotFoundError: as `Registrations.confirm`.

    """
    account, found = _held(connection, seen)
    if found.state == "registered":
        put_request(connection, account.id, "closed", now)
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
        ChangedError, FieldError, NotFoundError: as `Registrations.send_back`.

    """
    account, found = _held(connection, seen)
    why = replace(found, state="returned", field=field, reason=reason[:MAX_REASON_CHARS])
    if why == found:
        put_request(connection, account.id, "answered", now)
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
    if found.state in UNDECIDABLE:
        raise FieldError("state", UNDECIDABLE[found.state])
    return account, found


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
    asked = put_request(connection, account.id, state, now)
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
