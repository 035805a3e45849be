"""Changes of registrations numbered in the order in which others can see them, for who reads them by cursor.

A moment or a sequence is taken before a transaction ends, and transactions end in another order: who went
on from the last one that they saw would miss what was taken earlier and ended later. So a change is written
without a number, and numbered once it stands there for everybody. One at a time numbers, and no number is
given twice: whatever has a number that is greater than one has been numbered, and is seen, after it.
"""

from typing import Any

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import ChangeCount, Registration

FIRST = 2 * 10**15
"""The numbers begin here: beyond every moment (in microseconds) that a cursor named before there were any."""

_COUNT, _CHANGED = table(ChangeCount), table(Registration)
_IS_NEW = _CHANGED.c.change_number.is_(None)
_HAS_NEW = select(1).where(_IS_NEW).limit(1)
# What somebody is changing just now is left out: it is new again when they are through.
_NEW = (
    select(_CHANGED.c.account_id)
    .where(_IS_NEW)
    .order_by(_CHANGED.c.asked_at, _CHANGED.c.account_id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, key_share=True)
)
_NUMBER = (
    update(_CHANGED)
    .where(_CHANGED.c.account_id == bindparam("account"))
    .values(change_number=bindparam("number"))
)
_LAST = select(_COUNT.c.last).with_for_update()
_DIALECTS: dict[str, Any] = {"postgresql": postgresql, "sqlite": sqlite}


def has_new(connection: Connection) -> bool:
    """Say whether there are changes without a number."""
    return connection.execute(_HAS_NEW).first() is not None


def number(connection: Connection, most: int) -> int:
    """Number some changes that have no number, and return how many there were."""
    begin = _DIALECTS[connection.dialect.name].insert(_COUNT).on_conflict_do_nothing()
    connection.execute(begin, {"id": 1, "last": FIRST})
    last = connection.execute(_LAST).scalar_one()
    new = connection.scalars(_NEW, {"most": most}).all()
    if new:
        numbered = [{"account": one, "number": last + turn} for turn, one in enumerate(new, 1)]
        connection.execute(_NUMBER, numbered)
        connection.execute(update(_COUNT).values(last=last + len(new)))
    return len(new)
