"""The staff: made by the command line, let in by password and code."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, Row
from sqlalchemy.exc import IntegrityError

from wizard.crypto import passwords
from wizard.db.engine import reading
from wizard.db.queries import sessions, staff
from wizard.errors import NotFoundError, RefusedError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.keys import Keys
from wizard.services.roles import SECOND_FACTOR, Role
from wizard.services.sessions import open_session

MAX_TRIES = 5
LOCK_MINUTES = 15
MIN_PASSWORD_CHARS = 12
MAX_PASSWORD_CHARS = 200


@dataclass(frozen=True)
class Staff:
    """Makes members, lets them in, and keeps strangers out."""

    engine: Engine
    keys: Keys
    now: Callable[[], datetime] = clock

    def add(self, email: str, role: Role, password: str) -> str:
        """Make a member; return the address by which their phone takes the second factor in.

        Raises:
            RefusedError: the password is too short, or there is a member of this address.

        """
        if not MIN_PASSWORD_CHARS <= len(password) <= MAX_PASSWORD_CHARS:
            raise RefusedError(
                f"비밀번호는 {MIN_PASSWORD_CHARS}자부터 {MAX_PASSWORD_CHARS}자까지예요."
            )
        staff_id, secret, now = uuid4().hex, passwords.new_secret(), self.now()
        values = {
            "id": staff_id,
            "email": email.strip().lower(),
            "role": role.value,
            "password": passwords.digest(password),
            "totp": self.keys.ring().seal(secret.encode(), *totp_place(staff_id)),
            "created_at": now,
        }
        try:
            with self.engine.begin() as connection:
                staff.add(connection, **values)
                record_event(
                    connection, Event.STAFF_MADE, "operator", now, subject=staff_id, detail=role
                )
        except IntegrityError:
            raise RefusedError(f"{values['email']}은 이미 있어요.") from None
        return passwords.enrolment(secret, str(values["email"]))

    def enter(self, email: str, password: str, code: str) -> str:
        """Let a member in; return the token of their session.

        Raises:
            RefusedError: something does not fit, or they are locked out; never says which.
            KeysError: the keys are not this database's; nobody can come in.

        """
        email = email.strip().lower()
        self.keys.ring()  # without keys it is closed to all alike, and tells nobody who is known
        with reading(self.engine) as connection:
            found = staff.by_email(connection, email)
        fits = passwords.matches(found.password if found else passwords.NOBODY, password)
        step = self._step(found, code) if found else None
        with self.engine.begin() as connection:
            member = staff.by_email(connection, email, lock=True)
            if member and fits and self._may(member, code, step):
                return self._let_in(connection, member, step)
            self._refuse(connection, member)
        raise RefusedError(email)

    def everybody(self) -> Sequence[Row[Any]]:
        """List the staff."""
        with reading(self.engine) as connection:
            return staff.everybody(connection)

    def suspend(self, staff_id: str, by: str, *, suspended: bool) -> None:
        """Shut a member out of every browser, or let them come again."""
        now = self.now()
        with self.engine.begin() as connection:
            found = staff.member(connection, staff_id)
            if found is None:
                raise NotFoundError(f"no member {staff_id[:40]!r}")
            if bool(found.suspended_at) == suspended:
                return
            staff.change(connection, staff_id, suspended_at=now if suspended else None)
            sessions.drop_of_staff(connection, staff_id)
            event = Event.STAFF_SUSPENDED if suspended else Event.STAFF_RESTORED
            record_event(connection, event, f"staff:{by}", now, subject=staff_id)

    def _may(self, member: Row[Any], code: str, step: int | None) -> bool:
        if member.suspended_at or (member.locked_until and member.locked_until > self.now()):
            return False
        if not code and member.role not in SECOND_FACTOR:
            return True
        return step is not None and step > member.totp_step

    def _step(self, member: Row[Any], code: str) -> int | None:
        secret = self.keys.ring().open(member.totp, *totp_place(member.id)).decode()
        return passwords.step_of(secret, code, self.now()) if code else None

    def _let_in(self, connection: Connection, member: Row[Any], step: int | None) -> str:
        now = self.now()
        used = member.totp_step if step is None else step
        staff.change(connection, member.id, failures=0, locked_until=None, totp_step=used)
        sessions.drop_expired(connection, now)
        record_event(connection, Event.STAFF_ENTERED, f"staff:{member.id}", now, subject=member.id)
        return open_session(connection, now, staff_id=member.id)

    def _refuse(self, connection: Connection, member: Row[Any] | None) -> None:
        now = self.now()
        if member is None or (member.locked_until and member.locked_until > now):
            subject = member.id if member else ""
            record_event(connection, Event.STAFF_REFUSED, "reader", now, subject=subject)
            return
        is_last = member.failures + 1 >= MAX_TRIES
        until = now + timedelta(minutes=LOCK_MINUTES) if is_last else member.locked_until
        failures = 0 if is_last else member.failures + 1
        staff.change(connection, member.id, failures=failures, locked_until=until)
        event = Event.STAFF_LOCKED if is_last else Event.STAFF_REFUSED
        record_event(connection, event, "reader", now, subject=member.id)


def totp_place(staff_id: str) -> tuple[str, str]:
    """Name where a second factor's secret stands, for the seal."""
    return (f"staff {staff_id}", "totp")
