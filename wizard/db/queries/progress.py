"""How far each seller has come in each mall."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from wizard.db.engine import table
from wizard.db.models import Account, Run

_RUNS, _ACCOUNTS = table(Run), table(Account)
_MINE = (_RUNS.c.seller_id == bindparam("seller")) & (_RUNS.c.mall == bindparam("this_mall"))
_RUN = select(_RUNS).where(_MINE)
_ADD = insert(_RUNS)


def without_account(connection: Connection, seller_id: str, mall: str) -> None:
    """Note that an account is gone, if it was the last one."""
    rest = select(1).where(_ACCOUNTS.c.seller_id == seller_id, _ACCOUNTS.c.mall == mall).exists()
    mine = (_RUNS.c.seller_id == seller_id) & (_RUNS.c.mall == mall)
    connection.execute(update(_RUNS).where(mine, ~rest).values(state="going"))


def run(
    connection: Connection, seller_id: str, mall: str, *, lock: bool = False
) -> Row[Any] | None:
    """Find a seller's run through one mall's guide; locked, marks are made one after another."""
    query = _RUN.with_for_update() if lock else _RUN
    return connection.execute(query, {"seller": seller_id, "this_mall": mall}).first()


def runs(connection: Connection, seller_ids: Iterable[str]) -> Sequence[Row[Any]]:
    """List the runs of several sellers, those chosen first coming first."""
    query = select(_RUNS).where(_RUNS.c.seller_id.in_(list(seller_ids)))
    return connection.execute(query.order_by(_RUNS.c.started_at, _RUNS.c.id)).all()


def add(connection: Connection, **values: Any) -> None:
    """Add a run."""
    connection.execute(_ADD, values)


def change(connection: Connection, run_id: str, **values: Any) -> None:
    """Change a run."""
    connection.execute(update(_RUNS).where(_RUNS.c.id == run_id).values(**values))


def drop(connection: Connection, run_ids: Iterable[str]) -> None:
    """Remove runs."""
    connection.execute(delete(_RUNS).where(_RUNS.c.id.in_(list(run_ids))))


def count(connection: Connection) -> int:
    """Count the runs."""
    return connection.execute(select(func.count()).select_from(_RUNS)).scalar_one()
