"""The way to a new key, screen after screen; it ends at the form of the very account whose key ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.guide.journey import Journey
from wizard.guide.model import Guide
from wizard.guide.renewal import chosen_looks, renewal, renews
from wizard.reminding.facts import RENEWING
from wizard.services.account_views import AccountCard
from wizard.steps import Credentials
from wizard.steps.base import Answers
from wizard.web import sessions
from wizard.web.guide import progress, tracking
from wizard.web.guide.views import bp, find_guide, journey_of, query_answers
from wizard.web.guide.waiting import waiting_of
from wizard.web.htmx import render
from wizard.web.screen import Screen, address
from wizard.web.site import site

PLACE = "renew"
"""What stands in an address before the screens of this way."""

RENEWS = "renew.account"
"""What names the account in an address beside such a screen; no question of a guide can be called so."""


@dataclass(frozen=True)
class RenewalScreen(Screen):
    """A screen on the way to a new key.

    Attributes:
        account: the id of the account whose key ends, as the address names it; "" for none.
        goal: where the way ends.

    """

    account: str = ""
    goal: str = ""

    @property
    def ends_renewal(self) -> bool:
        """Say whether the account's form comes next."""
        return self.step.id == self.journey.path[-1].id

    @property
    def minutes_left(self) -> int:
        """How long it takes from here: the guide's minutes, by the share of its screens."""
        left = self.journey.longest - self.number + 1
        return ceil(self.guide.effort.minutes * left / len(self.guide.first_way))

    @property
    def here(self) -> str:
        """The screen's own address."""
        return self._at(self.step.id)

    @property
    def back(self) -> str:
        """The address of the screen before: the overview, before the first."""
        before = self.journey.before(self.step.id)
        return self._at(before.id) if before else address(self.guide.mall, "", {})

    @property
    def forward(self) -> str:
        """The address of the next screen, at last of the account's form."""
        after = self.journey.after(self.step.id)
        return self._at(after.id) if after else self.goal

    @property
    def waited_at(self) -> str:
        """Name the wait of the screen by the rest of its address: the keys of two accounts are waited for apart."""
        account = f"?{urlencode({'account': self.account})}" if self.account else ""
        return f"{RENEWING}{self.step.id}{account}"

    @property
    def told(self) -> Answers:
        """What an address beside this screen says: that it is on this way, for whom, and how it looks."""
        looks = chosen_looks(self.journey.path, self.journey.answers)
        return {**looks, RENEWS: (self.account,)}

    def of_step(self, step_id: str) -> str:
        """Give the address of another screen: of this way, if it is one of it."""
        is_here = self.journey.position(step_id) is not None
        return self._at(step_id) if is_here else super().of_step(step_id)

    def place(self, answers: Answers) -> str:
        """The address of this very screen under other answers; of these, only the looks are told."""
        return self._at(self.step.id, answers)

    def _at(self, step_id: str, answers: Answers | None = None) -> str:
        told = self.journey.answers if answers is None else answers
        looks = chosen_looks(self.journey.path, told)
        return place_of(self.guide.mall, step_id, self.account, looks)


@bp.get("/guides/<mall>/renew")
def renew(mall: str) -> AnyResponse:
    """Lead to the first screen of the way to a new key; of a guide that has none, to the guide."""
    guide = find_guide(mall)
    if guide.renew is None:
        return redirect(address(mall, "", {}), code=303)
    return redirect(place_of(mall, guide.renew.steps[0], _account()), code=303)


@bp.get("/guides/<mall>/renew/<step_id>")
def renew_step(mall: str, step_id: str) -> AnyResponse:
    """Show a screen on the way to a new key."""
    guide, account = find_guide(mall), _account()
    mine = _mine(guide)
    journey = _journey(guide, account, mine)
    if journey is None or journey.position(step_id) is None:
        return renew(mall)
    tracking.show_renewal(journey, step_id)
    goal = _goal(journey, account, mine)
    return _show(RenewalScreen(journey, journey.step(step_id), account=account, goal=goal))


def place_of(mall: str, step_id: str = "", account: str = "", looks: Answers | None = None) -> str:
    """Give the address of a screen of this way, or of its beginning."""
    place = f"{PLACE}/{step_id}" if step_id else PLACE
    return address(mall, place, {**({"account": (account,)} if account else {}), **(looks or {})})


def beside(guide: Guide, step_id: str) -> RenewalScreen | None:
    """Find the screen of this way that a page stands beside; None if the way does not meet it."""
    account = _account(RENEWS)
    journey = _journey(guide, account, _mine(guide))
    if journey is None or journey.position(step_id) is None:
        return None
    return RenewalScreen(journey, journey.step(step_id), account=account)


def _show(screen: RenewalScreen) -> Response:
    progress.mark_wait(screen)
    waiting = waiting_of(screen)
    return render("guide/step.html", screen=screen, renewal=screen.guide.renew, waiting=waiting)


def _journey(guide: Guide, account: str, mine: Sequence[AccountCard]) -> Journey | None:
    """Walk the way to a new key with what was answered for the account, if it is of who is here."""
    saved = {one.id: one.answers for one in mine}
    return renewal(guide, query_answers(), saved.get(account))


def _mine(guide: Guide) -> Sequence[AccountCard]:
    """Give the accounts of a seller who is here; none in a preview."""
    if site().outside or sessions.known_seller() is None:
        return ()
    return site().cards(journey_of(guide.mall, {}))


def _account(name: str = "account") -> str:
    asked = request.args.get(name, "")
    return asked if asked.isalnum() and len(asked) <= 32 else ""


def _goal(journey: Journey, account: str, mine: Sequence[AccountCard]) -> str:
    """Give the form of the account that is asked for; where none is, of the one whose key ends first.

    To whom the one that is asked for is not shown is led to their own list, never to another account.
    """
    if site().outside:
        return site().outside
    if sessions.known_seller() is None:
        return url_for("sign_in.show")
    if account and account not in {one.id for one in mine}:
        return url_for("dashboard.show")
    ending = [one for one in mine if renews(journey.guide, one.answers)]
    if not account and not ending:
        return _new_account(journey)
    return url_for("accounts.show", account_id=account or min(ending, key=_end).id)


def _end(card: AccountCard) -> tuple[bool, str]:
    return card.expires_on is None, str(card.expires_on)


def _new_account(journey: Journey) -> str:
    """Give the form itself to a seller who has no account there."""
    forms = [step for step in journey.guide.steps if isinstance(step, Credentials)]
    return address(journey.guide.mall, forms[0].id if forms else "", journey.answers)
