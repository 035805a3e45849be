"""What members do for themselves: password, recovery codes, passkeys; both factors are asked again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from wizard.crypto import passkeys, password_rules, passwords
from wizard.crypto.passkeys import RelyingParty
from wizard.db.engine import reading
from wizard.db.queries import second_factors, sessions, staff
from wizard.db.records import PasskeyRecord, StaffRecord
from wizard.errors import (
    ConstraintError,
    FieldError,
    KnownPasskeyError,
    NotFoundError,
)
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.identity import USED_CODE, Identity, Proof, found_member
from wizard.services.keys import Keys
from wizard.services.repeated_forms import new_seed
from wizard.services.second_factors import Factors, Signature
from wizard.services.staff import SignedIn, let_in

MAX_NAME_CHARS = 40
MAX_PASSKEYS = 10
KNOWN_PASSKEY = "이미 만들어 둔 패스키예요. 다른 기기에서 만들거나 인증 앱의 번호를 쓰면 돼요."
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

    @property
    def identity(self) -> Identity:
        """What asks members who they are again."""
        return Identity(self.engine, self.factors, self.now)

    def passkeys(self, staff_id: str) -> Sequence[PasskeyRecord]:
        """List a member's passkeys."""
        with reading(self.engine) as connection:
            return second_factors.passkeys(connection, staff_id)

    def recovery_left(self, staff_id: str) -> int:
        """Count the recovery codes that a member has left."""
        with reading(self.engine) as connection:
            return second_factors.count_recovery(connection, staff_id)

    def change_password(self, staff_id: str, proof: Proof, new: str) -> SignedIn:
        """Give a member another password; every browser is signed out, and this one in again.

        Raises:
            FieldError: the proof does not fit, or the new password is easily guessed.

        """
        now = self.now()

        def change(connection: Connection, member: StaffRecord, by: str) -> SignedIn:
            if problem := password_rules.fault(new, member.email):
                raise FieldError("new", problem)
            if passwords.matches(member.password, new):
                raise FieldError("new", SAME_PASSWORD)
            staff.change_password(connection, staff_id, passwords.digest(new))
            sessions.drop_of_staff(connection, staff_id)
            changed = found_member(connection, staff_id)
            event, browser = Event.STAFF_PASSWORD_CHANGED, proof.visit.browser
            return let_in(connection, changed, by, now, event, browser=browser)

        return self.identity.prove(staff_id, proof, change)

    def new_recovery_codes(self, staff_id: str, proof: Proof) -> Sequence[str]:
        """Give a member new recovery codes; they are told once, and the old ones are gone.

        Sent again at once, the same form is told the same codes, as long as they are the last made.

        Raises:
            FieldError: the proof does not fit.

        """
        codes = passwords.new_recovery_codes(new_seed())

        def renew(connection: Connection, _member: StaffRecord, _by: str) -> Sequence[str]:
            self._note(connection, Event.STAFF_CODES_MADE, staff_id)
            self.factors.renew_recovery(connection, staff_id, codes)
            return codes

        try:
            return self.identity.prove(staff_id, proof, renew)
        except FieldError as problem:
            if str(problem) == USED_CODE and self._are_last_made(staff_id, codes):
                return codes
            raise

    def creation(self, staff_id: str, bound_to: str, site: RelyingParty) -> str:
        """Write what a browser needs to make a passkey, as JSON."""
        with reading(self.engine) as connection:
            email = found_member(connection, staff_id).email
            known = [row.credential for row in second_factors.passkeys(connection, staff_id)]
        return passkeys.creation(site, staff_id, email, self.factors.challenge(bound_to), known)

    def add_passkey(self, staff_id: str, proof: Proof, signature: Signature, name: str) -> None:
        """Keep the passkey that a browser has made for a member.

        Raises:
            FieldError: the proof does not fit, or they have as many as one may have.
            PasskeyError: it was made for nothing that this browser was asked.
            KnownPasskeyError: there is this passkey already.

        """

        def add(connection: Connection, _member: StaffRecord, _by: str) -> None:
            if len(second_factors.passkeys(connection, staff_id)) >= MAX_PASSKEYS:
                raise FieldError(
                    "name", f"패스키는 {MAX_PASSKEYS}개까지예요. 안 쓰는 것을 지워 주세요."
                )
            called = name[:MAX_NAME_CHARS] or "패스키"
            self.factors.made(connection, staff_id, signature, called)
            self._note(connection, Event.PASSKEY_ADDED, staff_id)

        try:
            self.identity.prove(staff_id, proof, add)
        except ConstraintError:
            raise KnownPasskeyError(KNOWN_PASSKEY) from None

    def passkey(self, staff_id: str, passkey_id: str) -> PasskeyRecord:
        """Find one of a member's passkeys."""
        for found in self.passkeys(staff_id):
            if found.id == passkey_id:
                return found
        raise NotFoundError("no such passkey")

    def drop_passkey(self, staff_id: str, proof: Proof, passkey_id: str) -> None:
        """Take a passkey away.

        Raises:
            FieldError: the proof does not fit.

        """

        def drop(connection: Connection, _member: StaffRecord, _by: str) -> None:
            if not second_factors.drop_passkey(connection, staff_id, passkey_id):
                raise NotFoundError("no such passkey")
            self._note(connection, Event.PASSKEY_DROPPED, staff_id)

        self.identity.prove(staff_id, proof, drop)

    def _note(self, connection: Connection, event: Event, staff_id: str) -> None:
        record_event(connection, event, f"staff:{staff_id}", self.now(), subject=staff_id)

    def _are_last_made(self, staff_id: str, codes: Sequence[str]) -> bool:
        with reading(self.engine) as connection:
            return self.factors.are_recovery(connection, staff_id, codes)
