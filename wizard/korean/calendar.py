"""The one clock, and days as they are counted, written and read in Korea, wherever the server stands."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

KOREA = timezone(timedelta(hours=9), "KST")
DAYS_OF_A_MONTH, MONTHS_OF_A_YEAR = 30, 12
SOON_DAYS = 30
"""A key that ends within so many days is to be renewed."""

_BETWEEN = r"\s{0,2}[-–./년월]\s{0,2}"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_NUMBER = r"(?:0?[1-9]|[12][0-9]|3[01])"
_NTH = rf"{_NUMBER}(?i:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?i:mon|tue|wed|thu|fri|sat|sun)(?i:[a-z]{0,6}),?\s)?"
YEARLESS = rf"[0-9]{{1,2}}\s?월\s?{_NUMBER}\s?일|{_ENGLISH}\s{_NTH}|{_NTH}[\s-]{_ENGLISH}|(?:0?[1-9]|1[0-2])[./]{_NUMBER}"
"""A day of some year: of which one, nobody says."""

WRITTEN = (
    rf"(?:{_WEEKDAY}(?:(?P<first>{_ENGLISH})\s(?P<then>{_NTH}),?\s|(?P<before>{_NTH})[\s-](?P<named>{_ENGLISH}),?[\s-])(?P<full>[0-9]{{4}})|"
    rf"(?P<year>[0-9]{{4}}|[0-9]{{2}}){_BETWEEN}(?P<month>[0-9]{{1,2}}){_BETWEEN}(?P<day>[0-9]{{1,2}})"
    r"(?:\s?일|\.)?|(?P<solid>[0-9]{8}))"
    r"(?:\s?\(?[월화수목금토일](?:요일)?\)?)?"
    r"(?:(?:T|,?\s{1,2})(?:(?:오전|오후|[AP]M)\s?)?(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?"
    r"(?:\s?[AP]M)?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
"""A day as people and consoles write it, with or without a weekday and a time: year, month, day."""


def clock() -> datetime:
    """Give the moment it is: the only look at a clock that tells days."""
    return datetime.now(UTC)


def in_korea(moment: datetime) -> date:
    """Give the day that it was in Korea."""
    return moment.astimezone(KOREA).date()


def beginning(day: date) -> datetime:
    """Give the moment at which a day began in Korea."""
    return datetime.combine(day, time(), KOREA).astimezone(UTC)


def days_left(last: date, now: datetime) -> int:
    """Count the days until a last day; 0 on it, below 0 after it."""
    return (last - in_korea(now)).days


def read_day(text: str) -> date | None:
    """Read a day as people write it; None for what is no day, or may be two.

    Two digits are a year from 2000 on. A time that tells its zone is taken as the day it was in Korea.
    """
    text = text.strip()
    found = re.fullmatch(WRITTEN, text)
    if found is None:
        return None
    try:
        if found["zone"]:
            return in_korea(datetime.fromisoformat(text))
        if solid := found["solid"]:
            return date(int(solid[:4]), int(solid[4:6]), int(solid[6:]))
        if found["full"]:
            return _english_day(found)
        year = int(found["year"]) + (2000 if len(found["year"]) == len("26") else 0)
        return date(year, int(found["month"]), int(found["day"]))
    except (ValueError, OverflowError):
        return None


def _english_day(found: re.Match[str]) -> date:
    month = (found["first"] or found["named"])[:3].lower()
    day = re.sub("[a-z]+", "", (found["then"] or found["before"]).lower())
    return date(int(found["full"]), _MONTHS.index(month) + 1, int(day))


def write_day(value: date | datetime) -> str:
    """Write a day: 2026년 11월 23일 (a moment as the day it was in Korea)."""
    day = in_korea(value) if isinstance(value, datetime) else value
    return f"{day.year}년 {day.month}월 {day.day}일"


def write_month(day: date) -> str:
    """Write the month of a day: 2026년 11월."""
    return f"{day.year}년 {day.month}월"


def write_moment(value: datetime, now: datetime) -> str:
    """Write a moment as it was in Korea: 11월 23일 14:05; of another year than this one, with its year."""
    there = value.astimezone(KOREA)
    year = "" if there.year == now.astimezone(KOREA).year else f"{there.year}년 "
    return f"{year}{there.month}월 {there.day}일 {there:%H:%M}"


def write_waited(since: datetime, now: datetime) -> str:
    """Write how long something has lasted, no finer than one cares: 40분째, 5시간째, 12일째, 1년 2개월째."""
    minutes = max(now - since, timedelta()) // timedelta(minutes=1)
    if minutes < 24 * 60:
        return (
            f"{minutes // 60}시간째" if minutes >= 60 else f"{minutes}분째" if minutes else "방금"
        )
    first, today = in_korea(since), in_korea(now)
    months = (today.year - first.year) * MONTHS_OF_A_YEAR + today.month - first.month
    months -= today.day < first.day
    if months < 2:
        return f"{(now - since).days}일째"
    years, rest = divmod(months, MONTHS_OF_A_YEAR)
    parts = [f"{years}년"] * bool(years) + [f"{rest}개월"] * bool(rest)
    return f"{' '.join(parts)}째"


def write_age(days: int) -> str:
    """Write how old something is, no finer than one cares: 12일, 5달, 3년."""
    if days < 2 * DAYS_OF_A_MONTH:
        return f"{max(days, 0)}일"
    months = days // DAYS_OF_A_MONTH
    return f"{months}달" if months < 2 * MONTHS_OF_A_YEAR else f"{months // MONTHS_OF_A_YEAR}년"


def write_left(days: int) -> str:
    """Write how long something may still be used, by the days that are left."""
    if days < 0:
        return "이미 끝났어요"
    return f"{days}일 남았어요" if days else "오늘까지예요"


def write_within(wait: timedelta) -> str:
    """Write how long something takes at most, in whole hours or days: 3시간 안에."""
    hours = max(1, -(-wait // timedelta(hours=1)))
    return f"{hours}시간 안에" if hours < 24 else f"{-(-hours // 24)}일 안에"


def write_hours(lasts: timedelta) -> str:
    """Write how long one waits: 24시간, 2일(48시간)."""
    hours = lasts // timedelta(hours=1)
    days, rest = divmod(hours, 24)
    return f"{hours}시간" if rest or days <= 1 else f"{days}일({hours}시간)"
