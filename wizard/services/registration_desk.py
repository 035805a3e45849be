"""What an operator does at a request to register an account: says that it stands in 아임셀러, or sends it back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import checks, registrations, requests
from wizard.db.records import RegistrationRecord, RequestRecord
from wizard.errors import NotFoundError, RefusedError
from wizard.korean.calendar import clock
from wizard.services.registration_asking import KIND, is_waiting
from wizard.services.registration_decisions import Seen, confirm, send_back

NOT_YOURS = "내가 맡은 등록 요청에서만 할 수 있어요. 먼저 ‘내가 맡기’를 눌러 주세요."
NOT_SEEN = (
    "이 계정을 먼저 열고, 값을 아임셀러에 등록한 다음 ‘등록했어요’를 눌러 주세요. "
    "판매자가 고친 계정은 다시 열어야 해요."
)


@dataclass(frozen=True)
class RegistrationDesk:
    """Lets an operator decide on what they have seen, at a request that is theirs."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def stands(self, account_id: str) -> RegistrationRecord | None:
        """Give how an account stands."""
        with reading(self.engine) as connection:
            return registrations.registration(connection, account_id)

    def may_end(self, request: RequestRecord) -> bool:
        """Say whether a request may be put away as it is: one to register an account, once that is decided."""
        with reading(self.engine) as connection:
            return request.kind != KIND or not is_waiting(connection, request.account_id)

    def seen(self, request_id: str, staff_id: str) -> int:
        """Give the revision of the account that a member of staff saw last for a request; 0 for none."""
        with reading(self.engine) as connection:
            return _seen(connection, request_id, staff_id)

    def confirm(self, request_id: str, staff_id: str, revision: int) -> None:
        """Take in that an operator has entered an account in 아임셀러, as they saw it.

        Raises:
            ChangedError: the seller has changed it since; nothing was written down.
            NotFoundError: there is no such request about an account.
            RefusedError: the request is not theirs, or they have not opened this revision for it.

        """
        with writing(self.engine) as connection:
            seen = self._held(connection, request_id, staff_id, revision)
            if _seen(connection, request_id, staff_id) < revision:
                raise RefusedError(NOT_SEEN)
            confirm(connection, seen, self.now())

    def send_back(
        self, request_id: str, staff_id: str, revision: int, field: str, reason: str
    ) -> None:
        """Send an account back to its seller, with what to correct.

        Raises:
            ChangedError: the seller has changed it since; nothing was written down.
            NotFoundError: there is no such request about an account.
            RefusedError: the request is not theirs.

        """
        with writing(self.engine) as connection:
            seen = self._held(connection, request_id, staff_id, revision)
            send_back(connection, seen, field, reason, self.now())

    def _held(self, connection: Connection, request_id: str, staff_id: str, revision: int) -> Seen:
        """Hold the account of a request and then the request, as whoever saves does."""
        found = requests.request(connection, request_id)
        if found is None or found.account_id is None or found.kind != KIND:
            raise NotFoundError(f"no request {request_id[:40]!r} to register an account")
        checks.account(connection, found.account_id, lock=True)
        _ensure_theirs(requests.request(connection, request_id, lock=True), staff_id)
        return Seen(found.account_id, f"staff:{staff_id}", revision)


def _ensure_theirs(request: RequestRecord | None, staff_id: str) -> None:
    if request is None:
        raise NotFoundError("the request went with its account")
    if request.assignee != staff_id:
        raise RefusedError(NOT_YOURS)


def _seen(connection: Connection, request_id: str, staff_id: str) -> int:
    last = requests.last_opening(connection, request_id, staff_id)
    return (last.revision or 0) if last else 0
