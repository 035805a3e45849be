"""Sellers who have started, one for each connection, and the accounts they save again and again."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import uuid4

from sqlalchemy import create_engine, text

from bench.browser import Browser, filled, raw
from bench.course import FIRM, Course
from bench.load import CONNECTIONS
from bench.servers import MeasureError

SEE_OTHER = 303
_TOKEN = "0" * 32


@dataclass(frozen=True)
class Sellers:
    """Sixteen sellers of one server.

    Attributes:
        pages: connection -> the request for the form.
        saves: connection -> the request that saves it, with a form token still to be named.

    """

    pages: list[bytes]
    saves: list[tuple[bytes, bytes]]

    def page(self, number: int) -> bytes:
        """Ask for the form."""
        return self.pages[number]

    def save(self, number: int) -> bytes:
        """Save one more account: every request is a new showing of the form."""
        before, after = self.saves[number]
        return before + uuid4().hex.encode() + after


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
            before, _, after = request.partition(_TOKEN.encode())
            saves.append((before, after))
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
    data = filled(form, values) | {"action": "save", "form_token": _TOKEN}
    return str(form["action"]), data


def _save(browser: Browser, path: str, data: dict[str, str]) -> None:
    answer = browser.post(path, data | {"form_token": uuid4().hex})
    if answer.status != SEE_OTHER:
        page = answer.soup.get_text(" ", strip=True)
        raise MeasureError(f"a first save met {answer.status}: {page[:600]}")
