"""Sellers who were sent a link: made beforehand, and how they come in."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.browser import Answer, Browser, filled, path_of
from bench.servers import MeasureError
from demo.firms import SHOPS
from wizard.app import create_app, services_of
from wizard.forms.business import is_business_number
from wizard.services.account_inputs import NewSeller
from wizard.services.container import Services
from wizard.services.invitations import Destination
from wizard.settings import Settings

DOOR = "/enter"
SEE_OTHER = 303


@dataclass(frozen=True)
class Link:
    """A link that nobody has used.

    Attributes:
        token: what stands behind "#" in its address, which the door's script puts into the form.
        source: the address that its seller comes from: one address may try only so often.

    """

    token: str
    digits: str
    source: str


class Links:
    """Makes links of one deployment, each of another firm, as staff would."""

    def __init__(self, env: dict[str, str], mall: str) -> None:
        self.services: Services = services_of(create_app(Settings.from_env(env)))
        self.place = Destination(mall)
        self.made = 0

    def make(self) -> Link:
        """Make one."""
        firm = _firm(self.made)
        self.made += 1
        seller_id = self.services.sellers.add(firm, "staff:bench")
        token = self.services.invitations.make(seller_id, "staff:bench", place=self.place)
        source = f"127.0.{1 + self.made // 200}.{1 + self.made % 200}"
        return Link(token, firm.business_number[-5:], source)

    def some(self, count: int) -> Iterator[Link]:
        """Make so many."""
        return (self.make() for _ in range(count))


def come_in(browser: Browser, link: Link, headers: dict[str, str] | None = None) -> Answer:
    """Open the door, give link and digits, and follow where the link leads."""
    form = browser.get(DOOR).soup.select_one(f'form[action="{DOOR}"]')
    if form is None:
        raise MeasureError("the door has no form")
    data = filled(form, {"token": link.token, "digits": link.digits})
    answer = browser.post(DOOR, data, headers)
    if answer.status != SEE_OTHER:
        raise MeasureError(f"a link met {answer.status}: {answer.soup.get_text(' ', True)[:600]}")
    return browser.get(path_of(answer.location))


def _firm(place: int) -> NewSeller:
    nine = f"{100 + place % 800:03}81{1000 + place:04}"
    [number] = [f"{nine}{last}" for last in range(10) if is_business_number(f"{nine}{last}")]
    return NewSeller(SHOPS[place % len(SHOPS)], number, f"010{10000000 + place}")
