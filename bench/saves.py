"""Sellers who have started, one for each connection, and the accounts they save again and again."""

import re
from dataclasses import dataclass
from urllib.parse import quote_plus, urlencode

from sqlalchemy import create_engine, text

from bench.browser import Browser, filled, raw
from bench.course import FIRM, Course
from bench.load import CONNECTIONS, MOST_REQUESTS, WARM_UP
from bench.servers import MeasureError

SEE_OTHER = 303
_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
_SHOWINGS = (MOST_REQUESTS + WARM_UP) * 3 // (2 * CONNECTIONS)
"""How often each seller opens the form beforehand: half as often again as an even share."""


@dataclass(frozen=True)
class Sellers:
    """Sixteen sellers of one server.

    Attributes:
        pages: connection -> the request for the form.
        saves: connection -> the requests that save it, one for each showing of the form.

    """

    pages: list[bytes]
    saves: list[list[bytes]]

    def page(self, number: int) -> bytes:
        """Ask for the form."""
        return self.pages[number]

    def save(self, number: int) -> bytes:
        """Save one more account: every request is a new showing of the form."""
        if not self.saves[number]:
            raise MeasureError(f"connection {number} saved more than {_SHOWINGS} times")
        return self.saves[number].pop()


def start(port: int, course: Course) -> tuple[Sellers, int]:
    """Let sixteen firms start, each by saving a first account; give them and that number."""
    pages, saves = [], []
    for _ in range(CONNECTIONS):
        with Browser(port) as browser:
            path, data = _form(browser, course, FIRM | course.values())
            _save(browser, path, data)
            path, data = _form(browser, course, course.values())
            pages.append(raw("GET", course.form_address, browser.cookies))
            request = raw("POST", path, browser.cookies, None, urlencode(data))
            shown = quote_plus(data["form_token"]).encode()
            saves.append([request.replace(shown, token) for token in _showings(browser, course)])
    return Sellers(pages, saves), CONNECTIONS


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


def _form(browser: Browser, course: Course, values: dict[str, str]) -> tuple[str, dict[str, str]]:
    form = browser.get(course.form_address).soup.select_one("form#account")
    if form is None:
        raise MeasureError(f"no form at {course.form_address}")
    return str(form["action"]), filled(form, values) | {"action": "save"}


def _showings(browser: Browser, course: Course) -> list[bytes]:
    """Open the form again and again; give what names each showing, as a request writes it.

    All are equally long: they tell of the same seller and browser.
    """
    pages = [browser.get(course.form_address).text for _ in range(_SHOWINGS)]
    return [quote_plus(token).encode() for page in pages for token in _TOKEN.findall(page)]


def _save(browser: Browser, path: str, data: dict[str, str]) -> None:
    answer = browser.post(path, data)
    if answer.status != SEE_OTHER:
        page = answer.soup.get_text(" ", strip=True)
        raise MeasureError(f"a first save met {answer.status}: {page[:600]}")
