"""Advice on facts: said more firmly than they are known, known from nowhere, or over."""

import re
from collections.abc import Iterator
from datetime import date

from wizard.guide.mall import Contact
from wizard.guide.model import Guide, Problem
from wizard.guide.origins import Fact
from wizard.guide.origins import facts as every_fact
from wizard.lint.faults.facts import every_update
from wizard.steps.base import Entry, Origin

_HEDGE = re.compile(
    "보통|대개|대체로|흔히|대부분|수도? 있|[때적]가 있|때도 있|경우[가도] 있|알려져|것 같|듯해|쯤|"
    "확인되지 않|안내서"
)
_WORDLESS = (Contact, Entry)
"""What has no sentence in which a doubt could stand."""


def facts(guide: Guide, today: date) -> Iterator[Problem]:
    """Find facts that should be told otherwise."""
    for fact in every_fact(guide):
        own: Origin | None = getattr(fact.told, "origin", None)
        if own is None:
            continue
        yield from _too_firm(fact) if own.by == "M" else ()
        yield from _from_nowhere(fact) if own.by == "H" else ()
    for path, update in every_update(guide):
        if update.until and update.until < today:
            message = f"{update.until}에 끝난 소식이에요"
            yield Problem((*path, "until"), "A63", message, "지우거나 날짜를 고쳐 주세요")


def _too_firm(fact: Fact) -> Iterator[Problem]:
    is_hedged = any(_HEDGE.search(text) for text in fact.texts)
    if not is_hedged and not isinstance(fact.told, _WORDLESS):
        message = "보통 그렇다고 알려진 것(M)을 그렇다고 말해요"
        hint = "“보통”이나 “~일 수 있어요”처럼 적어 주세요"
        yield Problem((*fact.path, "from"), "A60", message, hint)


def _from_nowhere(fact: Fact) -> Iterator[Problem]:
    if not (fact.origin.on and fact.origin.source):
        message = "확인한 것(H)인데 근거의 주소나 날짜가 없어요"
        hint = "'from: {by: H, on: 2026-11-23, source: \"https://…\"}'처럼 적어 주세요"
        yield Problem((*fact.path, "from"), "A64", message, hint)
