"""Who was asked to look a text over, and what they said."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, insert, update

from wizard.db.engine import table
from wizard.db.models import Review
from wizard.db.records import ReviewRecord
from wizard.db.rows import every, first, select_record, values_of

_REVIEWS = table(Review)
_EVERY = select_record(ReviewRecord, _REVIEWS)
ASKED, APPROVED, RETURNED, WITHDRAWN = "asked", "approved", "returned", "withdrawn"


def add(connection: Connection, record: ReviewRecord) -> None:
    """Ask for one."""
    connection.execute(insert(_REVIEWS).values(**values_of(record)))


def review(connection: Connection, review_id: str) -> ReviewRecord | None:
    """Find one by its id."""
    return first(connection, _EVERY.where(_REVIEWS.c.id == review_id), ReviewRecord)


def newest(connection: Connection, mall: str, digest: str) -> ReviewRecord | None:
    """Give what was last asked or said of a text."""
    query = _EVERY.where(_REVIEWS.c.mall == mall, _REVIEWS.c.digest == digest)
    return first(connection, query.order_by(_REVIEWS.c.asked_at.desc()).limit(1), ReviewRecord)


def last_returned(connection: Connection, mall: str, author: str) -> ReviewRecord | None:
    """Give what an author was last told of a text."""
    mine = (_REVIEWS.c.mall == mall) & (_REVIEWS.c.author == author)
    query = _EVERY.where(mine).order_by(_REVIEWS.c.asked_at.desc()).limit(1)
    return first(connection, query, ReviewRecord)


def last_of(connection: Connection, malls: Collection[str]) -> dict[tuple[str, str], ReviewRecord]:
    """Give what was last asked or said of some texts: (mall, author) -> the review."""
    query = _EVERY.where(_REVIEWS.c.mall.in_(malls)).order_by(_REVIEWS.c.asked_at)
    return {(one.mall, one.author): one for one in every(connection, query, ReviewRecord)}


def withdraw(connection: Connection, mall: str, author: str, now: datetime) -> bool:
    """Note that an author asks for it no more; say whether they did until now."""
    mine = (_REVIEWS.c.mall == mall) & (_REVIEWS.c.author == author)
    query = update(_REVIEWS).where(mine, _REVIEWS.c.state == ASKED)
    return connection.execute(query.values(state=WITHDRAWN, decided_at=now)).rowcount > 0


def decide(connection: Connection, said: ReviewRecord) -> bool:
    """Note what a reviewer said, unless somebody has answered; say whether it was noted."""
    told = {name: getattr(said, name) for name in ("state", "reviewer", "answer", "decided_at")}
    query = update(_REVIEWS).where(_REVIEWS.c.id == said.id, _REVIEWS.c.state == ASKED)
    return connection.execute(query.values(**told)).rowcount == 1
