"""Where a walk through a list stands, as it is kept."""

from datetime import date, datetime


def write_place(key: datetime | date, own_id: str) -> str:
    """Write a row's place."""
    return f"{key.isoformat()}~{own_id}"


def read_place(text: str, *, is_day: bool) -> tuple[datetime | date, str] | None:
    """Read a row's place; None for "", the beginning."""
    if not text:
        return None
    key, _, own_id = text.partition("~")
    return (date.fromisoformat(key) if is_day else datetime.fromisoformat(key)), own_id
