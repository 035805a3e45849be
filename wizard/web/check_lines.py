"""What a mall said of an account, as its seller is told: what we saw, what to do, and the way there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flask import url_for

from wizard.guide.journey import Journey, walk
from wizard.guide.model import Guide
from wizard.guide.renewal import renews
from wizard.korean.calendar import write_moment
from wizard.korean.particles import Noun
from wizard.services.account_views import AccountCard
from wizard.services.checks import Check
from wizard.verdicts.classes import SELLERS_TO_MEND
from wizard.verdicts.probes import Look, Outcome
from wizard.web.check_words import WAITING, WORDS, Words
from wizard.web.screen import address
from wizard.web.state import state

NOW_ASKED = "이제는 물어볼 수 있어요. ‘지금 다시 확인’을 눌러 주세요."
NOT_TAKEN = "쇼핑몰이 이 값을 받지 않았어요. 쇼핑몰 화면에서 다시 복사해 적어 주세요."
SLOW = timedelta(seconds=45)
TO_NEW_KEY = "새 키 받는 방법 보기"
"""After so long without a verdict it is said that it takes longer, and asked for less often."""


@dataclass(frozen=True)
class CheckLine:
    """One account's state at its mall.

    Attributes:
        verdict: its class; "" while it is being tried.
        look: the class by which it is drawn.
        heading: what we saw.
        says: what that means and what to do, in sentences.
        looks: what to look at, cheapest first: (sentence, address of the screen or "").
        ips: our addresses, where the seller has to register them.
        go: (address, label) of the one thing to do; None if nothing is.
        shown: what the mall says of the account's owner.
        tried: when the mall was asked; "" before.
        again: where to ask for another try; "" if there is nothing to try.
        poll_s: after how many seconds to look again; 0 if nothing is to come.
        source: where the part alone is.
        form: where the account is corrected.
        said: what somebody who pressed is told.

    """

    account_id: str
    verdict: str
    look: str
    heading: str
    says: tuple[str, ...]
    looks: tuple[tuple[str, str], ...] = ()
    ips: tuple[str, ...] = ()
    go: tuple[str, str] | None = None
    shown: Mapping[str, str] | None = None
    tried: str = ""
    again: str = ""
    poll_s: int = 0
    source: str = ""
    form: str = ""
    said: str = ""

    @property
    def stage(self) -> str:
        """Tell this line from another of the same account, in a word."""
        return self.verdict or f"{self.look}{self.poll_s}"


def check_line(card: AccountCard, guide: Guide) -> CheckLine | None:
    """Tell how an account stands at its mall; None of one that was saved before malls were asked."""
    if card.check is None:
        return None
    line = _waiting(card, guide) if not card.check.verdict else _told(card, card.check, guide)
    source, form = (url_for(name, account_id=card.id) for name in ("checks.show", "accounts.show"))
    return replace(line, source=source, form=form)


def refused(card: AccountCard | None, field: str) -> str:
    """Say at a box what the mall said of the value that is stored for it; "" if it said nothing."""
    check = card.check if card else None
    is_it = check is not None and check.field == field and check.verdict in SELLERS_TO_MEND
    return NOT_TAKEN if is_it else ""


def _waiting(card: AccountCard, guide: Guide) -> CheckLine:
    until = state().services.checks.resting_until(guide.mall) or _put_off(card)
    asked_at = card.check.asked_at if card.check else state().now()
    is_slow = state().now() - asked_at > SLOW
    now = "now" if guide.is_open and guide.verify and guide.verify.ways else "unasked"
    words = WAITING["resting" if until else "slow" if is_slow else now]
    says = tuple(one.format(mall=Noun(guide.title), when=_when(until)) for one in words.says)
    poll_s = 0 if until else 10 if is_slow else 1
    heading = words.heading.format(mall=Noun(guide.title))
    return CheckLine(card.id, "", words.look, heading, says, poll_s=poll_s)


def _put_off(card: AccountCard) -> datetime | None:
    """Say when it is tried, of an account that is not at once; None if it may be now."""
    later = card.check.again_at if card.check else None
    return later if later and later > state().now() else None


def _told(card: AccountCard, check: Check, guide: Guide) -> CheckLine:
    words, outcome = WORDS[check.verdict], _outcome(check, guide)
    label = _label(guide, card, check.field)
    text = {
        "mall": Noun(guide.title),
        "field": Noun(label or "적은 값"),
        "when": _when(check.again_at),
    }
    journey = walk(guide, card.answers)
    own = outcome.say if outcome and outcome.say else None
    none = guide.verify.none if guide.verify and check.verdict == "UNVERIFIABLE" else None
    first = words.says[0] if outcome and outcome.look else words.bare or words.says[0]
    says = [
        own or none or first.format(**text),
        *(w.format(**text) for w in words.says[1:]),
    ]
    if check.again_at and words.again:
        says.append(words.again.format(**text))
    may_be_asked = check.reason == "settings" and _may_be_asked(guide)
    if may_be_asked and not words.can_try:
        says.append(NOW_ASKED)
    return CheckLine(
        card.id,
        check.verdict,
        words.look,
        words.heading.format(**text),
        tuple(says),
        looks=_looks(outcome.look if outcome else (), journey),
        ips=state().settings.malls.ips if check.verdict == "IP_NOT_ALLOWED" else (),
        go=_go(card, check, journey, words),
        shown=check.shown,
        tried=write_moment(check.tried_at, state().now()) if check.tried_at and words.asks else "",
        again=url_for("checks.again", account_id=card.id) if words.can_try or may_be_asked else "",
    )


def _may_be_asked(guide: Guide) -> bool:
    """Say whether the operator has by now what a way to ask this mall needs of them."""
    own = state().settings.malls.own
    ways = guide.verify.ways if guide.verify else ()
    needed = [[one.setting for one in way.needs() if one.setting] for way in ways]
    return any(all(name in own for name in names) for names in needed)


def _outcome(check: Check, guide: Guide) -> Outcome | None:
    """Find the guide's own words for a verdict, as the guide has them now."""
    probes = [one for way in guide.verify.ways for one in way.probes] if guide.verify else []
    found = [one for probe in probes if probe.id == check.probe for one in probe.outcomes]
    return next(
        (
            one
            for one in found
            if (one.verdict, one.field or "", one.reason or "")
            == (check.verdict, check.field, check.reason)
        ),
        None,
    )


