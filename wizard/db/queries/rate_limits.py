"""How often an address may do something: one statement, so that none slips in between."""

from typing import Any

from sqlalchemy import Connection, Double, bindparam, case, delete
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import RateLimit
from wizard.settings import Rate

_LIMITS = table(RateLimit)
_NOW, _PAUSE, _MOST = (bindparam(name, type_=Double) for name in ("now", "pause", "most"))


def passes(connection: Connection, scope: str, address: str, rate: Rate, now_s: float) -> bool:
    """Count one more try of an address, and say whether it may pass; a refusal costs nothing.

    Source: the generic cell rate algorithm, ITU-T I.371, annex A (virtual scheduling).

    """
    pause = rate.period_s / rate.count
    told = {"now": now_s, "pause": pause, "most": now_s + rate.period_s - pause}
    own = {"scope": scope, "address": address, "rested_s": now_s + pause}
    return connection.execute(_PASSES[connection.dialect.name], told | own).first() is not None


def drop(connection: Connection, scope: str, address: str) -> None:
    """Forget one address."""
    mine = (_LIMITS.c.scope == scope, _LIMITS.c.address == address)
    connection.execute(delete(_LIMITS).where(*mine))


def drop_rested(connection: Connection, now_s: float) -> None:
    """Forget every address that has rested."""
    connection.execute(delete(_LIMITS).where(_LIMITS.c.rested_s <= now_s))


def _passing(insert: Any) -> Any:
    """Build what counts a try, unless the address has to rest."""
    rested = _LIMITS.c.rested_s
    until = case((rested > _NOW, rested), else_=_NOW) + _PAUSE
    new = insert(_LIMITS).values(
        {name: bindparam(name) for name in ("scope", "address", "rested_s")}
    )
    counted = new.on_conflict_do_update(
        index_elements=[*_LIMITS.primary_key], set_={"rested_s": until}, where=rested <= _MOST
    )
    return counted.returning(_LIMITS.c.scope)


# Built once: a save waits on it, and building one costs more than running it.
_PASSES = {
    "postgresql": _passing(postgresql.insert),
    "sqlite": _passing(sqlite.insert),
}
