"""What is a seller's, made over to another: for two records that turned out to be one firm."""

from sqlalchemy import Connection, Table, select, update

from wizard.db.engine import table
from wizard.db.models import Base, Invitation, Run, Seller, SellerBatchLine, Session
from wizard.db.records import RunRecord

_SELLERS, _RUNS, _LINKS, _SESSIONS = table(Seller), table(Run), table(Invitation), table(Session)
_LINES = table(SellerBatchLine)
_APART = {"run", "session", "message_consent", "seller_batch_line", "audit_event", "outbox_event"}
"""What may stand at both, or is the other's no more; and what is written down of a seller, whoever they become."""


def hold(connection: Connection, *seller_ids: str) -> int:
    """Keep sellers as they are until the transaction ends; return how many of them there are."""
    query = select(_SELLERS.c.id).where(_SELLERS.c.id.in_(seller_ids)).order_by(_SELLERS.c.id)
    return len(connection.execute(query.with_for_update()).all())


def moving() -> list[Table]:
    """Give the tables whose rows are made over as they are: none that is added can be forgotten."""
    named = [one for one in Base.metadata.sorted_tables if "seller_id" in one.c]
    return [one for one in named if one.name not in _APART]


def move(connection: Connection, old: str, new: str) -> None:
    """Make all over that names its seller in one column; runs and sessions are apart."""
    for moved in moving():
        connection.execute(update(moved).where(moved.c.seller_id == old).values(seller_id=new))
    theirs = _LINKS.c.made_by == f"seller:{old}"
    connection.execute(update(_LINKS).where(theirs).values(made_by=f"seller:{new}"))
    there = select(_LINES.c.batch_id).where(_LINES.c.seller_id == new)
    lists = list(connection.scalars(there))
    added = (_LINES.c.seller_id == old) & _LINES.c.batch_id.not_in(lists)
    connection.execute(update(_LINES).where(added).values(seller_id=new))


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
