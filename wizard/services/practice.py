"""Practice and the real thing never share a database: the first line of its audit says which it is."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import practice
from wizard.errors import SettingsError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event

REAL = (
    "WIZARD_PRACTICE: 이 데이터베이스에는 판매자나 담당자가 있어서 연습에 쓸 수 없어요. "
    "WIZARD_DATA나 DATABASE_URL에 빈 곳을 적어 주세요"
)
PRACTICE = (
    "이 데이터베이스는 연습용이에요. WIZARD_PRACTICE 없이는 열지 않아요. "
    "WIZARD_DATA나 DATABASE_URL에 다른 곳을 적어 주세요"
)


def ensure_fits(engine: Engine, *, practises: bool, now: Callable[[], datetime] = clock) -> None:
    """See to it that a database is of practice if, and only if, that is wanted; mark an empty one.

    Raises:
        SettingsError: it is not, and nothing was changed.

    """
    with reading(engine) as connection:
        is_marked = practice.has_event(connection, Event.PRACTICE_BEGUN.value)
    if is_marked and not practises:
        raise SettingsError(PRACTICE)
    if practises and not is_marked:
        _mark(engine, now)


def _mark(engine: Engine, now: Callable[[], datetime]) -> None:
    with writing(engine) as connection:
        if practice.has_people(connection):
            raise SettingsError(REAL)
        record_event(connection, Event.PRACTICE_BEGUN, "system", now())
