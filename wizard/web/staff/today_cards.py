"""A card of 오늘 할 일 as the page draws it: each reason in a sentence, its screen, and one message for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import request, url_for

from wizard.reminding import words
from wizard.reminding.causes import (
    ANSWER,
    CHECK,
    EXPIRY,
    INVITATION,
    REQUEST,
    RETURNED,
    Cause,
)
from wizard.reminding.desk_words import messages, since_of
from wizard.reminding.facts import RequestFact, RunFact, WaitFact
from wizard.services.progress import Run
from wizard.services.reminder_cards import Card, Line
from wizard.web import account_names as named
from wizard.web.own_malls import way_of
from wizard.web.screen import Screen, address
from wizard.web.staff.access import me
from wizard.web.state import state

OF_ACCOUNTS = {EXPIRY, CHECK, RETURNED}
Way = tuple[str, str]
"""An address, and what its link says."""


@dataclass(frozen=True)
class Reason:
    """One reason to call.

    Attributes:
        why: in one sentence; "" for what was done with.
        since: when it began; None where a day to come is what counts.
        ways: the screen it is about as the seller sees it, and where staff act on it.
        account: which of several accounts it is about, by the name that its seller knows.
        taker: the colleague who has it; "" if nobody has, or whoever reads.

    """

    line: Line
    why: str = ""
    since: datetime | None = None
    ways: tuple[Way, ...] = ()
    account: str = ""
    taker: str = ""


@dataclass(frozen=True)
class Todo:
    """A card: whom to call, why, and what may be sent to them."""

    card: Card
    reasons: Sequence[Reason]
    message: str = ""


def todo_of(card: Card, names: Mapping[str, str]) -> Todo:
    """Draw a card; `names` tells accounts by the id of the line that is about them."""
    causes = [one.cause for one in card.lines if one.cause]
    told = [(cause, _title(cause)) for cause in causes]
    site, now = request.url_root.rstrip("/"), state().now()
    message = messages(told, card.name, site, now) if told else ""
    return Todo(card, [_reason(one, names) for one in card.lines], message)


def account_names(cards: Sequence[Card]) -> dict[str, str]:
    """Say which account each line is about, where its firm has several in the mall."""
    lines = [one for card in cards for one in card.lines]
    mine = [one.reminder for one in lines if one.cause and one.cause.kind in OF_ACCOUNTS]
    saved = state().services.checks.of_sellers({one.seller_id for one in mine if one.seller_id})
    found = dict[str, str]()
    for line in mine:
        seller, mall = line.seller_id or "", line.mall
        guide = state().catalog.guides.get(mall)
        if guide and sum(one.mall == mall for one in saved.get(seller, ())) > 1:
            own = state().accounts.cards(seller, mall, None, named.id_fields())
            names = (named.name_of(one, guide) for one in own if one.id == line.subject)
            found[line.id] = next(names, "")
    return found


def _reason(line: Line, names: Mapping[str, str]) -> Reason:
    if (cause := line.cause) is None:
        return Reason(line)
    is_mine = not line.assignee or line.assignee == me().email
    return Reason(
        line,
        words.why(cause, _title(cause), state().now()),
        since_of(cause),
        tuple(way for way in (*_acts(cause), _screen(cause)) if way[0]),
        names.get(line.reminder.id, ""),
        "" if is_mine or cause.kind != REQUEST else line.assignee or "",
    )


def _title(cause: Cause) -> str:
    guide = state().catalog.guides.get(cause.fact.mall)
    return guide.title if guide else ""


def _acts(cause: Cause) -> tuple[Way, ...]:
    """Give the page of ours on which something is done about a cause."""
    fact = cause.fact
    if cause.kind in {REQUEST, ANSWER}:
        return ((url_for(".request_page", request_id=fact.subject), "주고받은 말 보기"),)
    if cause.kind == INVITATION and fact.seller_id:
        return ((url_for(".seller", seller_id=fact.seller_id), "링크 다시 만들기"),)
    return ()


def _screen(cause: Cause) -> Way:
    """Give the screen that a cause is about, as the seller sees it; ("", "") if there is none."""
    fact, guide = cause.fact, state().catalog.guides.get(cause.fact.mall)
    if guide is None or cause.kind == INVITATION:
        return "", ""
    if isinstance(fact, WaitFact) and fact.renews_at:
        return address(fact.mall, fact.renews_at, {}), f"{guide.title} 새 키 받는 길"
    if isinstance(fact, RunFact):
        way = way_of(guide, _run(fact))
        return Screen(way.journey, way.step).here, f"{guide.title} ‘{way.step.title}’"
    if cause.kind == EXPIRY and guide.renew:
        own = {"account": (fact.subject,)}
        return address(fact.mall, "renew", own), f"{guide.title} 새 키 받는 길"
    step = guide.called(fact.step_id) if cause.kind != EXPIRY else ""
    title = f" ‘{guide.step(step).title}’" if step else " 안내"
    given = fact.answers if isinstance(fact, RequestFact) else None
    answers = {name: tuple(ids) for name, ids in (given or {}).items()}
    return address(fact.mall, step, answers), f"{guide.title}{title}"


def _run(fact: RunFact) -> Run:
    answers = {name: tuple(ids) for name, ids in fact.answers.items()}
    return Run(fact.mall, fact.revision, answers, tuple(fact.seen or ()), fact.state, fact.moved_at)
