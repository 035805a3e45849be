"""Members prove anew that it is they, in a browser that is signed in, before their sign-in changes.

Source: OWASP ASVS 5.0, 7.5.1: whoever sits at an unlocked computer changes no factor.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Engine

from wizard.crypto import passwords
from wizard.db.engine import reading, writing
from wizard.db.queries import staff
from wizard.db.records import StaffRecord
from wizard.errors import FieldError, NotFoundError, UsedCodeError
from wizard.services import lockout
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.lockout import Visit
from wizard.services.second_factors import Factors
from wizard.services.trusted_browsers import known_to

WRONG_PASSWORD = "지금 비밀번호가 맞지 않아요. 다시 적어 주세요."  # noqa: S105
LOCKED = "여러 번 틀려서 잠시 잠겼어요. 15분 뒤에 다시 해 주세요."
WRONG_CODE = "인증번호가 맞지 않아요. 앱에 지금 보이는 여섯 자리를 적어 주세요."
USED_CODE = "이 인증번호는 이미 썼어요. 앱에 새 번호가 나오면 그 번호를 적어 주세요."

_Done = TypeVar("_Done")
Act = Callable[[Connection, StaffRecord, str], _Done]
"""Done in the transaction of the proof, for this member, proved by "code", "recovery" or "password"."""


@dataclass(frozen=True)
class Proof:
    """With what a member proves anew that it is they.

    Attributes:
        code: from the authenticator app, or a recovery code; None where the password is enough.

    """

    password: str = field(repr=False)
    code: str | None = field(repr=False)
    visit: Visit


@dataclass(frozen=True)
class Identity:
    """Asks members for both factors again; wrong tries count as at the sign-in."""

    engine: Engine
    factors: Factors
    now: Callable[[], datetime]

    def prove(self, staff_id: str, proof: Proof, act: Act[_Done]) -> _Done:
        """Let a member who proves themselves do an act; what the act refuses leaves the code unused.

        Raises:
            FieldError: the password or the code does not fit, or they are locked out.

        """
        with reading(self.engine) as connection:
            stored = found_member(connection, staff_id).password
        fits = passwords.matches(stored or passwords.NOBODY, proof.password)
        with writing(self.engine) as connection:
            member = found_member(connection, staff_id, lock=True)
            is_same = member.password == stored != ""
            by, problem = self._judge(connection, member, proof, fits=fits and is_same)
            if problem is None:
                return act(connection, member, by)
        raise problem

    def _judge(
        self, connection: Connection, member: StaffRecord, proof: Proof, *, fits: bool
    ) -> tuple[str, FieldError | None]:
        """Say by what a member is proved, or what does not fit; that is counted and written down."""
        now, seen = self.now(), known_to(member, proof.visit)
        counters = lockout.keys(connection, now, member.email, member.id, seen)
        if lockout.is_locked(connection, now, counters):
            return "", FieldError("password", LOCKED)
        try:
            by = self._proves(connection, member, proof.code) if fits else ""
        except UsedCodeError:
            return "", FieldError("code", USED_CODE)
        if by:
            return by, None
        lock, who = lockout.count(connection, now, counters), f"staff:{member.id}"
        event = Event.STAFF_LOCKED if lock else Event.STAFF_REFUSED
        why = lock or ("factor" if fits else "password")
        record_event(connection, event, who, now, subject=member.id, detail=why)
        wrong = FieldError("code", WRONG_CODE) if fits else FieldError("password", WRONG_PASSWORD)
        return "", wrong

    def _proves(self, connection: Connection, member: StaffRecord, code: str | None) -> str:
        return "password" if code is None else self.factors.proves(connection, member, code)


def found_member(connection: Connection, staff_id: str, *, lock: bool = False) -> StaffRecord:
    """Find a member, whom nobody changes meanwhile if locked.

    Raises:
        NotFoundError: there is none such.

    """
    found = staff.member(connection, staff_id, lock=lock)
    if found is None:
        raise NotFoundError("no such member")
    return found
