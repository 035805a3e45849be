"""People before several machines: which of them answered, what they type, and how they come in."""

import re
from dataclasses import dataclass, field

from bench.browser import HTMX, Answer, Browser
from bench.servers import MeasureError
from chaos.deployment import opened
from chaos.front import BY
from chaos.machines import Machines
from chaos.seller import as_shown, form_in
from wizard.korean.calendar import clock
from wizard.services.account_inputs import NewSeller
from wizard.web.away import CLOSED

FORM = "/guides/keys/form?remit=deposit"
KEY, PASSWORD = "fedcba9876543210", "correct horse battery"
_TOKEN = re.compile(r'name="?(csrf_token)"?[^>]* value="([^"]+)"')


@dataclass
class Person:
    """A browser before all machines, and which of them answered it.

    Attributes:
        address: where it comes from.
        pressed_again: how often it had to send the same once more.

    """

    port: int
    address: str
    cookies: dict[str, str] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    pressed_again: int = 0

    def get(self, path: str, *, htmx: bool = False) -> Answer:
        """Open a page."""
        with self._browser() as browser:
            return self._noted(browser, browser.get(path, HTMX if htmx else None))

    def post(self, path: str, data: dict[str, str], *, htmx: bool = False) -> Answer:
        """Send a form."""
        with self._browser() as browser:
            return self._noted(browser, browser.post(path, data, HTMX if htmx else None))

    def sends(self, path: str, **values: str) -> Answer:
        """Open a page and send its form."""
        token = dict(_TOKEN.findall(self.get(path).text))
        return self.post(path, token | values)

    def _browser(self) -> Browser:
        browser = Browser(self.port, self.address)
        browser.cookies = self.cookies
        return browser

    def _noted(self, _browser: Browser, answer: Answer) -> Answer:
        by = re.search(rf"^{BY}: *(\S+)", answer.head, re.MULTILINE | re.IGNORECASE)
        self.met.add(by[1] if by else "")
        return answer


def bare(text: str) -> str:
    """Give a page without the line that says, for some seconds, that nothing can be saved now."""
    return text.replace(f'<p class="notice warn" role="status">{CLOSED}</p>\n', "")


def fields(name: str) -> dict[str, str]:
    """Give what is typed into the form: an account that nobody else has."""
    typed = {"remit": "deposit", "login_id": name, "password": PASSWORD, "api_key": KEY}
    return typed | {"issued_on": clock().date().isoformat()}


def save(person: Person, name: str, firm: dict[str, str], *, htmx: bool = False) -> Answer:
    """Open the form and save an account, with what is asked of a firm that begins."""
    form = form_in(person.get(FORM))
    return person.post(str(form["action"]), as_shown(form) | fields(name) | firm, htmx=htmx)


def expect(answer: Answer, status: int) -> None:
    """Stop everything unless an answer is what it must be."""
    if answer.status != status:
        raise MeasureError(f"{answer.status} and not {status}: {answer.soup.text[:300]}")


def begun(machines: Machines, count: int) -> list[Person]:
    """Let so many sellers come in by a link each."""
    people = [Person(machines.port, f"127.0.4.{number + 1}") for number in range(count)]
    with opened(machines.deployment) as (_, services):
        for number, person in enumerate(people):
            firm = NewSeller(
                f"판매 {number}", number_of(100 + number).replace("-", ""), "01012345678"
            )
            token = services.invitations.make(services.sellers.add(firm, "nobody"), "staff:nobody")
            expect(person.sends("/enter", token=token, digits=firm.business_number[-5:]), 303)
    return people


def number_of(number: int) -> str:
    """Give the 사업자등록번호 of a made-up firm, with its check digit."""
    digits = f"{110810000 + number:09d}"
    weights = (1, 3, 7, 1, 3, 7, 1, 3, 5)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return f"{digits}{(10 - (total + int(digits[8]) * 5 // 10) % 10) % 10}"
