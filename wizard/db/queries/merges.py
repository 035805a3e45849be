"""How two sellers were before they became one, and that put back.

What moved is kept by its keys; what a merge changes or drops (runs, sessions, consents, places in lists) as whole
rows. Which tables there are is asked of the tables themselves: none that is added can be forgotten.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, delete, insert, select

from wizard.db.engine import table
from wizard.db.models import (
    Account,
    Invitation,
    MessageConsent,
    Request,
    Run,
    Seller,
    SellerBatchLine,
    SellerMerge,
    Session,
)
from wizard.db.queries.ownership import moving
from wizard.db.queries.whole_rows import Row, keys, rows
from wizard.db.records import SellerMergeRecord
from wizard.db.rows import every, first, select_record, values_of

_MERGES, _SELLERS, _LINKS = table(SellerMerge), table(Seller), table(Invitation)
_RUNS, _SESSIONS, _CONSENTS = table(Run), table(Session), table(MessageConsent)
_LINES, _ACCOUNTS, _REQUESTS = table(SellerBatchLine), table(Account), table(Request)
_MERGE = select_record(SellerMergeRecord, _MERGES)
_WHOLE = (_RUNS, _SESSIONS, _CONSENTS, _LINES)


def look(connection: Connection, kept: str, other: str) -> Row:
    """Give how both are, as it is kept: to be called before anything of them moves."""
    [seller] = rows(connection, _SELLERS, _SELLERS.c.id == other)
    alive = and_(_LINKS.c.seller_id == other, _LINKS.c.revoked_at.is_(None))
    own = _LINKS.c.made_by == f"seller:{other}"
    return {
        "seller": seller,
        "moved": {one.name: keys(connection, one, other) for one in moving()},
        "links_alive": list(connection.scalars(select(_LINKS.c.id).where(alive))),
        "links_own": list(connection.scalars(select(_LINKS.c.id).where(own))),
        **{one.name: rows(connection, one, one.c.seller_id == other) for one in _WHOLE},
        "kept": {one.name: rows(connection, one, one.c.seller_id == kept) for one in _WHOLE},
    }


def looked_after(connection: Connection, was: Row, kept: str) -> Row:
    """Add what the runs and consents of the one who stays came to by it."""
    after = {one.name: rows(connection, one, one.c.seller_id == kept) for one in (_RUNS, _CONSENTS)}
    return {**was, "after": after}


def add(connection: Connection, merge: SellerMergeRecord) -> None:
    """Keep how it was."""
    connection.execute(insert(_MERGES), values_of(merge))


def of_seller(connection: Connection, seller_id: str) -> Sequence[SellerMergeRecord]:
    """List what became one with a seller, the newest first."""
    query = _MERGE.where(_MERGES.c.seller_id == seller_id)
    return every(
        connection, query.order_by(_MERGES.c.merged_at.desc(), _MERGES.c.id), SellerMergeRecord
    )


def merge(connection: Connection, merge_id: str) -> SellerMergeRecord | None:
    """Find one, and let nobody else take it back meanwhile."""
    query = _MERGE.where(_MERGES.c.id == merge_id).with_for_update()
    return first(connection, query, SellerMergeRecord)


def drop(connection: Connection, merge_id: str) -> None:
    """Forget how it was."""
    connection.execute(delete(_MERGES).where(_MERGES.c.id == merge_id))


def count_since(connection: Connection, merge: SellerMergeRecord) -> tuple[int, int, int]:
    """Count what happened since: accounts and requests that are new, accounts that moved and were changed."""
    mine, at = merge.seller_id, merge.merged_at
    moved = account_ids(merge)
    made = [select(one.c.id).where(one.c.seller_id == mine, one.c.created_at > at) for one in (_ACCOUNTS, _REQUESTS)]  # fmt: skip
    changed = select(_ACCOUNTS.c.id).where(_ACCOUNTS.c.id.in_(moved), _ACCOUNTS.c.updated_at > at)
    counts = [len(connection.scalars(query).all()) for query in (*made, changed)]
    return counts[0], counts[1], counts[2]


def account_ids(merge: SellerMergeRecord) -> list[str]:
    """Name the accounts that moved."""
    return [key[0] for key in merge.was["moved"]["account"]]
