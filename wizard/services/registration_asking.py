"""Each save asks for an account to be registered in 아임셀러: of the staff by a request, of 아임셀러's system by an event."""

from dataclasses import replace
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection

from wizard.db.queries import registrations, requests
from wizard.db.records import AccountRecord, RegistrationRecord, RequestRecord
from wizard.services.event_types import EventType
from wizard.services.outbox import emit
from wizard.services.requests import request_about
from wizard.settings import Registrar

Standing = Literal["asked", "unasked", "unfinished"]
"""How what is saved stands at first: it is to be registered; its mall is closed; a value is yet to come."""

HELD_BACK: tuple[Standing, ...] = ("unasked", "unfinished")

KIND = registrations.KIND


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
        put_request(connection, account.id, "closed", now)
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
    return next((one for one in HELD_BACK if before and before.state == one), None)


def request_of(account: AccountRecord, now: datetime) -> RequestRecord:
    """Give the request by which the staff register an account."""
    return request_about(account, KIND, now)


def put_request(
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
