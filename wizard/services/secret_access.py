"""Secrets opened for staff: for a request that is theirs, for a reason, seen by the seller."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import accounts, checks, invitations, registrations, requests, staff
from wizard.db.records import AccountRecord, OpeningRecord, RequestRecord
from wizard.errors import NotFoundError, OpenElsewhereError, RefusedError
from wizard.korean.calendar import clock
from wizard.services.accounts import Accounts
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.roles import Role

MINUTES = 15
LIFE_DAYS = 30
KINDS = frozenset({"issuance", "registration"})
"""Requests for whose sake an account may have to be opened."""

NOT_YOURS = "내가 맡은, 열려 있는 발급대행이나 등록 요청에서만 열 수 있어요."
CLOSED_ONCE = (
    "한 번 끝낸 요청이에요. 판매자가 다시 요청하거나 이 요청에 말을 남기면 계정을 열 수 있어요."
)
TOO_OLD = (
    f"판매자가 마지막으로 요청한 지 {LIFE_DAYS}일이 지났어요. "
    "판매자가 다시 요청하거나 이 요청에 말을 남기면 계정을 열 수 있어요."
)
OWN_LINK = (
    "판매자가 내가 만든 링크로 들어와 요청했어요. 링크를 만든 사람은 그 계정을 열 수 없으니 "
    "다른 발급 담당자에게 넘겨 주세요."
)
OPEN_ELSEWHERE = (
    "다른 담당자가 지금 이 계정을 열어 보고 있어요. 누구인지 아래에서 보고, 서로 이야기한 뒤에 "
    "‘알고 있어요’를 골라 다시 눌러 주세요."
)
REASONS = {
    "issue": "키를 대신 발급하려고",
    "retry": "발급이 안 되어 다시 하려고",
    "check": "저장된 값이 맞는지 확인하려고",
    "register": "아임셀러에 등록하려고",
}
REASONS_FOR = {
    "issuance": {name: REASONS[name] for name in ("issue", "retry", "check")},
    "registration": {name: REASONS[name] for name in ("register", "check")},
}
"""What an account may be opened for, by the kind of request."""


@dataclass(frozen=True)
class Opened:
    """An account's values, opened once; never printed.

    Attributes:
        revision: of the account, as it is seen.
        answers: what was chosen in its form and on the way to it, which decides its rows.

    """

    account_id: str
    mall: str
    step_id: str
    closes_at: datetime
    revision: int
    values: Mapping[str, str] = field(repr=False)
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class SecretAccess:
    """Opens what sellers sealed, and takes in the key that came of it."""

    engine: Engine
    accounts: Accounts
    now: Callable[[], datetime] = clock

    def open(
        self, request_id: str, staff_id: str, reason: str, known: frozenset[str] = frozenset()
    ) -> Opened:
        """Open an account's values for the operator whose request this is.

        Args:
            request_id: for whose sake.
            staff_id: who opens.
            reason: one of `REASONS_FOR` the request's kind.
            known: the colleagues' openings that they were told of.

        Raises:
            KeysError, SealError: they cannot be opened; nothing was written down then.
            NotFoundError: there is no such request.
            OpenElsewhereError: a colleague has the account open, and they were not told of that.
            RefusedError: the request is not theirs, or is closed, or the reason is none of ours.

        """
        now = self.now()
        closes_at = now + timedelta(minutes=MINUTES)
        with writing(self.engine) as connection:
            request, account = self._issuance(connection, request_id, staff_id)
            if reason not in REASONS_FOR[request.kind]:
                raise RefusedError("이유를 골라 주세요.")
            ensure_known(connection, account.id, staff_id, known, now)
            values = self._values(connection, account)
            stands = registrations.registration(connection, account.id)
            revision = stands.revision if stands else 0
            opening = OpeningRecord(
                id=uuid4().hex,
                request_id=request_id,
                seller_id=account.seller_id,
                mall=account.mall,
                staff_id=staff_id,
                reason=reason,
                opened_at=now,
                closes_at=closes_at,
                revision=revision,
            )
            requests.add_opening(connection, opening)
            record_event(
                connection,
                Event.SECRET_OPENED,
                f"staff:{staff_id}",
                now,
                seller_id=account.seller_id,
                subject=account.id,
                detail=reason,
            )
        answers = {name: tuple(ids) for name, ids in account.answers.items()}
        place = (account.id, account.mall, account.step_id)
        return Opened(*place, closes_at, revision, values, answers)

    def elsewhere(self, account_id: str, staff_id: str) -> Mapping[str, tuple[str, datetime]]:
        """Tell who else has an account open now: opening -> whose address, and until when."""
        with reading(self.engine) as connection:
            return elsewhere(connection, account_id, staff_id, self.now())

    def why_shut(self, request: RequestRecord, staff_id: str) -> str:
        """Say why a request opens no account for a member of staff; "" if it does."""
        with reading(self.engine) as connection:
            return self._why_shut(connection, request, staff_id)

    def _why_shut(self, connection: Connection, request: RequestRecord, staff_id: str) -> str:
        if why := why_shut(request, staff_id, self.now()):
            return why
        return OWN_LINK if _is_asked_by_their_link(connection, request, staff_id) else ""

    def store_issued_key(self, request_id: str, staff_id: str, key: str) -> None:
        """Put the key that was issued into the account, and answer the request.

        Raises:
            RefusedError: the operator has not opened the account for it in the last minutes.

        """
        now = self.now()
        with writing(self.engine) as connection:
            request, account = self._issuance(connection, request_id, staff_id)
            if not self._is_open(connection, request_id, staff_id):
                raise RefusedError(f"계정을 연 지 {MINUTES}분이 지났어요. 다시 열고 넣어 주세요.")
            self.accounts.store_issued_key(connection, account, key)
            requests.note_state(connection, replace(request, state="answered", updated_at=now))
            record_event(
                connection,
                Event.KEY_ENTERED,
                f"staff:{staff_id}",
                now,
                seller_id=account.seller_id,
                subject=account.id,
            )

    def is_open(self, request_id: str, staff_id: str) -> bool:
        """Say whether a member of staff has opened the account within the last minutes."""
        with reading(self.engine) as connection:
            return self._is_open(connection, request_id, staff_id)

    def _is_open(self, connection: Connection, request_id: str, staff_id: str) -> bool:
        last = requests.last_opening(connection, request_id, staff_id)
        return last is not None and last.closes_at > self.now()

    def _issuance(
        self, connection: Connection, request_id: str, staff_id: str
    ) -> tuple[RequestRecord, AccountRecord]:
        """Give an issuance request that is this member's, and the account that it is about."""
        account = self._account_of(connection, request_id)
        found = requests.request(connection, request_id, lock=True)
        if found is None:
            raise NotFoundError(f"no request {request_id[:40]!r}")
        if why := self._why_shut(connection, found, staff_id):
            raise RefusedError(why)
        return found, account

    def _account_of(self, connection: Connection, request_id: str) -> AccountRecord:
        """Hold the account that a request is about: whoever saves it holds it before its requests, too."""
        found = requests.request(connection, request_id)
        account_id = found.account_id if found else None
        account = checks.account(connection, account_id, lock=True) if account_id else None
        if account is None:
            raise NotFoundError(f"no account of request {request_id[:40]!r}")
        return account

    def _values(self, connection: Connection, account: AccountRecord) -> dict[str, str]:
        keys, place = self.accounts.keys, (account.id, account.seller_id, account.mall)
        found = accounts.fields(connection, [account.id])
        return {stored.name: keys.value_of(stored, *place) for stored in found}


