"""A seller's whole way: from a guide's overview, or from a link, to the page after the saved account."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple
from urllib.parse import urlencode

from bs4 import BeautifulSoup, Tag

from bench.browser import HTMX, Answer, Browser, filled, path_of
from bench.course import FIRM, Course
from bench.door import Link, Links, come_in
from bench.servers import MeasureError, Server

WALKS, WARM_UP = 40, 5
HELLOS = 20
MOST_SCREENS = 60
OK, SEE_OTHER = 200, 303
LINKED = "linked, htmx"
STYLES = {"htmx": HTMX, "no JavaScript": {}, LINKED: HTMX}


class Taken(NamedTuple):
    """What one walk took, and one request of the bare app beside it.

    Attributes:
        waited_ms: inside its requests, in all.
        computed_ms: what the worker computed for it; waiting for a core is not in it.

    """

    waited_ms: float
    computed_ms: float
    requests: int


@dataclass(frozen=True)
class Walk:
    """What walks of one kind took, and the bare app's request in the same turns.

    Attributes:
        times: medians over the walks, in multiples of the bare app's request.
        computed_times: the same by what the workers computed.

    """

    waited_ms: float
    best_ms: float
    worst_ms: float
    times: float
    computed_ms: float
    computed_times: float
    requests: int


class Hello:
    """The bare app, asked by one client over one connection."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def taken(self) -> Taken:
        """Ask some times; give what one request took."""
        with Browser(self.server.port) as browser:
            browser.get("/")
            waits, before_s = [], self.server.computed_s()
            for _ in range(HELLOS):
                began_s = browser.waited_s
                browser.get("/")
                waits.append((browser.waited_s - began_s) * 1000)
            computed_ms = (self.server.computed_s() - before_s) / HELLOS * 1000
        return Taken(median(waits), computed_ms, 1)


def walk_often(
    server: Server, hello: Hello, course: Course, links: Links
) -> tuple[dict[str, Walk], int]:
    """Walk in each style by turns; give what a walk took, and how many accounts were saved."""
    walks = {style: _way(server, course, style, links) for style in STYLES}
    return in_turns(walks, hello), WALKS * len(STYLES)


def in_turns(walks: dict[str, Callable[[], Taken]], hello: Hello) -> dict[str, Walk]:
    """Do every walk by turns, each right after the bare app."""
    took: dict[str, list[tuple[Taken, Taken]]] = {name: [] for name in walks}
    for _ in range(WALKS):
        for name, walk in walks.items():
            took[name].append((hello.taken(), walk()))
    return {name: _median(pairs[WARM_UP:]) for name, pairs in took.items()}


def _median(pairs: list[tuple[Taken, Taken]]) -> Walk:
    waited = [walk.waited_ms for _, walk in pairs]
    return Walk(
        waited_ms=median(waited),
        best_ms=min(waited),
        worst_ms=max(waited),
        times=median(walk.waited_ms / hello.waited_ms for hello, walk in pairs),
        computed_ms=median(walk.computed_ms for _, walk in pairs),
        computed_times=median(walk.computed_ms / hello.computed_ms for hello, walk in pairs),
        requests=pairs[0][1].requests,
    )


def _way(server: Server, course: Course, style: str, links: Links) -> Callable[[], Taken]:
    def walk() -> Taken:
        link = links.make() if style == LINKED else None
        return walk_once(server, course, STYLES[style], link)

    return walk


def walk_once(
    server: Server, course: Course, headers: dict[str, str], link: Link | None = None
) -> Taken:
    """Walk to the saved account; raises MeasureError if it is not reached."""
    with measured(server, link.source if link else "127.0.0.1") as (browser, taken):
        answer = come_in(browser, link, headers) if link else browser.get(course.overview)
        for _ in range(MOST_SCREENS):
            answer = _land(browser, answer)
            soup = answer.soup
            if soup.select_one("[data-account]"):
                return taken()
            answer = _go_on(browser, soup, course, headers)
    raise MeasureError(f"no account after {MOST_SCREENS} screens")


def floor_walk(server: Server, requests: int) -> Taken:
    """Ask the floor as often as a walk asks: for pages with a look at the session, and at the end to save."""
    with measured(server) as (browser, taken):
        for _ in range(requests - 1):
            browser.get("/step")
        if browser.post("/save", {}).status != SEE_OTHER:
            raise MeasureError("the floor saved nothing")
        return taken()


@contextmanager
def measured(
    server: Server, source: str = "127.0.0.1"
) -> Iterator[tuple[Browser, Callable[[], Taken]]]:
    """Open a browser; give it, and what tells what its requests took until now."""
    before_s = server.computed_s()
    with Browser(server.port, source) as browser:
        yield (
            browser,
            lambda: Taken(
                browser.waited_s * 1000, (server.computed_s() - before_s) * 1000, browser.requests
            ),
        )


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
