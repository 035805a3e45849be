"""What staff type to find a request: who asked, in any of the ways in which people write it, or its number."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, or_, select

from wizard.db.engine import table
from wizard.db.models import Request
from wizard.db.queries import seller_search
from wizard.db.rows import every, select_record
from wizard.korean.firms import firm_name, phone

_REQUESTS = table(Request)
_END_OF_PHONE = re.compile(r"[0-9]{3,11}")
_STATES = ("open", "taken", "answered", "closed")
MOST = 2000
"""So many requests are found at once, of sellers and of readers each; of more, whoever looks says more."""


@dataclass(frozen=True)
class AskedAt:
    """A request, and when it was asked for: of both its number is made."""

    id: str
    created_at: datetime


_ASKED_AT = select_record(AskedAt, _REQUESTS)


def asked_between(connection: Connection, begins: datetime, ends: datetime) -> Sequence[AskedAt]:
    """Give what was asked for from one moment until another, in whatever state it is."""
    at = _REQUESTS.c.created_at
    query = _ASKED_AT.where(_REQUESTS.c.state.in_(_STATES), at >= begins, at < ends)
    return every(connection, query, AskedAt)


def found(connection: Connection, search: str) -> Collection[str] | None:
    """Name the requests of whom a search means, in whatever state they are; None if it means too many sellers."""
    who = seller_search.few(connection, search)
    if who is None:
        return None
    of_sellers = select(_REQUESTS.c.id).where(_REQUESTS.c.seller_id.in_(who))
    of_readers = select(_REQUESTS.c.id).where(
        _REQUESTS.c.seller_id.is_(None), or_(*_readers(search))
    )
    both = (connection.execute(query.limit(MOST)).scalars() for query in (of_sellers, of_readers))
    return [own for ids in both for own in ids]


def _readers(search: str) -> Iterator[ColumnElement[bool]]:
    """Take it for a part of the name that a reader left, or for the end of their phone number."""
    yield _REQUESTS.c.name.contains(firm_name(search), autoescape=True)
    if _END_OF_PHONE.fullmatch(digits := phone(search)):
        yield _REQUESTS.c.phone.endswith(digits)
