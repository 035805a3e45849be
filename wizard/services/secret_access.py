"""Secrets opened for staff: for an issuance request that is theirs, for a reason, seen by the seller."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, Row

from wizard.db.engine import reading
from wizard.db.queries import accounts, requests
from wizard.errors import NotFoundError, RefusedError
from wizard.korean.calendar import clock
from wizard.services.accounts import Accounts
from wizard.services.audit import record_event
from wizard.services.audit_events import Event

MINUTES = 15
REASONS = {
    "issue": "키를 대신 발급하려고",
    "retry": "발급이 안 되어 다시 하려고",
    "check": "저장된 값이 맞는지 확인하려고",
}


@dataclass(frozen=True)
class Opened:
    """An account's values, opened once; never printed."""

    account_id: str
    mall: str
    step_id: str
    closes_at: datetime
    values: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class SecretAccess:
    """Opens what sellers sealed, and takes in the key that came of it."""

    engine: Engine
    accounts: Accounts
    now: Callable[[], datetime] = clock

    def open(self, request_id: str, staff_id: str, reason: str) -> Opened:
        """Open an account's values for the operator whose issuance request this is.

        Raises:
            KeysError, SealError: they cannot be opened; nothing was written down then.
            NotFoundError: there is no such request.
            RefusedError: the request is not theirs, or is closed, or the reason is none of ours.

        """
        if reason not in REASONS:
            raise RefusedError("이유를 골라 주세요.")
        now = self.now()
        closes_at = now + timedelta(minutes=MINUTES)
        with self.engine.begin() as connection:
            account = self._account(connection, request_id, staff_id)
            values = self._values(connection, account)
            who = {"request_id": request_id, "staff_id": staff_id, "seller_id": account.seller_id}
            what = {"mall": account.mall, "reason": reason}
            moments = {"opened_at": now, "closes_at": closes_at}
            requests.add_opening(connection, id=uuid4().hex, **who, **what, **moments)
            ids = {"seller_id": account.seller_id, "subject": account.id}
            record_event(
                connection, Event.SECRET_OPENED, f"staff:{staff_id}", now, **ids, detail=reason
            )
        return Opened(account.id, account.mall, account.step_id, closes_at, values)

    def enter_key(self, request_id: str, staff_id: str, key: str) -> None:
        """Put the key that was issued into the account, and answer the request.

        Raises:
            RefusedError: the operator has not opened the account for it in the last minutes.

        """
        now = self.now()
        with self.engine.begin() as connection:
            account = self._account(connection, request_id, staff_id)
            if not self._is_open(connection, request_id, staff_id):
                raise RefusedError(f"계정을 연 지 {MINUTES}분이 지났어요. 다시 열고 넣어 주세요.")
            self.accounts.enter_key(connection, account, key)
            requests.change(connection, request_id, state="answered", updated_at=now)
            ids = {"seller_id": account.seller_id, "subject": account.id}
            record_event(connection, Event.KEY_ENTERED, f"staff:{staff_id}", now, **ids)

    def is_open(self, request_id: str, staff_id: str) -> bool:
        """Say whether a member of staff has opened the account within the last minutes."""
        with reading(self.engine) as connection:
            return self._is_open(connection, request_id, staff_id)

    def _is_open(self, connection: Connection, request_id: str, staff_id: str) -> bool:
        last = requests.last_opening(connection, request_id, staff_id)
        return last is not None and last.closes_at > self.now()

    def _account(self, connection: Connection, request_id: str, staff_id: str) -> Row[Any]:
        found = requests.request(connection, request_id, lock=True)
        if found is None or found.account_id is None:
            raise NotFoundError(f"no request {request_id[:40]!r} about an account")
        if found.kind != "issuance" or found.state == "closed" or found.assignee != staff_id:
            raise RefusedError("내가 맡은, 열려 있는 발급대행 요청에서만 열 수 있어요.")
        account = accounts.account(connection, found.seller_id, found.account_id)
        if account is None:
            raise NotFoundError(f"no account of request {request_id[:40]!r}")
        return account

    def _values(self, connection: Connection, account: Row[Any]) -> dict[str, str]:
        keys, place = self.accounts.keys, (account.id, account.seller_id, account.mall)
        stored = accounts.fields(connection, [account.id])
        return {row.name: keys.value_of(row, *place) for row in stored}
