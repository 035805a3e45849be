"""Two sellers who had become one, as they were before: what a merge changed is put back."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select, update

from wizard.db.engine import table
from wizard.db.models import Invitation, MessageConsent, Run, Seller, SellerBatchLine, Session
from wizard.db.queries import invitations
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


def end_others_ways_in(connection: Connection, merge: SellerMergeRecord, now: datetime) -> None:
    """Let nobody be in as the one who stays by what is the other's: to be called once sessions are back.

    Who came by a link of theirs since is out, and may come by it again, as them. What was made since by those
    who were in as them is taken back; where that cannot be told from the other's own, both are.
    """
    links = [key[0] for key in merge.was["moved"][_LINKS.name]]
    came = and_(_SESSIONS.c.seller_id == merge.seller_id, _SESSIONS.c.link_id.in_(links))
    connection.execute(delete(_SESSIONS).where(came))
    by_theirs: list[ColumnElement[bool]] = [_LINKS.c.parent_id.in_(links)]
    if not merge.was["drops_sessions"] and any(
        row["link_id"] is None for row in merge.was["session"]
    ):
        by_none = and_(_LINKS.c.parent_id.is_(None), _LINKS.c.created_at >= merge.merged_at)
        by_theirs.append(and_(by_none, _LINKS.c.made_by == f"seller:{merge.seller_id}"))
    made = select(_LINKS.c.id).where(_LINKS.c.seller_id == merge.seller_id, or_(*by_theirs))
    invitations.revoke_all(connection, connection.scalars(made).all(), now)


def put_consents_back(connection: Connection, merge: SellerMergeRecord) -> None:
    """Part the consents to messages: who has said no since has said it as both.

    A code on its way is gone, as it was sealed for the row that went.
    """
    before = {row["channel"] for row in merge.was["kept"]["message_consent"]}
    after = {row["channel"]: row for row in merge.was["after"]["message_consent"]}
    for said in merge.was["message_consent"]:
        row, channel = said, said["channel"]
        here = and_(_CONSENTS.c.seller_id == merge.seller_id, _CONSENTS.c.channel == channel)
        now = rows(connection, _CONSENTS, here)
        if now == [after.get(channel)]:
            if channel not in before:
                connection.execute(delete(_CONSENTS).where(here))
        elif now and not now[0]["is_given"]:
            row = now[0] | {"seller_id": merge.other_id}
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
