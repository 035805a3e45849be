"""Every guide, from its overview to its end, by keyboard alone."""

import pytest
from conftest import FIRM
from playwright.sync_api import expect
from support.browsing import WAYS, opened, rest, settle

from gallery.values import values_of

MOST_TABS = 90
HERE = "selector => document.activeElement.matches(selector)"
FOCUS_SHOWS = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" || style.boxShadow !== "none";
}"""


@pytest.fixture(scope="module")
def keys_only(chromium):
    """A page for each address, whose pointer is never used."""
    pages = []

    def page(address):
        pages.append(opened(chromium, address))
        return next(pages[-1])

    yield page
    for one in pages:
        next(one, None)


def tab_to(page, selector):
    for _ in range(MOST_TABS):
        if page.evaluate(HERE, selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {selector} on {page.url}")


def press(page, selector):
    tab_to(page, selector)
    assert page.evaluate(FOCUS_SHOWS), f"the focus on {selector} is not seen"
    page.keyboard.press("Enter")


def choose(page, name, option):
    tab_to(page, f"input[name='{name}']")
    for _ in range(20):
        if page.evaluate(HERE, f"input[name='{name}'][value='{option}']"):
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator(f"input[name='{name}'][value='{option}']")).to_be_checked()


def tick(page, name, option):
    tab_to(page, f"input[name='{name}'][value='{option}']")
    page.keyboard.press("Space")


def write(page, values):
    for name, value in values.items():
        if page.locator(f"form#account input[id='{name}']").count():
            tab_to(page, f"[id='{name}']")
            page.keyboard.insert_text(value)


def go_on(page, step, answers):
    if step.kind == "choice":
        choose(page, step.id, answers[step.id][0])
        press(page, "#screen form button.button")
    elif step.kind == "checklist":
        tick(page, step.id, answers[step.id][0])
        press(page, "#screen form button.button")
    elif step.kind == "credentials":
        for name, options in step.questions().items():
            choose(page, name, options[0])
        settle(page, step)
        values = values_of(step_mall(page))
        year, month, day = values.pop("issued_on").split("-")
        write(page, FIRM | values)
        if page.locator("#issued_on").count():
            tab_to(page, "#issued_on")
            page.keyboard.type(f"{month}{day}{year}")
        press(page, "button[value=save]")
    else:
        press(page, "#screen a[rel=next], #screen form button.button")


def step_mall(page):
    return page.url.split("/")[4]


@pytest.mark.parametrize(("guide", "answers", "path"), WAYS)
def test_every_way_is_walked_by_keyboard_alone(keys_only, address, guide, answers, path):
    page = keys_only(address)
    page.goto(f"/guides/{guide.mall}")
    press(page, "#screen .reach a[rel=next]")
    for number, step in enumerate(path, start=1):
        page.wait_for_url(f"**/guides/{guide.mall}/{step.id}*")
        expect(page.locator("h1")).to_have_text(step.title)
        rest(page)  # the focus goes to the heading last: it would leave what was tabbed to
        progress = page.get_attribute("[data-progress]", "data-progress")
        assert progress.startswith(f"{number}/")
        if step is not path[-1]:
            go_on(page, step, answers)

    assert progress == f"{len(path)}/{len(path)}"
    if any(step.kind == "credentials" for step in path):
        expect(page.locator("[data-account]")).to_be_visible()
