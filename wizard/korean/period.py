"""A year, a month or a day: what is known of when something was so, no finer than it is known."""

import re
from dataclasses import dataclass
from datetime import date

WRITTEN = re.compile(r"(20\d\d)(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


@dataclass(frozen=True, order=True)
class Period:
    """A year from 2000 on, a month of it, or a day of that month; 0 for what is not known."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def first(self) -> date:
        """The first day of it."""
        return date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        """Write it as an editor does: 2021, 2024-07, 2026-11-23."""
        parts = (f"{self.year}", f"{self.month:02}", f"{self.day:02}")
        return "-".join(parts[: 1 + bool(self.month) + bool(self.day)])

    @property
    def words(self) -> str:
        """Write it for a screen: 2021년, 2024년 7월, 2026년 11월 23일."""
        parts = (f"{self.year}년", f"{self.month}월", f"{self.day}일")
        return " ".join(parts[: 1 + bool(self.month) + bool(self.day)])


def read_period(text: str) -> Period:
    """Read a period as an editor writes it.

    Raises:
        ValueError: it is no year from 2000 on, no month and no day of the calendar.

    """
    found = WRITTEN.fullmatch(text)
    if found is None or "00" in found.groups():
        raise ValueError("no period")
    year, month, day = (int(part or 0) for part in found.groups())
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        raise ValueError("no period") from None
    return Period(year, month, day)


def of_day(day: date) -> Period:
    """Give a day as a period."""
    return Period(day.year, day.month, day.day)
