"""The main way of every guide, and each branch of those that part most, walked in the engines that test_walk.py does not try."""

import pytest
from browser.engines.conftest import OTHERS
from support.browsing import FIRM, WAYS

from gallery.values import values_of

PARTING = {"smartstore", "coupang", "lotteon", "auction"}
FIRST = {way.values[0].mall: way for way in reversed(WAYS)}
MAIN = [way for way in WAYS if way.values[0].mall in PARTING or way is FIRST[way.values[0].mall]]
OTHER_ENGINES = pytest.mark.parametrize("engine", OTHERS, indirect=True)


@OTHER_ENGINES
@pytest.mark.parametrize(("guide", "answers", "path"), MAIN)
def test_a_main_way_is_walked_to_its_end_and_each_press_leaves_a_whole_page(
    tab, guide, answers, path
):
    tab.open(f"/guides/{guide.mall}")
    tab.press("#screen a[rel=next]")
    for step in path[:-1]:
        tab.sound(f"/guides/{guide.mall}/{step.id}")
        go_on(tab, guide, step, answers)
    tab.sound(f"/guides/{guide.mall}/{path[-1].id}")

    assert bool(tab.count("[data-account]")) is any(step.kind == "credentials" for step in path)


def go_on(tab, guide, step, answers):
    """Do what a step asks for, and press onwards."""
    if step.kind in {"choice", "checklist"}:
        tab.choose(f"[name='{step.id}'][value='{answers[step.id][0]}']")
        tab.press("#screen form button.button")
    elif step.kind == "credentials":
        fill(tab, guide, step)
        tab.press("button[value=save]")
    else:
        tab.press(
            "#screen a[rel=next]"
            if tab.count("#screen a[rel=next]")
            else "#screen form button.button"
        )


def fill(tab, guide, step):
    tab.until("() => window.hasDrafts")
    for name in step.questions():
        tab.choose(f"input[name='{name}']")
    for name, value in (FIRM | values_of(guide.mall)).items():
        if tab.count(f"input#{name}"):
            tab.type(f"input#{name}", value)
