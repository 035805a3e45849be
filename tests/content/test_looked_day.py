from datetime import date

import pytest

from wizard.content.looked_day import with_day
from wizard.errors import RefusedError
from wizard.guide.freshness import ReviewDate
from wizard.steps.info import Info

DAY = date(2026, 11, 27)
STEP = Info(id="menu", kind="info", title="메뉴를 열어요")


def seen(what, *path, step=None):
    return ReviewDate(what, path, step, date(2026, 1, 1), is_looked=False)


GUIDE = seen("guide", "status", "checked_on")
PICTURE = seen("picture", "steps", 7, "picture", "seen_on", step=STEP)
UNDATED = seen("picture", "steps", 7, "picture", step=STEP)


@pytest.mark.parametrize(
    ("text", "what", "expected"),
    [
        (
            "status: {state: open, checked_on: 2026-01-01}  # 말\n",
            GUIDE,
            "status: {state: open, checked_on: 2026-11-27, looked: true}  # 말\n",
        ),
        (
            "status:\n  # 말\n  state: open\n  checked_on: '2026-01-01'  # 날\ntitle: 가\n",
            GUIDE,
            "status:\n  # 말\n  state: open\n  checked_on: 2026-11-27  # 날\n  looked: true\ntitle: 가\n",
        ),
        (
            "status: {state: open, checked_on: 2026-01-01, looked: false}\n",
            GUIDE,
            "status: {state: open, checked_on: 2026-11-27, looked: true}\n",
        ),
        (
            "steps:\n  - {id: a}\n  - id: menu\n    picture:\n      title: 창\n      seen_on: 2025-01-01\n",
            PICTURE,
            "steps:\n  - {id: a}\n  - id: menu\n    picture:\n      title: 창\n      seen_on: 2026-11-27\n",
        ),
        (
            "steps:\n  - id: menu\n    picture:\n      title: 창\n      items: [{menu: 가}]\n",
            UNDATED,
            "steps:\n  - id: menu\n    picture:\n      title: 창\n      seen_on: 2026-11-27\n      items: [{menu: 가}]\n",
        ),
        (
            "steps:\n  - {id: menu, picture: {title: 창, items: [{menu: 가}]}}\n",
            UNDATED,
            "steps:\n  - {id: menu, picture: {title: 창, seen_on: 2026-11-27, items: [{menu: 가}]}}\n",
        ),
    ],
    ids=["in braces", "in lines, quoted", "looked before", "a picture", "undated", "undated in braces"],
)  # fmt: skip
def test_the_day_is_written_where_it_belongs_and_nothing_else_changes(text, what, expected):
    assert with_day(text, what, DAY) == expected


@pytest.mark.parametrize(
    "text",
    ["steps:\n  - {use: esm-tool}\n", "steps: 가\n", "steps:\n  - id: menu\n    picture:\n      items: [{menu: 가}]\n"],
    ids=["shared with other guides", "no steps", "nothing to put it behind"],
)  # fmt: skip
def test_where_the_day_has_no_place_nothing_is_written(text):
    with pytest.raises(RefusedError):
        with_day(text, UNDATED, DAY)
