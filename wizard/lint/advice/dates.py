"""Advice on days: looked at too long ago, or not come yet."""

from collections.abc import Iterator
from datetime import date

from wizard.guide.freshness import ReviewDate, review_dates
from wizard.guide.looks import every_look
from wizard.guide.model import Guide, Path, Problem
from wizard.guide.origins import facts
from wizard.lint.faults.facts import every_update
from wizard.steps.base import Origin


def dates(guide: Guide, today: date) -> Iterator[Problem]:
    """Find days that cannot be trusted."""
    for sight in review_dates(guide):
        if sight.is_dated and sight.is_stale(today):
            yield _stale(sight, today)
    for path, day in _days(guide):
        if day and day > today:
            yield Problem(path, "A04", f"{day}은 아직 오지 않았어요", "연도를 살펴 주세요")


def _stale(sight: ReviewDate, today: date) -> Problem:
    if sight.what == "guide":
        message = f"담은 소식이 {sight.age(today)}일 지났어요"
        hint = "쇼핑몰을 열어 견주어 보고 checked_on을 오늘로, looked를 true로 고쳐 주세요"
        return Problem(sight.path, "A03", message, hint)
    what = "영상을" if sight.what == "video" else "그림을"
    message = f"{what} 살펴본 지 {sight.age(today)}일이 지났어요"
    hint = "쇼핑몰 화면과 견줘 보고 날짜를 오늘로 고쳐 주세요"
    return Problem(sight.path, "A25", message, hint)


def _days(guide: Guide) -> Iterator[tuple[Path, date | None]]:
    yield ("status", "checked_on"), guide.status.checked_on
    since = guide.status.since
    yield ("status", "since"), since.first if since else None
    for sight in review_dates(guide):
        if sight.is_dated and sight.what != "guide":
            yield sight.path, sight.day
    for path, update in every_update(guide):
        yield (*path, "since"), update.since
    for path, shown in every_look(guide):
        yield (*path, "as_of"), shown.as_of.first if shown.as_of else None
    for fact in facts(guide):
        own: Origin | None = getattr(fact.told, "origin", None)
        yield (*fact.path, "from", "on"), own.on.first if own and own.on else None
