"""How the screens of each guide are passed."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, abort, request
from markupsafe import Markup

from wizard.charts.bars import Bar, bars
from wizard.guide import funnel
from wizard.guide.funnel import StepStats
from wizard.guide.journey import reached
from wizard.guide.model import Guide
from wizard.services.metrics import Count, RevisionCount, Span
from wizard.services.roles import EDITOR_ROLES
from wizard.web.htmx import html_response, render, render_html, wants_screen
from wizard.web.screen import address
from wizard.web.staff.access import bp, only
from wizard.web.state import state

PERIODS_DAYS = (7, 30, 90)
USUAL_DAYS = 30
RULE = {"least": funnel.MIN_SHOWN, "weight": funnel.ASKED_WEIGHT}


@dataclass(frozen=True)
class Told:
    """What the numbers tell of one guide."""

    guide: Guide
    passages: list[StepStats]

    @property
    def worst(self) -> StepStats | None:
        """The step at which most is lost."""
        return funnel.worst(self.passages)

    @property
    def place(self) -> int:
        """The number of the worst step in the guide, from 1."""
        return self.passages.index(self.worst) + 1 if self.worst else 0

    @property
    def here(self) -> str:
        """The address of the worst step, with answers that lead to it."""
        if self.worst is None:
            return ""
        before = reached(self.guide).get(self.worst.step_id, {})
        return address(self.guide.mall, self.worst.step_id, before)

    @property
    def begun(self) -> int:
        """How often the first step was shown."""
        return self.passages[0].shown

    @property
    def saved(self) -> int:
        """How often an account was saved."""
        return sum(one.saved for one in self.passages)


@bp.get("/steps")
@only(EDITOR_ROLES)
def funnels() -> Response:
    """Show every guide: begun, saved, and where most is lost."""
    days, metrics = _days(), state().services.metrics
    found = metrics.of_malls(Span(metrics.since(days)))
    told = [
        _told(guide, found.get(mall, Count())) for mall, guide in state().catalog.guides.items()
    ]
    judged = [one for one in told if one.worst]
    first = max(judged, key=lambda one: one.worst.loss if one.worst else 0, default=None)
    return render("staff/funnels.html", told=told, first=first, days=days, PERIODS=PERIODS_DAYS, RULE=RULE)  # fmt: skip


@bp.get("/steps/<mall>")
@only(EDITOR_ROLES)
def guide_funnel(mall: str) -> Response:
    """Show how each step of one guide was passed, as a picture and as a table."""
    guide = state().catalog.guides.get(mall) or abort(404)
    return html_response(
        render_html("staff/funnel.html", fragment=wants_screen(), **_numbers(guide, _days()))
    )


def _numbers(guide: Guide, days: int) -> dict[str, object]:
    """Give the numbers of a guide's steps: of the revision that is asked for, or of all."""
    metrics, mall = state().services.metrics, guide.mall
    since = metrics.since(days)
    editions = metrics.revisions(Span(since, mall))
    revision = _revision(editions)
    told = _told(guide, metrics.of_malls(Span(since, mall, revision)).get(mall, Count()))
    return {
        "days": days,
        "PERIODS": PERIODS_DAYS,
        "RULE": RULE,
        "told": told,
        "picture": _picture(told),
        "labels": funnel.labels(guide),
        "questions": funnel.questions(guide),
        "since": since,
        "editions": editions,
        "revision": revision,
        "now": state().catalog.revisions[mall],
    }


def _told(guide: Guide, count: Count) -> Told:
    return Told(guide, funnel.step_stats(guide, count.counted, count.asked))


def _picture(told: Told) -> Markup:
    """Draw the numbers of the table, step by step."""
    known = [one for one in told.passages if not one.is_gone]
    rows = [_bar(place, one) for place, one in enumerate(known, start=1)]
    shown, left = sum(one.shown for one in known), sum(one.left for one in known)
    sentence = (
        f"단계 {len(known)}개를 {shown}번 보여 줬고 {left}번 떠났어요. 아래 표와 같은 수예요."
    )
    return Markup(bars(f"{told.guide.title} 단계마다 본 횟수", sentence, rows))  # noqa: S704


def _bar(place: int, one: StepStats) -> Bar:
    """Draw one step: those who went on, those who went back or stayed, those who left."""
    rest = max(0, one.shown - one.left)
    on = min(one.on, rest)
    note = f"{one.shown}번 · 떠남 {one.left}번" if one.left else f"{one.shown}번"
    return Bar(f"{place}. {one.title}", (("on", on), ("stay", rest - on), ("lost", one.left)), note)


def _days() -> int:
    asked = request.args.get("days", "")
    return next((days for days in PERIODS_DAYS if str(days) == asked), USUAL_DAYS)


def _revision(editions: Sequence[RevisionCount]) -> str:
    asked = request.args.get("revision", "")
    return asked if asked in {guide_revision.revision for guide_revision in editions} else ""
