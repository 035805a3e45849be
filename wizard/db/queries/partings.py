"""Two sellers who had become one, as they were before: what a merge changed is put back."""

from datetime import datetime

from sqlalchemy import Connection, and_, delete, insert, select, update

from wizard.db.engine import table
from wizard.db.models import Invitation, MessageConsent, Run, Seller, SellerBatchLine, Session
from wizard.db.queries.ownership import moving
from wizard.db.queries.whole_rows import Row, has_key, rows, values_in
from wizard.db.records import SellerMergeRecord, SellerRecord
from wizard.db.rows import select_record

_SELLERS, _LINKS, _RUNS = table(Seller), table(Invitation), table(Run)
_SESSIONS, _CONSENTS, _LINES = table(Session), table(MessageConsent), table(SellerBatchLine)


def put_seller_back(connection: Connection, merge: SellerMergeRecord) -> SellerRecord:
    """Make the record again that went."""
    connection.execute(insert(_SELLERS), values_in(_SELLERS, merge.was["seller"]))
    query = select_record(SellerRecord, _SELLERS).where(_SELLERS.c.id == merge.other_id)
    return SellerRecord(*connection.execute(query).one())


def move_back(connection: Connection, merge: SellerMergeRecord) -> None:
    """Give back what moved as it was; what has gone since stays gone."""
    kept, other = merge.seller_id, merge.other_id
    for one in moving():
        for key in merge.was["moved"].get(one.name, ()):
            there = and_(has_key(one, key), one.c.seller_id == kept)
            connection.execute(update(one).where(there).values(seller_id=other))
    own = _LINKS.c.id.in_(merge.was["links_own"])
    connection.execute(update(_LINKS).where(own).values(made_by=f"seller:{other}"))
    revoked = and_(_LINKS.c.id.in_(merge.was["links_alive"]), _LINKS.c.revoked_at == merge.merged_at)  # fmt: skip
    connection.execute(update(_LINKS).where(revoked).values(revoked_at=None))


def put_runs_back(connection: Connection, merge: SellerMergeRecord) -> int:
    """Part the runs; count those that went on since and stay with the one who stayed, as they are."""
    gone_on = 0
    before = {row["mall"]: row for row in merge.was["kept"]["run"]}
    after = {row["mall"]: row for row in merge.was["after"]["run"]}
    for row in merge.was["run"]:
        mall, theirs = row["mall"], _RUNS.c.id == row["id"]
        if mall not in before:
            moved = update(_RUNS).where(theirs, _RUNS.c.seller_id == merge.seller_id)
            connection.execute(moved.values(seller_id=merge.other_id))
            continue
        connection.execute(insert(_RUNS), values_in(_RUNS, row))
        now = rows(connection, _RUNS, _RUNS.c.id == before[mall]["id"])
        if now == [after.get(mall)]:
            mine = update(_RUNS).where(_RUNS.c.id == before[mall]["id"])
            connection.execute(mine.values(values_in(_RUNS, before[mall])))
        else:
            gone_on += 1
    return gone_on


def put_sessions_back(connection: Connection, merge: SellerMergeRecord, now: datetime) -> None:
    """Let who was in as the one who comes back be in again, as far as that has not ended since."""
    for row in merge.was["session"]:
        values = values_in(_SESSIONS, row)
        mine = _SESSIONS.c.digest == values["digest"]
        moved = update(_SESSIONS).where(mine, _SESSIONS.c.seller_id == merge.seller_id)
        if connection.execute(moved.values(seller_id=merge.other_id)).rowcount:
            continue
        if values["expires_at"] > now and merge.was["drops_sessions"] and _opens(connection, values):  # fmt: skip
            connection.execute(insert(_SESSIONS), values)


def put_consents_back(connection: Connection, merge: SellerMergeRecord) -> None:
    """Part the consents to messages; a code on its way is gone, as it was sealed anew for nobody."""
    before = {row["channel"] for row in merge.was["kept"]["message_consent"]}
    after = {row["channel"]: row for row in merge.was["after"]["message_consent"]}
    for row in merge.was["message_consent"]:
        channel = row["channel"]
        here = and_(_CONSENTS.c.seller_id == merge.seller_id, _CONSENTS.c.channel == channel)
        if channel not in before and rows(connection, _CONSENTS, here) == [after.get(channel)]:
            connection.execute(delete(_CONSENTS).where(here))
        connection.execute(insert(_CONSENTS), values_in(_CONSENTS, row) | {"code": "", "code_at": None})  # fmt: skip


def put_lines_back(connection: Connection, merge: SellerMergeRecord) -> None:
    """Part the places in lists of many sellers."""
    before = {row["batch_id"] for row in merge.was["kept"]["seller_batch_line"]}
    for row in merge.was["seller_batch_line"]:
        mine = and_(_LINES.c.batch_id == row["batch_id"], _LINES.c.seller_id == merge.seller_id)
        if row["batch_id"] not in before:
            connection.execute(delete(_LINES).where(mine))
        connection.execute(insert(_LINES), values_in(_LINES, row))


def _opens(connection: Connection, session: Row) -> bool:
    """Say whether the link that a session came by is there and opens still."""
    if session["link_id"] is None:
        return True
    query = select(_LINKS.c.id).where(_LINKS.c.id == session["link_id"], _LINKS.c.revoked_at.is_(None))  # fmt: skip
    return connection.execute(query).first() is not None
