"""The clock of Korea: one module looks at it, and the whole product counts, writes and reads days by it."""

import ast
import re
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

import wizard
from wizard.korean.calendar import (
    KOREA,
    beginning,
    clock,
    days_left,
    in_korea,
    read_day,
    write_day,
    write_left,
    write_moment,
    write_waited,
)

PACKAGE = Path(wizard.__file__).parent
DAY = date(2026, 11, 26)
MIDNIGHT = datetime(2026, 11, 25, 15, tzinfo=UTC)


def test_every_minute_from_midnight_to_midnight_in_korea_is_of_one_day():
    minutes = [MIDNIGHT + timedelta(minutes=minute) for minute in range(24 * 60)]

    assert {in_korea(minute) for minute in minutes} == {DAY}
    assert in_korea(MIDNIGHT - timedelta(microseconds=1)) == DAY - timedelta(days=1)
    assert in_korea(MIDNIGHT + timedelta(days=1)) == DAY + timedelta(days=1)


def test_a_moment_is_of_one_day_in_korea_whatever_zone_it_is_told_in():
    told = [MIDNIGHT.astimezone(timezone(timedelta(hours=hours))) for hours in range(-12, 15)]

    assert {in_korea(moment) for moment in told} == {DAY}
    assert {write_moment(moment, MIDNIGHT) for moment in told} == {"11월 26일 00:00"}
    assert {write_day(moment) for moment in told} == {"2026년 11월 26일"} == {write_day(DAY)}


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (datetime(2026, 11, 25, 15, tzinfo=UTC), "방금"),
        (datetime(2026, 11, 25, 14, 20, tzinfo=UTC), "40분째"),
        (datetime(2026, 11, 25, 9, 30, tzinfo=UTC), "5시간째"),
        (datetime(2026, 11, 13, 10, tzinfo=UTC), "12일째"),
        (datetime(2026, 9, 27, 10, tzinfo=UTC), "59일째"),
        (datetime(2026, 8, 1, 10, tzinfo=UTC), "3개월째"),
        (datetime(2025, 11, 26, 15, tzinfo=UTC), "11개월째"),
        (datetime(2025, 11, 25, 10, tzinfo=UTC), "1년째"),
        (datetime(2025, 9, 20, 10, tzinfo=UTC), "1년 2개월째"),
        (datetime(2026, 11, 27, tzinfo=UTC), "방금"),
    ],
)
def test_how_long_somebody_waits_is_said_as_one_says_it(since, said):
    assert write_waited(since, MIDNIGHT) == said


def test_a_moment_of_another_year_is_told_with_it_as_years_begin_in_korea():
    new_year = datetime(2025, 12, 31, 15, tzinfo=UTC)

    assert write_moment(new_year, MIDNIGHT) == "1월 1일 00:00"
    assert write_moment(new_year - timedelta(minutes=1), MIDNIGHT) == "2025년 12월 31일 23:59"


def test_a_day_begins_at_the_moment_that_is_the_first_of_it():
    assert beginning(DAY) == MIDNIGHT
    assert beginning(DAY).tzinfo is UTC


@pytest.mark.parametrize(
    ("moment", "left", "words"),
    [
        (datetime(2026, 11, 25, 14, 59, 59, tzinfo=UTC), 1, "1일 남았어요"),
        (datetime(2026, 11, 25, 15, tzinfo=UTC), 0, "오늘까지예요"),
        (datetime(2026, 11, 25, 21, 13, tzinfo=UTC), 0, "오늘까지예요"),
        (datetime(2026, 11, 26, 0, 0, tzinfo=UTC), 0, "오늘까지예요"),
        (datetime(2026, 11, 26, 14, 59, 59, tzinfo=UTC), 0, "오늘까지예요"),
        (datetime(2026, 11, 26, 15, tzinfo=UTC), -1, "이미 끝났어요"),
    ],
)
def test_a_key_may_be_used_until_midnight_in_korea_of_its_last_day(moment, left, words):
    assert days_left(DAY, moment) == left
    assert write_left(left) == words


