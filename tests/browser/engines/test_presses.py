"""What can be pressed on the main pages, pressed in the engines that test_every_press.py does not try.

Presses that look the same in the same kind of place are the same: of them one is pressed.
"""

import pytest
from browser.engines.conftest import OTHERS

PAGES = ["/", "/guides/coupang", "/guides/coupang/keys?company=listed", "/guides/lotteon/tool"]
PRESSES = """() => {
  const named = (one) => [one.localName, ...one.classList].join(".");
  const leaves = (one) => one.origin !== location.origin || one.target === "_blank" && !one.matches(".find") || one.hasAttribute("download");
  const isOne = (one) => one.checkVisibility({visibilityProperty: true}) && !one.matches(".skip, [data-companion]") &&
    (one.localName === "a" ? !leaves(one) : one.localName === "summary" || one.type === "button");
  return [...document.querySelectorAll("a[href], button, summary")].filter(isOne).map((one, at) => {
    one.dataset.press = at;
    const place = one.parentElement.closest("header, footer, nav, section, ol, ul, dl, aside, main") ?? document.body;
    const stays = one.pathname + one.search === location.pathname + location.search;
    const goes = one.localName === "a" && !one.matches(".find, .mark") && !stays;
    return {at, sign: [named(place), named(one), one.rel ?? ""].join(" "), goes};
  });
}"""
HERE = "() => location.pathname + location.search"
RESTS = """before => location.pathname + location.search !== before && document.readyState === "complete" &&
  Boolean(document.querySelector("h1"))"""


@pytest.mark.parametrize("engine", OTHERS, indirect=True)
def test_each_press_on_a_main_page_leaves_a_whole_page_and_back_leads_back(tab):
    pressed, faults = set(), []
    for page in PAGES:
        for press in presses(tab, page):
            if press["sign"] in pressed:
                continue
            pressed.add(press["sign"])
            presses(tab, page)
            faults += [(page, press["sign"], fault) for fault in press_one(tab, page, press)]

    assert faults == []
    assert len(pressed) > 20


def presses(tab, page):
    """Open a page; give what can be pressed on it."""
    tab.open(page)
    tab.until("() => Boolean(window.htmx) && document.readyState === 'complete'")
    return tab.ask(PRESSES)


def press_one(tab, page, press):
    """Press, and go back if it led away; give what was wrong on either page."""
    heading = tab.text("h1")
    tab.press(f"[data-press='{press['at']}']")
    if not press["goes"]:
        return tab.faults()
    tab.until(RESTS, page)
    faults = tab.faults()
    tab.travel(-1)
    tab.until("page => location.pathname + location.search === page", page)
    tab.shows("h1", heading)
    return faults + tab.faults()
