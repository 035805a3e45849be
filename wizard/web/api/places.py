"""Where a program goes on in a list: a cursor names the last row that it was given."""

from datetime import UTC, datetime, timedelta

from wizard.services.feeds import Change, Page, Place
from wizard.web.api.sent import PageQuery

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def place_of(query: PageQuery) -> Place | None:
    """Read a cursor, whose form the model has seen to; None for the first page."""
    if query.cursor is None:
        return None
    count, own_id = _read(query.cursor)
    return _EPOCH + count * _MICROSECOND, own_id


def change_of(query: PageQuery) -> Change | None:
    """Read a cursor of a list of changes; None for the first page."""
    return _read(query.cursor) if query.cursor is not None else None


def told_of(page: Page[object], query: PageQuery) -> dict[str, object]:
    """Say whether there is more, and where to go on; after an empty page where one stood."""
    if page.last is None:
        return {"has_more": False, "next_cursor": query.cursor}
    place, own_id = page.last
    count = place if isinstance(place, int) else (place - _EPOCH) // _MICROSECOND
    return {"has_more": page.has_more, "next_cursor": f"{count:016d}-{own_id}"}


def _read(cursor: str) -> tuple[int, str]:
    count, _, own_id = cursor.partition("-")
    return int(count), own_id
