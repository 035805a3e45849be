"""Advice on days: looked at too long ago, or not come yet."""

from collections.abc import Iterator
from datetime import date

from wizard.guide import Guide, Path, Problem

MAX_AGE_DAYS = 90


def dates(guide: Guide, today: date) -> Iterator[Problem]:
    """Find days that cannot be trusted."""
    age = (today - guide.status.checked_on).days
    if age > MAX_AGE_DAYS:
        message = f"살펴본 지 {age}일이 지났어요"
        hint = "쇼핑몰을 열어 확인하고 checked_on을 오늘로 고쳐 주세요"
        yield Problem(("status", "checked_on"), "A03", message, hint)
    for path, day in _days(guide):
        if day and (day - today).days > 1:  # a day ahead may be another time zone's today
            yield Problem(path, "A04", f"{day}은 아직 오지 않았어요", "연도를 살펴 주세요")


def _days(guide: Guide) -> Iterator[tuple[Path, date | None]]:
    yield ("status", "checked_on"), guide.status.checked_on
    yield ("status", "since"), guide.status.since
    for place, update in enumerate(guide.updates):
        yield ("updates", place, "since"), update.since
    for index, step in enumerate(guide.steps):
        for place, update in enumerate(step.updates):
            yield ("steps", index, "updates", place, "since"), update.since
