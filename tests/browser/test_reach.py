"""The main button, and a value with its instruction, measured on every step of every guide."""

import pytest
from support.browsing import FETCH_SCREENS, STEPS

from wizard.web.screen import address

SIZES = {
    "phone": (390, 844),
    "small phone": (380, 680),
    "desktop": (1280, 800),
    "companion": (380, 680),
}
MEASURE = """() => window.screens.map((html) => {
  document.getElementById("screen").innerHTML = html.replace(/<title>[^]*?<.title>/, "");
  document.dispatchEvent(new CustomEvent("htmx:after:swap", {detail: {ctx: {}}}));
  const buttons = [...document.querySelectorAll("#screen .reach .button")];
  const shown = buttons.find((button) => button.offsetParent);
  const isSeen = ({top, bottom}, floor) => top >= 0 && bottom <= floor + 1;
  const options = [...document.querySelectorAll("#screen .ask .option")];
  const answers = options.map((option) => option.getBoundingClientRect());
  const free = shown?.closest(".reach").getBoundingClientRect();
  const covered = answers.some(({top, bottom}) => bottom > free.top && top < free.bottom);
  if (options.length) options[0].control.checked = true;
  const [main, bar] = [shown, shown?.closest(".reach")].map((e) => e?.getBoundingClientRect());
  const lines = [...document.querySelectorAll(".value:has([data-copy])")].map((value) => value.closest("li"));
  return {
    covered,
    first: answers.slice(0, 1).map((answer) => isSeen(answer, innerHeight)),
    button: Boolean(main) && main.height > 0 && isSeen(main, innerHeight),
    lines: lines.map((line) => Boolean(line) && isSeen(line.getBoundingClientRect(), bar.top)),
    beside: [...document.querySelectorAll(".step > .shots")].map((shots) => {
      const [title, side] = [document.querySelector("h1"), shots].map((e) => e.getBoundingClientRect());
      return side.left > title.right - 1 && Math.abs(side.top - title.top) < 24;
    }),
    wide: document.documentElement.scrollWidth > innerWidth,
  };
})"""
UNDER_THE_BAR = """() => {
  const bars = [...document.querySelectorAll(".reach")].filter((bar) => bar.offsetParent);
  const [it, bar] = [document.activeElement, bars[0]];
  const [own, over] = [it, bar].map((e) => e.getBoundingClientRect());
  return it !== document.body && !bar.contains(it) && own.height > 0 && own.bottom > over.top && own.top < over.bottom;
}"""


@pytest.fixture(scope="module")
def measured(chromium, content_address):
    """Every step at each size, and in the companion's window: what is seen without scrolling."""
    page = chromium.new_page(base_url=content_address)
    page.goto("/")
    page.evaluate(FETCH_SCREENS, [address(*step, under="/guides") for step in STEPS])
    found = {}
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        if name == "companion":
            page.evaluate("document.documentElement.classList.add('is-companion')")
        for (mall, step, _), seen in zip(STEPS, page.evaluate(MEASURE), strict=True):
            found[mall, step, name] = seen
    yield found
    page.close()


def places(measured, what):
    return sorted(" ".join(place) for place, seen in measured.items() if what(seen))


def test_the_main_button_is_seen_without_scrolling_on_every_step_once_its_question_is_answered(
    measured,
):
    assert places(measured, lambda seen: not seen["button"]) == []


def test_until_something_is_chosen_the_button_covers_no_answer_and_the_first_answer_is_seen(
    measured,
):
    common = {place: seen for place, seen in measured.items() if place[2] in {"phone", "desktop"}}

    assert any(seen["first"] for seen in common.values())
    assert places(measured, lambda seen: seen["covered"]) == []
    assert places(common, lambda seen: not all(seen["first"])) == []


def test_the_one_value_of_a_step_stands_with_its_instruction_above_the_button_in_the_first_view(
    measured,
):
    assert places(measured, lambda seen: seen["lines"] == [False]) == []


def test_values_stand_inside_their_instructions_and_all_are_seen_beside_the_console_and_on_a_desktop(
    measured,
):
    big = {place: seen for place, seen in measured.items() if place[2] in {"desktop", "companion"}}

    assert any(len(seen["lines"]) > 1 for seen in big.values())
    assert places(big, lambda seen: not all(seen["lines"])) == []


def test_the_picture_stands_beside_the_words_from_the_title_on_where_there_is_room(measured):
    desktop = {place: seen for place, seen in measured.items() if place[2] == "desktop"}

    assert places(desktop, lambda seen: not all(seen["beside"])) == []
    assert places(measured, lambda seen: seen["wide"]) == []


def test_what_has_the_focus_is_never_under_the_button(scripted):
    scripted.set_viewport_size(dict(zip(("width", "height"), SIZES["small phone"], strict=True)))
    scripted.goto("/guides/auction/account?way=self")
    covered = []
    for _ in range(40):
        scripted.keyboard.press("Tab")
        if scripted.evaluate(UNDER_THE_BAR):
            covered.append(scripted.evaluate("document.activeElement.outerHTML"))

    assert covered == []
