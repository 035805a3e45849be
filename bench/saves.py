"""Sellers who have come in by a link: their steps, and the few accounts that each of them saves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlencode

from sqlalchemy import create_engine, text

from bench.browser import HTMX, Browser, filled, raw
from bench.course import Course
from bench.door import Links, come_in
from bench.load import CONNECTIONS, Size
from bench.servers import MeasureError

TOGETHER = Size(warm_up=50, most=600)
ALONE = Size(connections=1, warm_up=30, most=200)
SHOWINGS = 6
"""How often a seller opens the form, and saves another account at most: a few, as sellers have."""
ROUNDS = 3
SELLERS = (TOGETHER.all + ALONE.all) * ROUNDS // SHOWINGS + CONNECTIONS
_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
_NAMES = count()


@dataclass(frozen=True)
class Sellers:
    """Sellers of one server; the first of them read, one for each connection, and all of them save.

    Attributes:
        pages: connection -> the request for the form.
        steps: connection -> the requests for every step that is only read, as htmx asks.
        saves: the requests that save another account, one for each showing of a form.

    """

    pages: list[bytes]
    steps: list[list[bytes]]
    saves: list[bytes]
    _turn: Iterator[int]

    def page(self, number: int) -> bytes:
        """Ask for the form."""
        return self.pages[number]

    def step(self, number: int) -> bytes:
        """Ask for the next step; after the last the first again."""
        own = self.steps[number]
        return own[next(self._turn) // CONNECTIONS % len(own)]

    def save(self, _number: int) -> bytes:
        """Save one more account, of each seller in turn."""
        if not self.saves:
            raise MeasureError(f"more saves than {SELLERS} sellers opened the form for")
        return self.saves.pop()


def start(port: int, course: Course, links: Links) -> Sellers:
    """Let firms come in by their links and open the form."""
    pages, steps, saves = [], [], []
    for link in links.some(SELLERS):
        with Browser(port, link.source) as browser:
            come_in(browser, link)
            path, data = _form(browser, course)
            own = browser.cookies
            pages.append(raw("GET", course.form_address, own))
            steps.append([raw("GET", place, own, HTMX) for place in course.readings])
            tokens = _showings(browser, course)
            saves.append([_saving(path, own, data, token, next(_NAMES)) for token in tokens])
    in_turn = [request for turn in zip(*saves, strict=True) for request in turn]
    return Sellers(pages, steps, in_turn, count())


def newcomer(port: int, course: Course) -> bytes:
    """Give the request for the form by a reader who has a session and saved nothing yet."""
    with Browser(port) as browser:
        browser.get(course.form_address)
        return raw("GET", course.form_address, browser.cookies)


def count_accounts(database_url: str) -> int:
    """Count the accounts that were really committed."""
    engine = create_engine(database_url)
    with engine.connect() as connection:
        found: int = connection.execute(text("SELECT count(*) FROM account")).scalar_one()
    engine.dispose()
    return found


def _form(browser: Browser, course: Course) -> tuple[str, dict[str, str]]:
    form = browser.get(course.form_address).soup.select_one("form#account")
    if form is None:
        raise MeasureError(f"no form at {course.form_address}")
    return str(form["action"]), filled(form, course.values()) | {"action": "save"}


def _showings(browser: Browser, course: Course) -> list[str]:
    """Open the form again and again; give what names each showing."""
    pages = [browser.get(course.form_address).text for _ in range(SHOWINGS)]
    return [token for page in pages for token in _TOKEN.findall(page)]


def _saving(
    path: str, cookies: dict[str, str], data: dict[str, str], token: str, name: int
) -> bytes:
    """Write the request that saves one more account, not the same again: each has a name of its own."""
    new = {"form_token": token, "login_id": f"hanbit{name:06}"}
    return raw("POST", path, cookies, None, urlencode(data | new))
