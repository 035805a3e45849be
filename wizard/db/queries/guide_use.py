"""What people have of one guide, counted: runs, answers, accounts, values, invitations."""

import json
from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Text, cast, func, select

from wizard.db.engine import table
from wizard.db.models import Account, AccountField, Invitation, Run
from wizard.guide.effects import GuideUse, Walkers

_RUNS, _ACCOUNTS, _LINKS = table(Run), table(Account), table(Invitation)
_VALUES = table(AccountField)
GOING = "going"


def guide_use(connection: Connection, mall: str, now: datetime) -> GuideUse:
    """Count what people have of one guide at this moment; nobody is told by name."""
    going, answered = _runs(connection, mall)
    return GuideUse(
        going, answered, _accounts(connection, mall), _stored(connection, mall), _links(connection, mall, now),
    )  # fmt: skip


def _runs(connection: Connection, mall: str) -> tuple[list[Walkers], Counter[str]]:
    """Gather the runs that are alike: far fewer than there are runs, however many sellers."""
    same = (_RUNS.c.state, cast(_RUNS.c.answers, Text), cast(_RUNS.c.seen, Text))
    query = select(*same, func.count()).where(_RUNS.c.mall == mall).group_by(*same)
    going, answered = list[Walkers](), Counter[str]()
    for state, told, seen, total in connection.execute(query):
        given = {name: tuple(ids) for name, ids in (json.loads(told or "null") or {}).items()}
        answered.update(dict.fromkeys(given, total))
        if state == GOING:
            going.append(Walkers(given, tuple(json.loads(seen or "null") or ()), total))
    return going, answered


def _accounts(connection: Connection, mall: str) -> dict[str, int]:
    query = select(_ACCOUNTS.c.step_id, func.count()).where(_ACCOUNTS.c.mall == mall)
    return _counted(connection, query.group_by(_ACCOUNTS.c.step_id))


def _stored(connection: Connection, mall: str) -> dict[tuple[str, str], int]:
    same = (_ACCOUNTS.c.step_id, _VALUES.c.name)
    joined = _ACCOUNTS.join(_VALUES, _VALUES.c.account_id == _ACCOUNTS.c.id)
    query = select(*same, func.count()).select_from(joined).where(_ACCOUNTS.c.mall == mall)
    return {(step, name): total for step, name, total in connection.execute(query.group_by(*same))}


def _links(connection: Connection, mall: str, now: datetime) -> dict[str, int]:
    """Count the invitations that may still be opened."""
    is_open = _LINKS.c.revoked_at.is_(None) & (_LINKS.c.expires_at > now)
    query = select(_LINKS.c.step_id, func.count()).where(_LINKS.c.mall == mall, is_open)
    return _counted(connection, query.group_by(_LINKS.c.step_id))


def _counted(connection: Connection, query: Select[Any]) -> dict[str, int]:
    return {str(step): int(total) for step, total in connection.execute(query)}