def test_the_clock_tells_a_moment_that_says_its_zone():
    assert clock().tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-02", "20260102", "2026.01.02", "2026.1.2", "2026.01.02.", "2026. 1. 2.", "2026. 01. 02",
        "2026/1/2", "2026/01/02", "2026년 1월 2일", "2026년01월02일", "2026년 1월 2", "26-01-02", "26.1.2", "26년 1월 2일",
        "2026–01–02", " 2026-01-02\t", "2026-01-02 13:45:10", "2026-01-02T13:45:10", "2026-01-02 13:45",
        "2026.01.02 오후 1:45", "2026. 1. 2. 오전 9:05:01", "2026-01-02 1:45 PM", "2026-01-02 (금)", "2026년 1월 2일 금요일",
        "2026.01.02(금) 13:45", "2026-01-02T13:45:10+09:00", "2026-01-02T13:45:10.123456+0900",
        "2026-01-01T15:00:00Z", "2026-01-02T14:59:59Z", "2026-01-01 21:13:00+00:00", "2026-01-01T10:00:00-08:00",
        "20260102 13:45:10", "Jan 2, 2026", "January 2nd, 2026", "Jan. 02 2026", "2 Jan 2026", "02-JAN-2026", "2nd January, 2026",
        "Fri, 2 Jan 2026 13:45:10", "Jan 2, 2026, 1:45 PM",
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_and_consoles_write_it(text):
    assert read_day(text) == date(2026, 1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "", "어제", "2026", "2026-01", "2026-W01-5", "2026W015", "2026-002", "2026-02-30", "20260230", "2026-13-01", "2026-00-10",
        "2026-01-00", "0000-01-01", "01/02/2026", "2.1.2026", "260102", "202601021", "2026-01-023", "12026-01-02",
        "2026-01-02 25:00", "2026-01-02T13:45:10+99:00", "2026-01-02 13:99", "2026-01-02 까지", "2026-01-02 ~ 2027-01-02",
        "2026-01-02\n2027-01-02", "0001-01-01T00:00:00+09:00", "2026-01-02; drop", "٢٠٢٦-٠١-٠٢", "1767312000", "2026 01 02", "6-1-2",
        "Jan 2", "1월 2일", "01/02", "Jan 32, 2026", "Feb 30, 2026", "Janet 2, 2026", "2 Jan 26", "Jan 2, 2026 Z",
    ],
)  # fmt: skip
def test_what_is_no_day_or_may_be_two_is_not_guessed(text):
    assert read_day(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("0001-01-01", date(1, 1, 1)), ("9999-12-31", date(9999, 12, 31)), ("00-01-02", date(2000, 1, 2)),
     ("99-12-31", date(2099, 12, 31)), ("2024-02-29", date(2024, 2, 29))],
)  # fmt: skip
def test_two_digits_are_a_year_from_2000_on_and_four_are_as_they_stand(text, day):
    assert read_day(text) == day


def test_what_is_written_is_read_again():
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(1100)]

    assert [read_day(write_day(day)) for day in days] == days
    assert [read_day(day.isoformat()) for day in days] == days


def test_a_long_text_is_refused_without_delay():
    for text in ("2026" + " " * 50_000, "2026-01-02" + " " * 50_000 + "x", "20" * 50_000):
        assert read_day(text) is None or text.strip() == "2026"


NO_CALENDAR = {
    "services/editing.py: datetime.fromtimestamp": "the moment a file was changed, told with its zone",
    "server/logs.py: datetime.fromtimestamp": "the moment a line is logged, told with its zone",
    "content/takeover.py: datetime.fromtimestamp": "when an older version wrote a file, by its file system's clock",
    "web/rate_limit.py: time.time": "periods that all processes of a machine count alike",
}
"""What looks like a clock and is none."""

CLOCKS = re.compile(
    r"(?:datetime\.datetime|datetime|date|datetime\.date)\.(?:now|utcnow|today|fromtimestamp|utcfromtimestamp)"
    r"|time\.(?:time|time_ns|localtime|gmtime|ctime|strftime|asctime)"
    r"|(?:sa\.)?func\.(?:now|current_date|current_timestamp|current_time|localtime|date|strftime|julianday|date_trunc)"
)
CALENDARS = re.compile(r"timezone|zoneinfo(?:\..*)?|ZoneInfo|KST")


def looks_at_a_clock(tree):
    """Find each look at a clock, each day made of a moment, and each zone but UTC."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and CLOCKS.fullmatch(ast.unparse(node)):
            yield ast.unparse(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr == "date" and not node.args:
                yield ".date()"
        elif isinstance(node, ast.ImportFrom) and node.module in {"time", "datetime", "zoneinfo"}:
            yield from (one.name for one in node.names if one.name in {"time", "timezone", "ZoneInfo"})  # fmt: skip
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if re.search(r"\bCURRENT_(DATE|TIME|TIMESTAMP)\b", node.value):
                yield "CURRENT_"
        elif isinstance(node, ast.keyword | ast.Name) and CALENDARS.fullmatch(getattr(node, "id", "")):  # fmt: skip
            yield node.id


def test_no_module_but_the_clocks_looks_at_a_clock_or_makes_a_day_of_a_moment():
    files = sorted(PACKAGE.rglob("*.py"))
    found = {
        f"{file.relative_to(PACKAGE)}: {what}"
        for file in files
        if file != PACKAGE / "korean" / "calendar.py"
        for what in looks_at_a_clock(ast.parse(file.read_text("utf-8")))
    }

    assert len(files) > 100
    assert found == set(NO_CALENDAR)


@pytest.mark.parametrize(
    "line",
    ["datetime.now(UTC)", "date.today()", "x = datetime.utcnow", "time.time()", "moment.date()", "from time import time",
     "select(func.current_date())", "KST", "sql = 'day < CURRENT_DATE'", "from datetime import timezone", "datetime.datetime.now()"],
)  # fmt: skip
def test_a_look_at_a_clock_is_found_however_it_is_written(line):
    assert list(looks_at_a_clock(ast.parse(line)))


def test_no_template_counts_days_or_writes_a_moment_by_itself():
    texts = [file.read_text("utf-8") for file in sorted((PACKAGE / "templates").rglob("*.html"))]

    assert len(texts) > 30
    assert not [text for text in texts if re.search(r"strftime|\.date\(\)|\.days\b|days_left|\bleft [<>=]", text)]  # fmt: skip


def test_korea_stands_once():
    texts = {file: file.read_text("utf-8") for file in PACKAGE.rglob("*.py")}

    assert [str(file.relative_to(PACKAGE)) for file, text in texts.items() if "hours=9" in text] == ["korean/calendar.py"]  # fmt: skip
    assert KOREA.utcoffset(None) == timedelta(hours=9)
