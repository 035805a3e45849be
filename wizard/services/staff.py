"""The staff: made by the command line, let in by password and second factor."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, Engine

from wizard.crypto import password_rules, passwords
from wizard.db.engine import reading, writing
from wizard.db.queries import second_factors as stored
from wizard.db.queries import sessions, staff
from wizard.db.records import StaffRecord
from wizard.errors import ConstraintError, FieldError, RefusedError, UsedCodeError
from wizard.korean.calendar import clock
from wizard.services import lockout
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.keys import Keys
from wizard.services.lockout import Visit
from wizard.services.roles import Role
from wizard.services.second_factors import Factor, Factors
from wizard.services.sessions import open_session
from wizard.services.staff_cards import StaffCard, card_of
from wizard.services.trusted_browsers import known_to, mark_of

MAX_EMAIL_CHARS = 120
NOT_AN_EMAIL = "이메일 주소를 name@example.com처럼 적어 주세요."


@dataclass(frozen=True)
class SignedIn:
    """A member who has come in.

    Attributes:
        token: of their session; told to their browser once.
        mark: what shows later that a browser was let in with the password of today.
        by: "code", "recovery" or "passkey".
        recovery_left: how many recovery codes they have left.

    """

    token: str = field(repr=False)
    staff_id: str
    mark: str = field(repr=False)
    by: str
    recovery_left: int


@dataclass(frozen=True)
class SignInAttempt:
    """What somebody who wants in has shown.

    Attributes:
        fits: the password is the member's.

    """

    email: str
    member: StaffRecord | None
    factor: Factor = field(repr=False)
    visit: Visit
    fits: bool


@dataclass(frozen=True)
class Staff:
    """Makes members, lets them in, and keeps strangers out."""

    engine: Engine
    keys: Keys
    now: Callable[[], datetime] = clock

    @property
    def factors(self) -> Factors:
        """The second factors of this staff."""
        return Factors(self.engine, self.keys, self.now)

    def add(self, email: str, role: Role, password: str) -> str:
        """Make a member; return the address by which their phone takes the second factor in.

        Raises:
            RefusedError: it is no email, the password is easily guessed, or there is a member of
                this address.

        """
        email = told_email(email)
        if problem := password_rules.fault(password, email):
            raise FieldError("password", problem)
        staff_id, secret, now = uuid4().hex, passwords.new_secret(), self.now()
        member = StaffRecord(
            id=staff_id,
            email=email,
            role=role.value,
            password=passwords.digest(password),
            totp=self.factors.seal(staff_id, secret),
            created_at=now,
        )
        try:
            with writing(self.engine) as connection:
                staff.add(connection, member)
                record_event(
                    connection, Event.STAFF_MADE, "operator", now, subject=staff_id, detail=role
                )
        except ConstraintError:
            raise RefusedError(f"{email}은 이미 있어요.") from None
        return passwords.enrolment(secret, email)

    def sign_in(
        self, email: str, password: str, factor: Factor, visit: Visit | None = None
    ) -> SignedIn:
        """Let a member in, from wherever the visit comes.

        Raises:
            UsedCodeError: everything fits, but the code was used before.
            RefusedError: something does not fit, or is locked; never says which.
            KeysError: the keys are not this database's; nobody can come in.

        """
        email, visit = email.strip().lower(), visit or Visit()
        self.keys.ring()  # without keys it is closed to all alike, and tells nobody who is known
        with reading(self.engine) as connection:
            found = staff.by_email(connection, email)
        stored_digest = found.password if found else ""
        fits = passwords.matches(stored_digest or passwords.NOBODY, password) and bool(found)
        with writing(self.engine) as connection:
            member = staff.by_email(connection, email, lock=True)
            is_same = member is not None and member.password == stored_digest != ""
            attempt = SignInAttempt(
                email, member, factor, known_to(member, visit), fits and is_same
            )
            judged = self._judge(connection, attempt)
        if isinstance(judged, SignedIn):
            return judged
        raise judged

    def everybody(self) -> Sequence[StaffCard]:
        """List the staff."""
        with reading(self.engine) as connection:
            return [card_of(member) for member in staff.everybody(connection)]

    def _judge(self, connection: Connection, attempt: SignInAttempt) -> SignedIn | RefusedError:
        """Let a member in, or count and write down what was tried."""
        now, member = self.now(), attempt.member
        staff_id = member.id if member else ""
        counters = lockout.keys(connection, now, attempt.email, staff_id, attempt.visit)
        if lockout.is_locked(connection, now, counters):
            return self._refuse(connection, staff_id, "locked")
        if member and attempt.fits and not member.suspended_at:
            try:
                if by := self.factors.proves(connection, member, attempt.factor):
                    lockout.forgive(connection, counters)
                    return let_in(connection, member, by, now, browser=attempt.visit.browser)
            except UsedCodeError as used:
                self._refuse(connection, staff_id, "used")
                return used
        lock = lockout.count(connection, now, counters)
        return self._refuse(connection, staff_id, lock or _what_was_wrong(attempt))

    def _refuse(self, connection: Connection, staff_id: str, why: str) -> RefusedError:
        event = Event.STAFF_LOCKED if why in lockout.LIMITS and staff_id else Event.STAFF_REFUSED
        record_event(connection, event, "reader", self.now(), subject=staff_id, detail=why)
        return RefusedError("something does not fit")


def _what_was_wrong(attempt: SignInAttempt) -> str:
    """Say what did not fit, for admins alone: who tries is never told."""
    if attempt.member is None:
        return ""
    if attempt.fits and attempt.member.suspended_at:
        return "suspended"
    return "factor" if attempt.fits else "password"


def told_email(email: str) -> str:
    """Give an email as it is stored.

    Raises:
        FieldError: it does not look like one.

    """
    email = email.strip().lower()
    is_email = re.fullmatch(r"[^@\s,;<>()\"]+@([\w-]+\.)+[^\W\d_]{2,}", email)
    if not is_email or len(email) > MAX_EMAIL_CHARS or "\0" in email:
        raise FieldError("email", NOT_AN_EMAIL)
    return email


def let_in(  # noqa: PLR0913 (a sign-in is told whole)
    connection: Connection,
    member: StaffRecord,
    by: str,
    now: datetime,
    event: Event | None = None,
    *,
    browser: str = "",
) -> SignedIn:
    """Begin the session of a member who has proved who they are.

    Args:
        connection: in a transaction.
        member: as they are stored now.
        by: with what they proved it.
        now: the moment.
        event: what they did, if it was more than to come in.
        browser: what their browser is called.

    """
    sessions.drop_expired(connection, now)
    token = open_session(connection, now, staff_id=member.id, browser=browser)
    usual = Event.STAFF_RECOVERED if by == "recovery" else Event.STAFF_ENTERED
    record_event(
        connection, event or usual, f"staff:{member.id}", now, subject=member.id, detail=by
    )
    left = stored.count_recovery(connection, member.id)
    return SignedIn(token, member.id, mark_of(member), by, left)
