"""How often an address may do something: one statement, so that none slips in between."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Double, and_, bindparam, case, delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import RateLimit
from wizard.settings import Rate

CLOCKS_APART_S = 60.0
"""A rest longer than a period by more than this was written by a clock that was wrong, and is none."""

_LIMITS = table(RateLimit)
_NOW, _SPENT, _MOST, _CEILING = (
    bindparam(name, type_=Double) for name in ("now", "spent", "most", "ceiling")
)


def passes(connection: Connection, scope: str, address: str, rate: Rate, now_s: float) -> bool:
    """Count one more try of an address, and say whether it may pass; a refusal costs nothing.

    Source: the generic cell rate algorithm, ITU-T I.371, annex A (virtual scheduling).

    """
    told = _told(scope, address, rate, now_s, 1)
    return connection.execute(_PASSES[connection.dialect.name], told).first() is not None


def add(  # noqa: PLR0913 (a limit is told whole)
    connection: Connection, scope: str, address: str, rate: Rate, now_s: float, *, times: int
) -> float:
    """Count tries of an address that have passed elsewhere; give when it will have rested then.

    However many they were, nobody rests longer than one period.
    """
    told = _told(scope, address, rate, now_s, times)
    rested: float = connection.execute(_ADDS[connection.dialect.name], told).scalar_one()
    return rested


def rested(connection: Connection, scope: str, address: str) -> float:
    """Say when an address will have rested, in seconds since 1970; 0 if nothing is counted of it."""
    query = select(_LIMITS.c.rested_s).where(*_mine(scope, address))
    found: float | None = connection.execute(query).scalar()
    return found or 0.0


def drop(connection: Connection, scope: str, address: str) -> None:
    """Forget one address."""
    connection.execute(delete(_LIMITS).where(*_mine(scope, address)))


def drop_rested(connection: Connection, now_s: float, most: int) -> None:
    """Forget every address that has rested; of the others keep so many, those that rest longest."""
    connection.execute(delete(_LIMITS).where(_LIMITS.c.rested_s <= now_s))
    soonest = select(_LIMITS.c.rested_s).order_by(_LIMITS.c.rested_s.desc()).offset(most).limit(1)
    connection.execute(delete(_LIMITS).where(_LIMITS.c.rested_s <= soonest.scalar_subquery()))


def _mine(scope: str, address: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return _LIMITS.c.scope == scope, _LIMITS.c.address == address


def _told(scope: str, address: str, rate: Rate, now_s: float, times: int) -> dict[str, Any]:
    spent = times * rate.period_s / rate.count
    ceiling = now_s + rate.period_s
    return {
        "scope": scope,
        "address": address,
        "rested_s": min(now_s + spent, ceiling),
        "now": now_s,
        "spent": spent,
        "most": ceiling - spent,
        "ceiling": ceiling,
    }


def _counting(insert: Any, *, asks: bool) -> Any:
    """Build what counts tries: if they may pass, or as they are."""
    told = _LIMITS.c.rested_s
    is_rest = and_(told > _NOW, told <= _CEILING + CLOCKS_APART_S)
    until = case((is_rest, told), else_=_NOW) + _SPENT
    may_pass = or_(told <= _MOST, told > _CEILING + CLOCKS_APART_S)
    new = insert(_LIMITS).values(
        {name: bindparam(name) for name in ("scope", "address", "rested_s")}
    )
    counted = new.on_conflict_do_update(
        index_elements=[*_LIMITS.primary_key],
        set_={"rested_s": case((until > _CEILING, _CEILING), else_=until)},
        where=may_pass if asks else None,
    )
    return counted.returning(_LIMITS.c.rested_s)


# Built once: a save waits on it, and building one costs more than running it.
_PASSES, _ADDS = (
    {
        "postgresql": _counting(postgresql.insert, asks=asks),
        "sqlite": _counting(sqlite.insert, asks=asks),
    }
    for asks in (True, False)
)
