from datetime import date, timedelta

import pytest
from support.small_guides import guide_of, with_steps

from wizard.guide.freshness import review_dates
from wizard.lint.advice.dates import dates

CHECKED = date(2026, 11, 23)  # as tests/support/small_guides.py has it
PICTURE = """
    id: menu
    kind: info
    title: 메뉴를 열어요
    picture: {{title: 센터, items: [{{menu: 정보}}]{}}}
"""
DATED = PICTURE.format(", seen_on: 2026-10-01")


def stale(guide, day):
    return [(sight.what, sight.day) for sight in review_dates(guide) if sight.is_stale(day)]


@pytest.mark.parametrize(
    ("picture", "days", "found"),
    [
        (PICTURE.format(""), 90, []),
        (PICTURE.format(""), 91, ["guide"]),
        (PICTURE.format(""), 181, ["guide", "picture"]),
        (DATED, 128, ["guide", "picture"]),
        (DATED, 127, ["guide"]),
    ],
    ids=["fresh", "guide", "undated picture", "dated picture", "dated picture, a day before"],
)
def test_a_guide_is_stale_after_90_days_and_a_picture_after_180(picture, days, found):
    guide = guide_of(with_steps(picture))

    assert [what for what, _ in stale(guide, CHECKED + timedelta(days=days))] == found


def test_only_a_picture_with_its_own_day_is_advised_on_since_the_guides_day_was_told_before():
    day = CHECKED + timedelta(days=300)
    codes = [
        [problem.code for problem in dates(guide_of(with_steps(step)), day)]
        for step in (PICTURE.format(""), DATED)
    ]

    assert codes == [["A03"], ["A03", "A25"]]


def test_a_picture_of_a_day_to_come_is_told():
    guide = guide_of(with_steps(PICTURE.format(", seen_on: 2062-01-01")))

    [problem] = dates(guide, CHECKED)
    assert (problem.code, problem.path) == ("A04", ("steps", 0, "picture", "seen_on"))


def test_what_is_due_is_due_on_its_last_good_day():
    [guide, picture, *_] = review_dates(guide_of(with_steps(DATED)))

    assert guide.due == CHECKED + timedelta(days=90)
    assert picture.due == date(2026, 10, 1) + timedelta(days=180)
