"""What members do for themselves: password, recovery codes, passkeys; the password is asked again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from wizard.crypto import passkeys, password_rules, passwords
from wizard.crypto.passkeys import RelyingParty
from wizard.db.engine import reading, writing
from wizard.db.queries import second_factors, sessions, staff
from wizard.db.records import PasskeyRecord, StaffRecord
from wizard.errors import FieldError, NotFoundError, UsedCodeError
from wizard.korean.calendar import clock
from wizard.services import lockout
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.keys import Keys
from wizard.services.lockout import Visit
from wizard.services.second_factors import Factors, Signature
from wizard.services.staff import SignedIn, let_in
from wizard.services.trusted_browsers import known_to

MAX_NAME_CHARS = 40
MAX_PASSKEYS = 10
WRONG_PASSWORD = "지금 비밀번호가 맞지 않아요. 다시 적어 주세요."  # noqa: S105
LOCKED = "여러 번 틀려서 잠시 잠겼어요. 15분 뒤에 다시 해 주세요."
WRONG_CODE = "인증번호가 맞지 않아요. 앱에 지금 보이는 여섯 자리를 적어 주세요."
USED_CODE = "이 인증번호는 이미 썼어요. 앱에 새 번호가 나오면 그 번호를 적어 주세요."
SAME_PASSWORD = "지금 비밀번호와 같아요. 다른 비밀번호를 적어 주세요."  # noqa: S105


@dataclass(frozen=True)
class OwnAccount:
    """Lets members look after their own sign-in."""

    engine: Engine
    keys: Keys
    now: Callable[[], datetime] = clock

    @property
    def factors(self) -> Factors:
        """The second factors of the staff."""
        return Factors(self.engine, self.keys, self.now)

    def passkeys(self, staff_id: str) -> Sequence[PasskeyRecord]:
        """List a member's passkeys."""
        with reading(self.engine) as connection:
            return second_factors.passkeys(connection, staff_id)

    def recovery_left(self, staff_id: str) -> int:
        """Count the recovery codes that a member has left."""
        with reading(self.engine) as connection:
            return second_factors.count_recovery(connection, staff_id)

    def change_password(self, staff_id: str, old: str, code: str, new: str, visit: Visit) -> SignedIn:  # fmt: skip
        """Give a member another password; every browser is signed out, and this one in again.

        Raises:
            FieldError: the old password or the code does not fit, or the new is easily guessed.

        """
        self.confirm(staff_id, old, visit)
        now = self.now()
        with writing(self.engine) as connection:
            member = _member(connection, staff_id)
            if problem := password_rules.fault(new, member.email):
                raise FieldError("new", problem)
            if passwords.matches(member.password, new):
                raise FieldError("new", SAME_PASSWORD)
            by = self._proved(connection, member, code)
            staff.change_password(connection, staff_id, passwords.digest(new))
            sessions.drop_of_staff(connection, staff_id)
            changed = _member(connection, staff_id)
            return let_in(connection, changed, by, now, Event.STAFF_PASSWORD_CHANGED)

    def new_recovery_codes(self, staff_id: str, password: str, visit: Visit) -> list[str]:
        """Give a member new recovery codes; they are told once, and the old ones are gone.

        Raises:
            FieldError: the password does not fit.

        """
        self.confirm(staff_id, password, visit)
        with writing(self.engine) as connection:
            event = Event.STAFF_CODES_MADE
            record_event(connection, event, f"staff:{staff_id}", self.now(), subject=staff_id)
            return self.factors.renew_recovery(connection, staff_id)

    def creation(self, staff_id: str, bound_to: str, site: RelyingParty) -> str:
        """Write what a browser needs to make a passkey, as JSON."""
        with reading(self.engine) as connection:
            email = _member(connection, staff_id).email
            known = [row.credential for row in second_factors.passkeys(connection, staff_id)]
        return passkeys.creation(site, staff_id, email, self.factors.challenge(bound_to), known)

    def add_passkey(self, staff_id: str, signature: Signature, name: str) -> None:
        """Keep the passkey that a browser has made for a member who confirmed their password.

        Raises:
            PasskeyError: it was made for nothing that this browser was asked.

        """
        with writing(self.engine) as connection:
            if len(second_factors.passkeys(connection, staff_id)) >= MAX_PASSKEYS:
                raise FieldError(
                    "name", f"패스키는 {MAX_PASSKEYS}개까지예요. 안 쓰는 것을 지워 주세요."
                )
            self.factors.made(connection, staff_id, signature, name[:MAX_NAME_CHARS] or "패스키")
            event = Event.PASSKEY_ADDED
            record_event(connection, event, f"staff:{staff_id}", self.now(), subject=staff_id)

    def drop_passkey(self, staff_id: str, passkey_id: str) -> None:
        """Take a passkey away."""
        with writing(self.engine) as connection:
            if not second_factors.drop_passkey(connection, staff_id, passkey_id):
                raise NotFoundError("no such passkey")
            event = Event.PASSKEY_DROPPED
            record_event(connection, event, f"staff:{staff_id}", self.now(), subject=staff_id)

    def confirm(self, staff_id: str, password: str, visit: Visit) -> None:
        """Ask a member for their password again; wrong tries count as at the sign-in.

        Raises:
            FieldError: it does not fit, or they are locked out.

        """
        with reading(self.engine) as connection:
            member = _member(connection, staff_id)
        fits, now = passwords.matches(member.password or passwords.NOBODY, password), self.now()
        with writing(self.engine) as connection:
            seen = known_to(member, visit)
            counters = lockout.keys(connection, now, member.email, staff_id, seen)
            is_locked = lockout.is_locked(connection, now, counters)
            if not fits and not is_locked:
                lockout.count(connection, now, counters)
                record_event(
                    connection, Event.STAFF_REFUSED, f"staff:{staff_id}", now, subject=staff_id
                )
        if is_locked or not fits:
            raise FieldError("password", LOCKED if is_locked else WRONG_PASSWORD)

    def _proved(self, connection: Connection, member: StaffRecord, code: str) -> str:
        try:
            by = self.factors.proves(connection, member, code)
        except UsedCodeError:
            raise FieldError("code", USED_CODE) from None
        if not by:
            raise FieldError("code", WRONG_CODE)
        return by


def _member(connection: Connection, staff_id: str) -> StaffRecord:
    found = staff.member(connection, staff_id)
    if found is None:
        raise NotFoundError("no such member")
    return found