def elsewhere(
    connection: Connection, account_id: str, staff_id: str, now: datetime
) -> Mapping[str, tuple[str, datetime]]:
    """Tell who else has an account open now: opening -> whose address, and until when."""
    found = requests.openings_by_others(connection, account_id, staff_id, now)
    known = staff.names(connection, {one.staff_id for one in found})
    return {one.id: (known.get(one.staff_id, ""), one.closes_at) for one in found}


def ensure_known(
    connection: Connection, account_id: str, staff_id: str, known: frozenset[str], now: datetime
) -> None:
    """Let nobody into an account, or take it over, who does not know that a colleague is in it.

    Raises:
        OpenElsewhereError: somebody is of whom they were not told.

    """
    found = elsewhere(connection, account_id, staff_id, now)
    if not found.keys() <= known:
        raise OpenElsewhereError(OPEN_ELSEWHERE)


def why_shut(request: RequestRecord, staff_id: str, now: datetime) -> str:
    """Say why a request opens no account for a member of staff; "" if it does.

    Only the seller's word gives the right to open, and it ends with the request: whoever opens it
    again, takes it over or answers in it has been asked for nothing new.
    """
    if request.kind not in KINDS or request.state == "closed" or request.assignee != staff_id:
        return NOT_YOURS
    asked_at = request.renewed_at or request.created_at
    if request.closed_at and request.closed_at >= asked_at:
        return CLOSED_ONCE
    return "" if now - timedelta(days=LIFE_DAYS) < asked_at else TOO_OLD


def _is_asked_by_their_link(connection: Connection, request: RequestRecord, staff_id: str) -> bool:
    """Say whether the seller's word may have come by a link of whom it lets in, as no seller knows.

    A session lives as long as a request does. Where one person is all who may open, they open.
    """
    asked_at = request.renewed_at or request.created_at
    since = asked_at - timedelta(days=LIFE_DAYS)
    came_by_theirs = any(
        link.made_by == f"staff:{staff_id}"
        and link.started_at
        and since < link.started_at <= asked_at
        for link in invitations.of_seller(connection, request.seller_id or "")
    )
    return came_by_theirs and any(
        member.role == Role.OPERATOR.value and not member.suspended_at and member.id != staff_id
        for member in staff.everybody(connection)
    )
