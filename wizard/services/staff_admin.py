"""What admins do for members: role, suspension, unlocking, and beginning anew with a set-up code."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from wizard.crypto import password_rules, passwords
from wizard.db.engine import reading, writing
from wizard.db.queries import second_factors, sessions, sign_in_attempts, staff
from wizard.db.queries.sign_in_attempts import Lock
from wizard.db.records import SetupRecord, StaffRecord
from wizard.errors import (
    AlreadySubmittedError,
    ConstraintError,
    FieldError,
    NotFoundError,
    RefusedError,
)
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.keys import Keys
from wizard.services.repeated_forms import new_id, new_seed, new_token, spend
from wizard.services.roles import Role
from wizard.services.second_factors import Factors
from wizard.services.sessions import digest_of
from wizard.services.staff import SignedIn, let_in, told_email
from wizard.services.staff_cards import StaffCard, card_of

SETUP_MINUTES = 60
INVITED_HOURS = 24
"""For so long a new colleague may set up; whoever begins anew sits beside the one who lets them."""

LAST_ADMIN = "일할 수 있는 관리자가 한 분뿐이에요. 다른 분을 먼저 관리자로 정해 주세요."
KNOWN = "이 이메일의 담당자가 이미 있어요. 담당자 목록에서 찾아 주세요."
NO_SETUP = "이 코드는 이미 썼거나 기간이 지났어요. 관리자에게 새 코드를 부탁해 주세요."
WRONG_CODE = "인증번호가 맞지 않아요. 앱에 지금 보이는 여섯 자리를 적어 주세요. 휴대폰 시각이 ‘자동’인지도 봐 주세요."


@dataclass(frozen=True)
class SignInStatus:
    """How it stands with the staff's sign-in, for admins.

    Attributes:
        locked: staff id -> until when strangers, or they themselves, are locked out.
        locks: every lock that holds now.
        setups: staff id -> until when their set-up code can be used.

    """

    locked: Mapping[str, datetime]
    setups: Mapping[str, datetime]
    locks: Sequence[Lock] = ()


@dataclass(frozen=True)
class Enrolment:
    """Who sets up, and what their authenticator app takes in."""

    email: str
    secret: str = field(repr=False)
    uri: str = field(repr=False)


@dataclass(frozen=True)
class StaffAdmin:
    """Looks after members who are there."""

    engine: Engine
    keys: Keys
    now: Callable[[], datetime] = clock

    def standing(self) -> SignInStatus:
        """Say who is locked, and who has still to set up."""
        with reading(self.engine) as connection:
            rows = sign_in_attempts.locked(connection, self.now())
            locked = {row.staff_id: row.locked_until for row in rows if row.staff_id}
            return SignInStatus(locked, second_factors.setups(connection), rows)

    def member(self, staff_id: str) -> StaffCard:
        """Find a member."""
        with reading(self.engine) as connection:
            return card_of(_found(staff.member(connection, staff_id)))

    def invite(self, email: str, role: Role, by: str) -> tuple[StaffCard, str]:
        """Make a colleague who sets up by themselves; return them, and the set-up code.

        Raises:
            FieldError: it is no email, or there is a member of this address.

        """
        email, now, code = told_email(email), self.now(), new_token()
        kit, staff_id = Factors(self.engine, self.keys, self.now), new_id()
        totp = kit.seal(staff_id, passwords.new_secret())
        member = StaffRecord(staff_id, email, role.value, "", totp, now)
        ends = now + timedelta(hours=INVITED_HOURS)
        try:
            with suppress(AlreadySubmittedError), writing(self.engine) as connection:
                spend(connection)
                staff.add(connection, member)
                setup = SetupRecord(staff_id, digest_of(code), f"staff:{by}", now, ends)
                second_factors.put_setup(connection, setup)
                event, actor = Event.STAFF_MADE, f"staff:{by}"
                record_event(connection, event, actor, now, subject=staff_id, detail=role)
        except ConstraintError:
            raise FieldError("email", KNOWN) from None
        return card_of(member), code

    def suspend(self, staff_id: str, by: str, *, suspended: bool) -> None:
        """Shut a member out of every browser, or let them come again."""
        now = self.now()
        with writing(self.engine) as connection:
            able = staff.able_admins(connection)
            found = _found(staff.member(connection, staff_id, lock=True))
            if bool(found.suspended_at) == suspended:
                return
            if suspended:
                _keep_one(able, staff_id)
            staff.suspend(connection, staff_id, now if suspended else None)
            sessions.drop_of_staff(connection, staff_id)
            event = Event.STAFF_SUSPENDED if suspended else Event.STAFF_RESTORED
            record_event(connection, event, f"staff:{by}", now, subject=staff_id)

    def change_role(self, staff_id: str, by: str, role: Role) -> bool:
        """Give a member another role; it holds from their next request on. Say whether it is another."""
        with writing(self.engine) as connection:
            able = staff.able_admins(connection)
            found = _found(staff.member(connection, staff_id, lock=True))
            if found.role == role:
                return False
            _keep_one(able, staff_id)
            staff.change_role(connection, staff_id, role.value)
            event = Event.STAFF_ROLE_CHANGED
            record_event(
                connection, event, f"staff:{by}", self.now(), subject=staff_id, detail=role
            )
        return True

    def unlock(self, staff_id: str, by: str) -> None:
        """Forget the wrong tries at a member's account."""
        with writing(self.engine) as connection:
            _found(staff.member(connection, staff_id))
            sign_in_attempts.drop_of(connection, staff_id)
            record_event(
                connection, Event.STAFF_UNLOCKED, f"staff:{by}", self.now(), subject=staff_id
            )

    def reset(self, staff_id: str, by: str) -> str:
        """Let a member begin anew: nothing they had lets anybody in now; return the set-up code.

        Raises:
            RefusedError: it is the last admin who can sign in.

        """
        code = new_token()
        with suppress(AlreadySubmittedError), writing(self.engine) as connection:
            able = staff.able_admins(connection)
            found = _found(staff.member(connection, staff_id, lock=True))
            _keep_one(able, staff_id)
            self._reset(connection, found, code, f"staff:{by}")
        return code

    def reset_by_email(self, email: str) -> str:
        """Do so from the command line, for anybody: who has it can always make another code."""
        code = new_token()
        with writing(self.engine) as connection:
            found = _found(staff.by_email(connection, email.strip().lower(), lock=True))
            self._reset(connection, found, code, "operator")
        return code

    def enrolment(self, code: str) -> Enrolment:
        """Give what the holder of a set-up code needs.

        Raises:
            RefusedError: there is no such code, it was used, or its time is over.

        """
        with reading(self.engine) as connection:
            member = self._holder(connection, code)
        secret = Factors(self.engine, self.keys, self.now).secret(member)
        return Enrolment(member.email, secret, passwords.enrolment(secret, member.email))

    def set_up(
        self, code: str, password: str, totp: str, browser: str = ""
    ) -> tuple[SignedIn, Sequence[str]]:
        """Take password and first code of the holder of a set-up code; let them in.

        Returns: how they came in, and their recovery codes, which are told once.

        Raises:
            FieldError: the password is easily guessed, or the code from the phone is wrong.
            RefusedError: as `enrolment`.

        """
        kit, now = Factors(self.engine, self.keys, self.now), self.now()
        with writing(self.engine) as connection:
            member = self._holder(connection, code, lock=True)
            if problem := password_rules.fault(password, member.email):
                raise FieldError("password", problem)
            if kit.step(member, totp) is None or not kit.proves(connection, member, totp):
                raise FieldError("code", WRONG_CODE)
            staff.change_password(connection, member.id, passwords.digest(password))
            member = _found(staff.member(connection, member.id))
            second_factors.drop_setup(connection, member.id)
            sign_in_attempts.drop_of(connection, member.id)
            codes = passwords.new_recovery_codes(new_seed())
            kit.renew_recovery(connection, member.id, codes)
            event = Event.STAFF_SET_UP
            return let_in(connection, member, "code", now, event, browser=browser), codes

    def _holder(self, connection: Connection, code: str, *, lock: bool = False) -> StaffRecord:
        found = second_factors.setup(connection, digest_of(code), lock=lock)
        member = staff.member(connection, found.staff_id) if found else None
        life = timedelta(hours=INVITED_HOURS)
        is_fresh = found is not None and self.now() < found.expires_at <= self.now() + life
        if member is None or not is_fresh or member.suspended_at:
            raise RefusedError(NO_SETUP)
        return member

    def _reset(self, connection: Connection, member: StaffRecord, code: str, by: str) -> None:
        spend(connection)
        now = self.now()
        kit = Factors(self.engine, self.keys, self.now)
        totp = kit.seal(member.id, passwords.new_secret())
        staff.reset(connection, member.id, totp)
        sessions.drop_of_staff(connection, member.id)
        second_factors.drop_steps(connection, member.id)
        second_factors.drop_passkeys(connection, member.id)
        second_factors.add_recovery(connection, member.id, ())
        sign_in_attempts.drop_of(connection, member.id)
        ends = now + timedelta(minutes=SETUP_MINUTES)
        setup = SetupRecord(member.id, digest_of(code), by, now, ends)
        second_factors.put_setup(connection, setup)
        record_event(connection, Event.STAFF_RESET, by, now, subject=member.id)


def _found(member: StaffRecord | None) -> StaffRecord:
    if member is None:
        raise NotFoundError("no such member")
    return member


def _keep_one(able: set[str], staff_id: str) -> None:
    """Refuse what would leave nobody who can look after the staff.

    Raises:
        RefusedError: the member is the last admin who can sign in.

    """
    if able == {staff_id}:
        raise RefusedError(LAST_ADMIN)
