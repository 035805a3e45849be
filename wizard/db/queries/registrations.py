"""What stands in 아임셀러, and what waits to."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, case, null, select, update
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import Account, Registration, Request
from wizard.db.queries.requests import AnswerTime
from wizard.db.records import AccountRecord, RegistrationRecord, RequestRecord
from wizard.db.rows import every, first, select_record, values_of

_REGISTRATIONS, _REQUESTS, _ACCOUNTS = table(Registration), table(Request), table(Account)
KIND = "registration"
_OF_ACCOUNTS = select_record(RegistrationRecord, _REGISTRATIONS).where(
    _REGISTRATIONS.c.account_id.in_(bindparam("accounts", expanding=True))
)
_LATELY = (
    select(_REGISTRATIONS.c.asked_at, _REGISTRATIONS.c.decided_at)
    .where(_REGISTRATIONS.c.decided_at >= bindparam("since"))
    .order_by(_REGISTRATIONS.c.decided_at.desc())
    .limit(bindparam("most"))
)


def registrations(
    connection: Connection, account_ids: Iterable[str]
) -> Sequence[RegistrationRecord]:
    """Give how several accounts stand."""
    return every(connection, _OF_ACCOUNTS, RegistrationRecord, {"accounts": list(account_ids)})


def registration(connection: Connection, account_id: str) -> RegistrationRecord | None:
    """Give how an account stands; whoever changes it holds the account."""
    return first(connection, _OF_ACCOUNTS, RegistrationRecord, {"accounts": [account_id]})


def ask(connection: Connection, asked: RegistrationRecord) -> int:
    """Write down that an account was saved, and give its revision: one more than it had."""
    statement = _ASK[connection.dialect.name]
    return int(connection.execute(statement, values_of(asked)).scalar_one())


def ask_staff(connection: Connection, asked: RequestRecord) -> None:
    """Have the staff register an account; what they were asked before is asked again."""
    connection.execute(_ASK_STAFF[connection.dialect.name], values_of(asked))


def note(connection: Connection, decided: RegistrationRecord) -> None:
    """Write down what was decided of a registration: a change, which has no number yet."""
    own = _REGISTRATIONS.c.account_id == decided.account_id
    values = {name: value for name, value in values_of(decided).items() if name != "account_id"}
    connection.execute(update(_REGISTRATIONS).where(own).values(values | {"change_number": None}))


def waits(connection: Connection, since: datetime, most: int) -> Sequence[AnswerTime]:
    """Give when the accounts decided last were asked for, and when each was decided; newest first."""
    return every(connection, _LATELY, AnswerTime, {"since": since, "most": most})


def unasked_of_staff(connection: Connection, most: int) -> Sequence[AccountRecord]:
    """Give accounts that wait to be registered, and that no request asks the staff to register."""
    is_about = (_REQUESTS.c.account_id == _ACCOUNTS.c.id) & (_REQUESTS.c.kind == KIND)
    query = (
        select_record(AccountRecord, _ACCOUNTS)
        .join(_REGISTRATIONS, _REGISTRATIONS.c.account_id == _ACCOUNTS.c.id)
        .outerjoin(_REQUESTS, is_about)
        .where(_REGISTRATIONS.c.state == "asked", _REQUESTS.c.id.is_(None))
        .limit(most)
    )
    return every(connection, query, AccountRecord)


def add_missing(connection: Connection, asked: Sequence[RequestRecord]) -> None:
    """Ask the staff for several accounts, of which somebody else may do so at this moment."""
    connection.execute(_ADD_MISSING[connection.dialect.name], [values_of(one) for one in asked])


def reopen(connection: Connection, now: datetime) -> None:
    """Ask the staff anew for what waits and was put away while another registered."""
    waiting = select(_REGISTRATIONS.c.account_id).where(_REGISTRATIONS.c.state == "asked")
    mine = (_REQUESTS.c.kind == KIND, _REQUESTS.c.state == "closed")
    anew = {"state": "open", "assignee": "", "updated_at": now, "renewed_at": now}
    connection.execute(
        update(_REQUESTS).where(*mine, _REQUESTS.c.account_id.in_(waiting)).values(anew)
    )


def put_away(connection: Connection, now: datetime) -> None:
    """Ask the staff for nothing any more, where another registers."""
    mine = (_REQUESTS.c.kind == KIND, _REQUESTS.c.state != "closed")
    ended = {"state": "closed", "updated_at": now, "closed_at": now}
    connection.execute(update(_REQUESTS).where(*mine).values(ended))


def _asking(insert: Any) -> Any:
    new = insert(_REGISTRATIONS)
    void = ("state", "asked_at", "decided_at", "decided_by", "field", "reason")
    anew = {name: new.excluded[name] for name in void}
    anew["revision"] = _REGISTRATIONS.c.revision + 1
    anew["change_number"] = null()
    return new.on_conflict_do_update(index_elements=["account_id"], set_=anew).returning(
        _REGISTRATIONS.c.revision
    )


def _asking_staff(insert: Any) -> Any:
    """Build what asks the staff: what was put away is nobody's, the rest stays whose it is."""
    new = insert(_REQUESTS)
    seen = ("step_id", "revision", "answers", "updated_at")
    anew = {name: new.excluded[name] for name in seen}
    anew["renewed_at"] = new.excluded.created_at
    is_closed = _REQUESTS.c.state == "closed"
    anew["assignee"] = case((is_closed, ""), else_=_REQUESTS.c.assignee)
    anew["state"] = case((is_closed | (_REQUESTS.c.assignee == ""), "open"), else_="taken")
    return new.on_conflict_do_update(index_elements=["account_id", "kind"], set_=anew)


# Built once: a save waits on them, and building one costs more than running it.
_DIALECTS: tuple[tuple[str, Any], ...] = (
    ("postgresql", postgresql.insert),
    ("sqlite", sqlite.insert),
)
_ASK = {name: _asking(insert) for name, insert in _DIALECTS}
_ADD_MISSING = {
    name: insert(_REQUESTS).on_conflict_do_nothing(index_elements=["account_id", "kind"])
    for name, insert in _DIALECTS
}
_ASK_STAFF = {name: _asking_staff(insert) for name, insert in _DIALECTS}
