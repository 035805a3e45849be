"""What of the guides should be looked at again, and of each fact where it comes from and how old it is."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import Response

from wizard.guide.freshness import GUIDE_DAYS, PICTURE_DAYS, review_dates
from wizard.guide.key_words import VALUES
from wizard.guide.model import Guide
from wizard.guide.origins import Fact, facts
from wizard.korean.calendar import write_age
from wizard.korean.period import Period
from wizard.services.roles import EDITOR_ROLES
from wizard.steps.base import Origin
from wizard.web.htmx import render
from wizard.web.staff.access import bp, only
from wizard.web.state import state

THINGS = {
    "guide": ("안내 전체", "checked_on"),
    "picture": ("그린 그림", "seen_on"),
    "image": ("찍은 그림", "captured"),
    "video": ("영상", "on"),
}
"""What is looked at again: its words, and where its day stands in the file."""
LIMITS = {"guide": GUIDE_DAYS, "picture": PICTURE_DAYS}
BY = VALUES["by"]
"""Who says a fact, as editors read it."""


@dataclass(frozen=True)
class GuideFacts:
    """All facts of one guide."""

    guide: Guide
    facts: tuple[Fact, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many come from whom."""
        return Counter(fact.origin.by for fact in self.facts)

    @property
    def undated(self) -> int:
        """How many have no day."""
        return sum(fact.origin.on is None for fact in self.facts)

    @property
    def oldest(self) -> Period | None:
        """As of when the oldest is known."""
        return min((fact.origin.on for fact in self.facts if fact.origin.on), default=None)


@bp.get("/freshness")
@only(EDITOR_ROLES)
def freshness() -> Response:
    """List what was last looked at too long ago, the oldest first, and every fact with its origin."""
    today, catalog = state().today, state().services.publishing.catalog({}) or state().catalog
    every = [(guide, s) for guide in catalog.guides.values() for s in review_dates(guide)]
    found = sorted((one for one in every if one[1].is_stale(today)), key=lambda one: one[1].day)
    following = min(every, key=lambda one: one[1].due, default=None)
    return render(
        "staff/freshness.html",
        found=found,
        following=following,
        told=[GuideFacts(guide, tuple(facts(guide))) for guide in catalog.guides.values()],
        named=catalog.constants.whole,
        today=today,
        age_of=age_of,
        LIMITS=LIMITS,
        THINGS=THINGS,
        BY=BY,
    )


def age_of(origin: Origin | None, today: date) -> str:
    """Say how long ago a fact was known to be so; nothing if nobody wrote the day down."""
    return write_age((today - origin.on.first).days) if origin and origin.on else ""
