"""What is true at the end of a way, by facts: an account, a request, a key's last day.

A guide words its end as if all had been done. It is believed only where the facts say so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wizard.guide.journey import Journey
from wizard.korean.calendar import days_left, write_day
from wizard.services.account_views import ISSUED_KEY, AccountCard
from wizard.steps import Credentials, Outcome, Request
from wizard.steps.base import Answers
from wizard.steps.fields import DateField
from wizard.verdicts.classes import REFUSED
from wizard.web import sessions
from wizard.web.check_lines import TO_NEW_KEY, check_line, renewal_of
from wizard.web.own_malls import OwnMalls, own_malls
from wizard.web.registration_lines import registration_line
from wizard.web.screen import Screen, address
from wizard.web.site import site
from wizard.web.state import state

Walk = Callable[[str, Answers], Journey]
NOBODYS = OwnMalls()
LEFT_EMPTY = "남은 칸만 적으면 돼요"
MEND = "고쳐서 다시 저장해 주세요"
TO_DO = (
    ("returned", MEND, "등록된 뒤에는 이렇게 해요"),
    ("unfinished", LEFT_EMPTY, "다 적은 뒤에는 이렇게 해요"),
)
"""How an account may stand with which something is still to do, the worst first: heading, and what comes then."""
TO_FORM = "계정 적으러 가기"


@dataclass(frozen=True)
class Ending:
    """The end of a way, as it really is.

    Attributes:
        heading: what stands in place of the guide's title; "" for that.
        says: what is to be known, in sentences.
        go: (address, label) of what is still to do; None if nothing is.
        then: what the guide's own words are headed by if they do not hold yet; "" if they hold.
        is_saved: whether an account was saved by this way, with a key that has not ended.
        is_reader: whether nobody is known here, of whom anything could be said.
        own: the list of the seller who is here.

    """

    heading: str = ""
    says: tuple[str, ...] = ()
    go: tuple[str, str] | None = None
    then: str = ""
    is_saved: bool = True
    is_reader: bool = False
    own: OwnMalls = NOBODYS


def ending_of(screen: Screen, cards: Sequence[AccountCard], walk: Walk) -> Ending:
    """Say what is true at the end of a way, for who is here.

    Args:
        screen: the end.
        cards: the accounts of who is here in this mall.
        walk: how a guide is walked with an account's answers.

    """
    form = next((step for step in screen.journey.path if isinstance(step, Credentials)), None)
    if form is None or not site().tells_facts:
        return Ending(own=_own())
    mine = [card for card in cards if _leads_here(screen, walk(card.mall, card.answers))]
    found = _of_accounts(screen, form, mine) if mine else _unsaved(screen, form, bool(cards))
    return replace(found, own=_own())


def has_ended(card: AccountCard) -> bool:
    """Say whether an account's key has ended."""
    return card.expires_on is not None and days_left(card.expires_on, state().now()) < 0


def _own() -> OwnMalls:
    return own_malls() if site().tells_facts else NOBODYS


def _leads_here(screen: Screen, journey: Journey) -> bool:
    """Say whether an account was saved on the way to this end; one that leads nowhere now, also."""
    end = journey.path[-1]
    return end.id == screen.step.id or not isinstance(end, Outcome)


def _unsaved(screen: Screen, form: Credentials, has_others: bool) -> Ending:
    title = screen.guide.title
    go = (_place(screen, form.id), TO_FORM)
    if has_others:
        heading = "아직 이 방법으로는 저장하지 않았어요"
        says = ("저장하신 계정은 다른 답을 골라 저장한 것이에요. 아래에서 볼 수 있어요.",)
        return Ending(heading, says, go, "저장한 뒤에는 이렇게 해요", is_saved=False)
    is_reader = sessions.known_seller() is None
    if not screen.guide.is_open:  # nobody is sent to a form from which nothing comes
        return Ending(is_saved=False, is_reader=is_reader)
    asked = "저장하고 담당자에게 요청하면" if _request(screen) else "적고 저장하면"
    says = (f"계정을 {asked} 다음에 할 일을 이 화면에서 알려 드려요.",)
    heading = (
        f"{title} 안내는 여기까지예요" if is_reader else f"아직 {title} 계정을 저장하지 않았어요"
    )
    then = "저장한 뒤에는 이렇게 해요"
    return Ending(heading, says, go, then, is_saved=False, is_reader=is_reader)


