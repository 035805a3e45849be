"""Where a program goes on in a list: a cursor names the last row that it was given."""

from datetime import UTC, datetime, timedelta

from wizard.services.feeds import Page, Place
from wizard.web.api.sent import PageQuery

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def place_of(query: PageQuery) -> Place | None:
    """Read a cursor, whose form the model has seen to; None for the first page."""
    if query.cursor is None:
        return None
    count, _, own_id = query.cursor.partition("-")
    return _EPOCH + int(count) * _MICROSECOND, own_id


def told_of(page: Page[object], query: PageQuery) -> dict[str, object]:
    """Say whether there is more, and where to go on; after an empty page where one stood."""
    if page.last is None:
        return {"has_more": False, "next_cursor": query.cursor}
    moment, own_id = page.last
    count = (moment - _EPOCH) // _MICROSECOND
    return {"has_more": page.has_more, "next_cursor": f"{count:016d}-{own_id}"}
