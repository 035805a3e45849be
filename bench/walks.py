"""A seller's whole way: from a guide's overview to the saved account."""

from dataclasses import dataclass
from statistics import median
from typing import NamedTuple
from urllib.parse import urlencode

from bs4 import BeautifulSoup, Tag

from bench.browser import HTMX, Answer, Browser, filled, path_of
from bench.course import FIRM, Course
from bench.servers import MeasureError, Server

WALKS, WARM_UP = 60, 5
MOST_SCREENS = 60
OK, SEE_OTHER = 200, 303


STYLES = {"htmx": HTMX, "no JavaScript": {}}


@dataclass(frozen=True)
class Walk:
    """What a walk took.

    Attributes:
        waited_ms: inside its requests, in all; the median over many walks.
        best_ms: the same in the fastest walk, which other programs disturbed least.
        computed_ms: what the worker itself computed for it; waiting for a core is not in it.

    """

    style: str
    waited_ms: float
    best_ms: float
    computed_ms: float
    requests: int


class _Taken(NamedTuple):
    waited_ms: float
    computed_ms: float
    requests: int


def walk_often(server: Server, course: Course) -> tuple[list[Walk], int]:
    """Walk in each style by turns; give what a walk took, and how many accounts were saved."""
    took: dict[str, list[_Taken]] = {style: [] for style in STYLES}
    for _ in range(WALKS):
        for style, headers in STYLES.items():
            before_s = server.computed_s()
            waited_ms, requests = _walk(server.port, course, headers)
            computed_ms = (server.computed_s() - before_s) * 1000
            took[style].append(_Taken(waited_ms, computed_ms, requests))
    found = [_median(style, each[WARM_UP:]) for style, each in took.items()]
    return found, WALKS * len(STYLES)


def _median(style: str, walks: list[_Taken]) -> Walk:
    return Walk(
        style,
        waited_ms=median(walk.waited_ms for walk in walks),
        best_ms=min(walk.waited_ms for walk in walks),
        computed_ms=median(walk.computed_ms for walk in walks),
        requests=walks[0].requests,
    )


def _walk(port: int, course: Course, headers: dict[str, str]) -> tuple[float, int]:
    """Walk once; give the milliseconds inside requests, and the number of these."""
    with Browser(port) as browser:
        answer = browser.get(course.overview)
        for _ in range(MOST_SCREENS):
            answer = _land(browser, answer)
            soup = answer.soup
            if soup.select_one("[data-account]"):
                return browser.waited_s * 1000, browser.requests
            answer = _go_on(browser, soup, course, headers)
    raise MeasureError(f"no account after {MOST_SCREENS} screens")


def _land(browser: Browser, answer: Answer) -> Answer:
    """Follow a redirection, as a browser does by itself."""
    if answer.status == SEE_OTHER:
        answer = browser.get(path_of(answer.location))
    if answer.status != OK:
        raise MeasureError(f"a walk met {answer.status}: {answer.soup.get_text(' ', True)[:600]}")
    return answer


def _go_on(
    browser: Browser, soup: BeautifulSoup, course: Course, headers: dict[str, str]
) -> Answer:
    """Do what the screen asks: fill in its form, choose, or go to the next."""
    if form := soup.select_one("form#account"):
        data = filled(form, FIRM | course.values()) | {"action": "save"}
        return browser.post(str(form["action"]), data, headers)
    if form := soup.select_one("form[method=get]"):
        return browser.get(f"{form['action']}?{_choices(form, course)}", headers)
    following = soup.select_one("a[rel=next]")
    if not following:
        raise MeasureError(f"a walk ended at {soup.title}")
    return browser.get(str(following["href"]), headers)


def _choices(form: Tag, course: Course) -> str:
    pairs = [
        (str(tag["name"]), str(tag["value"]))
        for tag in form.select("input[name]")
        if tag.get("type") == "hidden" or tag["value"] in course.answers.get(str(tag["name"]), ())
    ]
    return urlencode(pairs)