def _label(guide: Guide, card: AccountCard, field: str) -> str:
    form = guide.form(card.step_id)
    return form.fields[field].label if form and field in form.fields else ""


def _looks(looks: Sequence[Look], journey: Journey) -> tuple[tuple[str, str], ...]:
    return tuple((one.say, _place(journey, one.step or "")) for one in looks)


def _go(card: AccountCard, check: Check, journey: Journey, words: Words) -> tuple[str, str] | None:
    """Lead to the box to correct, to this account's way to a new key, or to the screen that shows what to do at the mall."""
    if words.go == "box":
        anchor = check.field or None
        return url_for("accounts.show", account_id=card.id, _anchor=anchor), "값 고치기"
    if words.go == "renewal" and (way := renewal_of(card, journey.guide)):
        return way, TO_NEW_KEY
    place = _place(journey, check.step) if words.go else ""
    return (place, "할 일 보기") if place else None


def renewal_of(card: AccountCard, guide: Guide) -> str:
    """Give the address of the way to a new key of an account; "" if its guide has none for its answers."""
    if guide.renew is None or not renews(guide, card.answers):
        return ""
    return address(guide.mall, f"renew/{guide.renew.steps[0]}", {"account": (card.id,)})


def _place(journey: Journey, step_id: str) -> str:
    """Give the address of a screen on the account's own way; "" if it is not on it."""
    if not step_id or journey.position(step_id) is None:
        return ""
    return address(journey.guide.mall, step_id, journey.answers)


def _when(moment: datetime | None) -> str:
    return write_moment(moment, state().now()) if moment else ""
