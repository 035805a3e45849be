"""Where a page of a list begins, as it stands in an address."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Generic, TypeVar

T = TypeVar("T")
At = tuple[datetime | date, str]


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list.

    Attributes:
        before: the cursor of the page before; "" on the first.
        after: the cursor of the next page; "" on the last.

    """

    rows: Sequence[T]
    before: str = ""
    after: str = ""


def write(key: datetime | date, key_id: str) -> str:
    """Write a row's place."""
    return f"{key.isoformat()}~{key_id}"


def read(text: str, *, is_day: bool = False) -> At | None:
    """Read a row's place; None for what is no place: the list then begins at its beginning."""
    moment, _, key_id = text.partition("~")
    if not re.fullmatch(r"[0-9a-f]{1,32}", key_id):
        return None
    try:
        if is_day:
            return date.fromisoformat(moment), key_id
        found = datetime.fromisoformat(moment)
        return (found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)), key_id
    except (ValueError, OverflowError):  # no day, or none that a calendar of ours has in UTC
        return None


def write_ranked(rank: int, key: datetime, key_id: str) -> str:
    """Write the place of a row in a list that is ordered by a rank first."""
    return f"{rank}~{write(key, key_id)}"


def read_ranked(text: str) -> tuple[int, datetime, str] | None:
    """Read such a place; None for what is none."""
    rank, _, rest = text.partition("~")
    found = read(rest) if re.fullmatch(r"[0-9]", rank) else None
    return (int(rank), found[0], found[1]) if found and isinstance(found[0], datetime) else None


def page_of(
    rows: Sequence[T], places: Sequence[str], size: int, *, at: At | None, backwards: bool
) -> Page[T]:
    """Cut a page out of what was found, which is one row longer if there is more.

    Args:
        rows: what was found, in order.
        places: the place of each.
        size: how many a page shows.
        at: where the page began.
        backwards: the page was read from its end; without `at`, it is the last one.

    """
    has_more = len(rows) > size
    if backwards:
        rows, places = (rows[1:], places[1:]) if has_more else (rows, places)
    else:
        rows, places = rows[:size], places[:size]
    if not rows:
        return Page(rows)
    has_before = has_more if backwards else at is not None
    has_after = at is not None if backwards else has_more
    return Page(rows, places[0] if has_before else "", places[-1] if has_after else "")
