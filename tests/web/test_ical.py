from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from wizard.web.ical import Reminder

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def file_of(**changes):
    values = {
        "uid": "abc@wizard",
        "day": date(2027, 5, 23),
        "title": "쿠팡 키가 끝나는 날",
        "say": "새 키를 받아요.",
    }
    return Reminder(**(values | {"stamp": NOON} | changes)).file()


def lines(raw):
    """Unfold a file, as RFC 5545 3.1 has it."""
    return raw.decode().replace("\r\n ", "").split("\r\n")


def test_a_file_is_one_all_day_event_with_two_alarms():
    assert lines(file_of()) == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//iamseller//wizard//KO",
        "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        "BEGIN:VEVENT", "UID:abc@wizard", "DTSTAMP:20261124T120000Z",
        "DTSTART;VALUE=DATE:20270523", "DTEND;VALUE=DATE:20270524",
        "SUMMARY:쿠팡 키가 끝나는 날", "DESCRIPTION:새 키를 받아요.", "TRANSP:TRANSPARENT",
        "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:쿠팡 키가 끝나는 날", "TRIGGER:-P13DT15H", "END:VALARM",
        "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:쿠팡 키가 끝나는 날", "TRIGGER:-P0DT15H", "END:VALARM",
        "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip


@pytest.mark.parametrize("size", range(60, 90))
def test_no_line_is_over_75_bytes_and_no_letter_is_cut(size):
    title = "가" * size + "x" * size

    raw = file_of(title=title)

    assert raw.endswith(b"\r\n")
    assert all(len(line) <= 75 and line.decode() for line in raw.split(b"\r\n")[:-1])
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert f"SUMMARY:{title}" in lines(raw)


def test_what_has_a_meaning_in_the_format_is_escaped():
    assert r"DESCRIPTION:a\, b\; c\\d\nEND:VEVENT" in lines(file_of(say="a, b; c\\d\nEND:VEVENT"))
    assert lines(file_of(say="x\r\nEND:VCALENDAR")).count("END:VCALENDAR") == 1


def test_the_stamp_is_told_in_utc():
    seoul = NOON.astimezone(timezone(timedelta(hours=9)))

    assert "DTSTAMP:20261124T120000Z" in lines(file_of(stamp=seoul))