def _of_accounts(screen: Screen, form: Credentials, mine: Sequence[AccountCard]) -> Ending:
    """Tell of the accounts that were saved on this way: what is still to do in one of them, or else of the newest."""
    if over := [(card, card.expires_on) for card in mine if card.expires_on and has_ended(card)]:
        return _ended(screen, form, *over[-1])
    request, newest = _request(screen), mine[-1]
    if refused := [card for card in mine if card.check and card.check.verdict in REFUSED]:
        return _refused(screen, refused[-1])
    lines = [registration_line(card, screen.guide) for card in mine]
    stands = {line.state: line for line in lines if line}
    for how, heading, then in TO_DO:
        if line := stands.get(how):
            return Ending(heading, (), line.go, then, is_saved=False)
    is_done = stands.keys() == {"registered"} and all(lines)
    registered = f"{screen.guide.title} 등록이 끝났어요" if is_done else ""
    if request is None:
        return Ending("" if screen.step.do else registered)
    asked = newest.requests.get(request.request)
    if asked is None:
        return _unasked(screen, request)
    if asked.state == "answered" and ISSUED_KEY not in newest.tails:
        return Ending("담당자의 답을 읽어 주세요")
    if ISSUED_KEY in newest.tails:
        return Ending(registered or "담당자가 키를 받았어요")
    return Ending("요청이 끝났어요") if asked.state == "closed" else Ending()


def _ended(screen: Screen, form: Credentials, card: AccountCard, last: date) -> Ending:
    """Tell that a key has ended, with the screen that shows how a new one comes."""
    days = [what for what in form.fields.values() if isinstance(what, DateField)]
    shown = next((find for what in days for find in what.find), None)
    place = shown if shown and screen.journey.position(shown) is not None else ""
    says = (
        f"저장하신 키는 {write_day(last)}에 이미 끝났어요.",
        "쇼핑몰에서 새 키를 받은 뒤, 아래 고치기에서 새 키와 발급일로 바꿔 주세요.",
        "발급일을 잘못 적으셨다면 고치기에서 바로잡으면 돼요.",
    )
    go = (renewal_of(card, screen.guide) or _place(screen, place), TO_NEW_KEY)
    return Ending("새 키를 받아 주세요", says, go, "", is_saved=False)


def _refused(screen: Screen, card: AccountCard) -> Ending:
    """Tell that the mall did not take an account, with the way to correct it; the line above says why."""
    line = check_line(card, screen.guide)
    heading, then = f"{screen.guide.title} 연결이 아직 안 됐어요", "연결된 뒤에는 이렇게 돼요"
    return Ending(heading, (), line.go if line else None, then, is_saved=False)


def _unasked(screen: Screen, request: Request) -> Ending:
    heading = {
        "issuance": "아직 발급대행을 요청하지 않았어요",
        "help": "아직 담당자에게 물어보지 않았어요",
    }[request.request]
    says = ("계정은 저장했어요. 요청까지 하셔야 담당자가 시작해요.",)
    return Ending(
        heading, says, (_place(screen, request.id), "요청하러 가기"), "요청한 뒤에는 이렇게 돼요"
    )


def _request(screen: Screen) -> Request | None:
    """Give what is asked of the staff on this way, if they can do it."""
    steps = (step for step in screen.journey.path if isinstance(step, Request))
    return next((step for step in steps if screen.guide.takes(step.request)), None)


def _place(screen: Screen, step_id: str) -> str:
    return address(screen.guide.mall, step_id, screen.journey.answers)
