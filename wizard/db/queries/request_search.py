"""What staff type to find a request: who asked, in any of the ways in which people write it, or its number."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from sqlalchemy import ColumnElement, Connection, and_, false, func, or_

from wizard.db.engine import table
from wizard.db.models import Request
from wizard.db.queries import seller_search
from wizard.db.rows import every, select_record
from wizard.korean.firms import firm_name, fold, phone

_REQUESTS = table(Request)
_END_OF_PHONE = re.compile(r"[0-9]{3,11}")
_STATES = ("open", "taken", "answered", "closed")
_SIGNS = " .,'·ㆍ&/()_-"
"""What stands between the letters of a name, and is not searched for."""


@dataclass(frozen=True)
class AskedAt:
    """A request, and when it was asked for: of both its number is made."""

    id: str
    created_at: datetime


@dataclass(frozen=True)
class Meant:
    """What a search means; of nothing said, no request at all.

    Attributes:
        ids: these requests.
        seller_ids: those of these sellers.
        left: those of readers who left this as their name, or as their phone number.

    """

    ids: Collection[str] = ()
    seller_ids: Collection[str] = ()
    left: str = ""


_ASKED_AT = select_record(AskedAt, _REQUESTS)


def asked_between(connection: Connection, begins: datetime, ends: datetime) -> Sequence[AskedAt]:
    """Give what was asked for from one moment until another, in whatever state it is."""
    at = _REQUESTS.c.created_at
    query = _ASKED_AT.where(_REQUESTS.c.state.in_(_STATES), at >= begins, at < ends)
    return every(connection, query, AskedAt)


def meant(connection: Connection, search: str) -> Meant | None:
    """Say whom a search means; None if it means too many sellers."""
    who = seller_search.few(connection, search)
    return None if who is None else Meant(seller_ids=who, left=search)


def is_among(found: Meant) -> ColumnElement[bool]:
    """Say of a request whether a search means it, in whatever state it is."""
    readers = or_(*_readers(found.left)) if found.left else false()
    return or_(
        _REQUESTS.c.id.in_(list(found.ids)),
        _REQUESTS.c.seller_id.in_(list(found.seller_ids)),
        and_(_REQUESTS.c.seller_id.is_(None), readers),
    )


def _readers(search: str) -> Iterator[ColumnElement[bool]]:
    """Take it for a part of the name that a reader left, or for the end of their phone number."""
    yield _REQUESTS.c.name.contains(firm_name(search), autoescape=True)
    if folded := fold(search):
        yield _letters(_REQUESTS.c.name).contains(folded, autoescape=True)
    if _END_OF_PHONE.fullmatch(digits := phone(search)):
        yield _REQUESTS.c.phone.endswith(digits)


def _letters(name: ColumnElement[str]) -> ColumnElement[str]:
    """Give a name nearly as `fold` does, which no column of a request holds."""
    return func.lower(reduce(lambda rest, sign: func.replace(rest, sign, ""), _SIGNS, name))
