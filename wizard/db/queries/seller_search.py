"""What staff type to find a seller, in any of the ways in which people write it."""

import re
from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, false, or_, select

from wizard.db.engine import table
from wizard.db.models import Seller
from wizard.korean.firms import fold, phone

_SELLERS = table(Seller)
_DIGITS = re.compile(r"[0-9]{3,11}")
MANY = 400
"""So many sellers are looked up one by one; a name of more is met soon in any list."""


def matches(search: str) -> ColumnElement[bool]:
    """Say whom a search may mean."""
    return or_(*_meanings(search))


def few(connection: Connection, search: str) -> Sequence[str] | None:
    """Name the sellers whom a search finds, never none at all; None if they are many."""
    found = select(_SELLERS.c.id).where(matches(search)).limit(MANY + 1)
    ids = connection.execute(found).scalars().all()
    return None if len(ids) > MANY else ids or [""]


def _meanings(search: str) -> Iterator[ColumnElement[bool]]:
    """Take it for a part of a name, for either end of a number, for the end of a phone number."""
    folded, digits = fold(search), phone(search)
    yield _SELLERS.c.folded.contains(folded) if folded else false()
    if _DIGITS.fullmatch(digits):
        number = _SELLERS.c.business_number
        yield from (number.startswith(digits), number.endswith(digits))
        yield _SELLERS.c.phone.endswith(digits)
