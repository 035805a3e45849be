"""What is a seller's, made over to another: for two records that turned out to be one firm."""

from sqlalchemy import Connection, select, update

from wizard.db.engine import table
from wizard.db.models import (
    Account,
    Consent,
    IdempotentRequest,
    Invitation,
    Opening,
    Reminder,
    Request,
    Run,
    Seller,
    Session,
    StaffNote,
)
from wizard.db.records import RunRecord

_SELLERS, _RUNS, _LINKS, _SESSIONS = table(Seller), table(Run), table(Invitation), table(Session)
_MOVED = (
    table(Account), table(Request), table(Opening), table(Consent), table(Reminder),
    table(StaffNote),
    table(IdempotentRequest), _LINKS,
)  # fmt: skip


def hold(connection: Connection, *seller_ids: str) -> int:
    """Keep sellers as they are until the transaction ends; return how many of them there are."""
    query = select(_SELLERS.c.id).where(_SELLERS.c.id.in_(seller_ids)).order_by(_SELLERS.c.id)
    return len(connection.execute(query.with_for_update()).all())


def move(connection: Connection, old: str, new: str) -> None:
    """Make all over that names its seller in one column; runs and sessions are apart."""
    for moved in _MOVED:
        connection.execute(update(moved).where(moved.c.seller_id == old).values(seller_id=new))
    theirs = _LINKS.c.made_by == f"seller:{old}"
    connection.execute(update(_LINKS).where(theirs).values(made_by=f"seller:{new}"))


def move_sessions(connection: Connection, old: str, new: str) -> None:
    """Let who came in as one seller be the other from now on."""
    mine = _SESSIONS.c.seller_id == old
    connection.execute(update(_SESSIONS).where(mine).values(seller_id=new))


def move_run(connection: Connection, run_id: str, new: str) -> None:
    """Make a run over, of a mall in which the other seller has none."""
    connection.execute(update(_RUNS).where(_RUNS.c.id == run_id).values(seller_id=new))


def join_runs(kept: RunRecord, other: RunRecord) -> RunRecord:
    """Give one run of two in the same mall: what either has seen, the answers of the later one."""
    states = ("chosen", "going", "saved")
    later = max(kept, other, key=lambda run: run.updated_at)
    return RunRecord(
        id=kept.id,
        seller_id=kept.seller_id,
        mall=kept.mall,
        revision=later.revision,
        answers=later.answers,
        seen=sorted({*(kept.seen or ()), *(other.seen or ())}),
        state=max(kept.state, other.state, key=states.index),
        started_at=min(kept.started_at, other.started_at),
        updated_at=later.updated_at,
        waits=later.waits,
        waits_until=later.waits_until,
    )
