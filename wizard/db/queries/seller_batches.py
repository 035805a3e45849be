"""Lists of sellers that staff made in one press."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from wizard.db.engine import table
from wizard.db.models import Invitation, Seller, SellerBatch, SellerBatchLine
from wizard.db.records import SellerBatchLineRecord, SellerBatchRecord, SellerRecord
from wizard.db.rows import every, first, select_record, values_of

_BATCHES, _LINES = table(SellerBatch), table(SellerBatchLine)
_SELLERS, _LINKS = table(Seller), table(Invitation)
_BATCH = select_record(SellerBatchRecord, _BATCHES)
AT_ONCE = 500
"""So many numbers are looked for in one question."""


@dataclass(frozen=True)
class ListedBatch:
    """A list, and how many sellers it has."""

    id: str
    staff_id: str
    created_at: datetime
    count: int


@dataclass(frozen=True)
class BatchSeller:
    """A seller of a list as they are now, by the line of its file."""

    id: str
    name: str
    business_number: str
    phone: str
    line: int
    is_new: bool


def add(
    connection: Connection, batch: SellerBatchRecord, lines: Sequence[SellerBatchLineRecord]
) -> None:
    """Add a list with its sellers."""
    connection.execute(insert(_BATCHES), values_of(batch))
    connection.execute(insert(_LINES), [values_of(line) for line in lines])


def batch(connection: Connection, batch_id: str) -> SellerBatchRecord | None:
    """Find a list."""
    return first(connection, _BATCH.where(_BATCHES.c.id == batch_id), SellerBatchRecord)


def newest(connection: Connection, limit: int) -> Sequence[ListedBatch]:
    """Give the newest lists."""
    count = select(func.count()).where(_LINES.c.batch_id == _BATCHES.c.id).scalar_subquery()
    query = select_record(ListedBatch, _BATCHES, count=count)
    return every(
        connection, query.order_by(_BATCHES.c.created_at.desc(), _BATCHES.c.id).limit(limit), ListedBatch
    )  # fmt: skip


def of_batch(connection: Connection, batch_id: str) -> Sequence[BatchSeller]:
    """Give the sellers of a list that are here (still), in the order of its file."""
    lines = {"line": _LINES.c.line, "is_new": _LINES.c.is_new}
    query = select_record(BatchSeller, _SELLERS, **lines)
    query = query.join(_LINES, _LINES.c.seller_id == _SELLERS.c.id)
    query = query.where(_LINES.c.batch_id == batch_id).order_by(_LINES.c.line)
    return every(connection, query, BatchSeller)


def live_links(
    connection: Connection, batch: SellerBatchRecord, now: datetime
) -> Sequence[tuple[str, bool]]:
    """Give the links that staff made for a list's sellers since, and that open: (id, whether it was opened)."""
    query = (
        select(_LINKS.c.id, _LINKS.c.opened_at.is_not(None))
        .join(_LINES, _LINES.c.seller_id == _LINKS.c.seller_id)
        .where(
            _LINES.c.batch_id == batch.id,
            _LINKS.c.created_at >= batch.created_at,
            _LINKS.c.made_by.startswith("staff:"),
            _LINKS.c.revoked_at.is_(None),
            _LINKS.c.locked_at.is_(None),
            _LINKS.c.expires_at > now,
        )
    )
    return [(row[0], bool(row[1])) for row in connection.execute(query)]


def of_numbers(connection: Connection, numbers: Collection[str]) -> Sequence[SellerRecord]:
    """List the sellers of some 사업자등록번호, oldest first."""
    wanted, found = sorted(numbers), list[SellerRecord]()
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        query = select_record(SellerRecord, _SELLERS).where(_SELLERS.c.business_number.in_(some))
        found += every(connection, query, SellerRecord)
    return sorted(found, key=lambda one: (one.created_at, one.id))
