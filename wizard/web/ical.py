"""A calendar file for one day or moment that must not be forgotten.

Source: RFC 5545: content lines 3.1, VEVENT 3.6.1, VALARM 3.6.6, TEXT 3.3.11.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flask import Response

MAX_LINE_BYTES = 75
NINE_OCLOCK = 9


@dataclass(frozen=True, kw_only=True)
class Event:
    """What is to be remembered.

    Attributes:
        uid: names the event for ever, so that a newer file replaces it.
        stamp: when the file was made.

    """

    uid: str
    title: str
    say: str
    stamp: datetime

    def file(self) -> bytes:
        """Write the calendar file."""
        return "".join(_folded(line) for line in self._lines()).encode()

    def _lines(self) -> Iterator[str]:
        yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//iamseller//wizard//KO")
        yield from ("CALSCALE:GREGORIAN", "METHOD:PUBLISH", "BEGIN:VEVENT")
        yield f"UID:{_text(self.uid)}"
        yield f"DTSTAMP:{_utc(self.stamp)}"
        yield from self._when()
        yield f"SUMMARY:{_text(self.title)}"
        yield f"DESCRIPTION:{_text(self.say)}"
        yield "TRANSP:TRANSPARENT"
        for trigger in self._triggers():
            yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(self.title)}")
            yield f"TRIGGER:{trigger}"
            yield "END:VALARM"
        yield from ("END:VEVENT", "END:VCALENDAR")

    def _when(self) -> Iterator[str]:
        """Give the lines that say when it is."""
        raise NotImplementedError

    def _triggers(self) -> Iterator[str]:
        """Give when each alarm rings, counted from the beginning."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Reminder(Event):
    """An all-day event, with alarms at nine in the morning some days before.

    Attributes:
        days_before: how many days before `day` each alarm rings.

    """

    day: date
    days_before: tuple[int, ...] = (14, 1)

    def _when(self) -> Iterator[str]:
        yield f"DTSTART;VALUE=DATE:{self.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{self.day + timedelta(days=1):%Y%m%d}"

    def _triggers(self) -> Iterator[str]:
        for days in self.days_before:
            yield f"-P{days - 1}DT{24 - NINE_OCLOCK}H"  # the day begins at midnight


@dataclass(frozen=True, kw_only=True)
class Appointment(Event):
    """An event of a quarter of an hour, with an alarm when it begins."""

    at: datetime

    def _when(self) -> Iterator[str]:
        yield f"DTSTART:{_utc(self.at)}"
        yield f"DTEND:{_utc(self.at + timedelta(minutes=15))}"

    def _triggers(self) -> Iterator[str]:
        yield "PT0S"


def attached(event: Event, name: str) -> Response:
    """Send an event as a file, called `name`, which nobody keeps on the way."""
    response = Response(event.file(), mimetype="text/calendar")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """Write a text value: what has a meaning of its own is escaped."""
    for letter in "\\;,":
        words = words.replace(letter, f"\\{letter}")
    return "\\n".join(words.splitlines())


def _folded(line: str) -> str:
    """End a line, and fold it so that no part is over 75 bytes and no letter is cut."""
    parts, room = [""], MAX_LINE_BYTES
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append(" ")
            room = MAX_LINE_BYTES - 1
        parts[-1] += letter
        room -= size
    return "".join(f"{part}\r\n" for part in parts)
