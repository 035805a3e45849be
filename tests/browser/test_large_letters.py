"""Letters of twice the size on a phone: no short word is cut in two, and the main button lies over no heading."""

import pytest
from conftest import FIRM
from playwright.sync_api import expect
from support.browsing import CATALOG, FETCH_SCREENS, STEPS, fill_in_parts, opened, ready

from wizard.web.screen import address as address_of

LONGEST = {320: 4, 390: 6}
"""By the width of a window, how long a word may be that stays in one piece wherever it stands; a longer one may need two
lines inside a list inside a list."""

MEASURE = """(longest) => {
  const page = document.documentElement;
  page.style.fontSize = "200%";
  const cut = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const aside = text.parentElement.closest(".picture, code, .hidden, details:not([open]) > :not(summary)");
    if (aside || !text.parentElement.offsetParent) continue;
    for (const {0: word, index} of text.data.matchAll(/(?<![^\\s(])[가-힣A-Za-z]+(?![^\\s)])/g)) {
      if (word.length > longest) continue;
      const place = document.createRange();
      place.setStart(text, index);
      place.setEnd(text, index + word.length);
      const lines = new Set([...place.getClientRects()].filter((box) => box.width).map((box) => box.top));
      if (lines.size > 1) cut.push(word);
    }
  }
  const [title, bar] = ["h1", ".reach"].map((one) => document.querySelector(one)?.getBoundingClientRect());
  const covered = Boolean(bar?.height) && bar.top < title.bottom && bar.bottom > title.top;
  const wide = page.scrollWidth > innerWidth;
  page.removeAttribute("style");
  return {cut, covered, wide};
}"""
CUT_IN = f"""(one) => {{
  document.querySelectorAll(`body > :not(main), main > :not(${{one}})`).forEach((other) => other.remove());
  return ({MEASURE})(9).cut;
}}"""
"""The words that are cut in one part of a page, however long: it is looked at alone."""
EACH = f"""(longest) => window.screens.map((html) => {{
  document.getElementById("screen").innerHTML = html.replace(/<title>[^]*?<.title>/, "");
  document.dispatchEvent(new CustomEvent("htmx:after:swap", {{detail: {{ctx: {{}}}}}}));
  return ({MEASURE})(longest);
}})"""
SOUND = {"cut": [], "covered": False, "wide": False}
ELSEWHERE = ["/", "/enter", "/my/malls", *(f"/guides/{mall}" for mall in CATALOG.guides)]


@pytest.fixture(params=LONGEST)
def width(request):
    return request.param


@pytest.fixture
def phone(width, chromium, address):
    yield from opened(chromium, address, viewport={"width": width, "height": 844})


def test_every_step_of_every_guide_can_be_read(phone, width):
    phone.goto("/")
    phone.evaluate(FETCH_SCREENS, [address_of(*step, under="/guides") for step in STEPS])

    found = zip(STEPS, phone.evaluate(EACH, LONGEST[width]), strict=True)

    assert {step[:2]: seen for step, seen in found if seen != SOUND} == {}


def test_the_pages_around_the_guides_can_be_read(phone, width):
    found = {}
    for path in ELSEWHERE:
        phone.goto(path)
        found[path] = phone.evaluate(MEASURE, LONGEST[width])

    assert {path: seen for path, seen in found.items() if seen != SOUND} == {}


def test_the_banner_of_a_saved_account_names_its_mall_in_one_piece(phone):
    phone.goto("/guides/cjmall/account")
    ready(phone)
    fill_in_parts(phone, FIRM | {"login_id": "woorishop", "password": "correct horse"})
    phone.click("button.button[value=save]")

    expect(phone.locator(".arrived")).to_be_visible()
    assert phone.evaluate(CUT_IN, ".arrived") == []
