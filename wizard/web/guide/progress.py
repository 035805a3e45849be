"""Marks of what a seller was shown, so that any of their devices goes on from there."""

from flask import request

from wizard.guide.journey import Journey
from wizard.services.shown_screens import Mark, WaitMark
from wizard.steps import Wait
from wizard.web import cross_site, sessions
from wizard.web.guide import tracking
from wizard.web.screen import Screen
from wizard.web.state import state


def mark(journey: Journey, step_id: str) -> None:
    """Mark a screen that is being shown to a seller; a reader without a session leaves nothing."""
    if seller_id := who_looks():
        state().services.progress.marks.put(seller_id, mark_of(journey, step_id))


def mark_of(journey: Journey, step_id: str) -> Mark:
    """Give what a seller is marked with whom a screen is shown to."""
    guide = journey.guide
    revision = state().catalog.revisions[guide.mall]
    step = guide.step(step_id)
    waits = step.lasts if isinstance(step, Wait) else None
    forgets = "" if step.look(journey.answers) else step.look_question
    return Mark(guide.mall, revision, step_id, journey.answers, waits, forgets)


def mark_wait(screen: Screen) -> None:
    """Mark of a screen on the way to a new key only that a seller waits there, if one does."""
    if isinstance(screen.step, Wait) and (seller_id := who_looks()):
        shown = WaitMark(screen.guide.mall, screen.waited_at, screen.step.lasts)
        state().services.progress.marks.put(seller_id, shown)


def who_looks() -> str | None:
    """Give the seller who looks at a screen; None for what is fetched ahead, or followed from another site.

    A link of another site shows its screen, and changes no answer of the seller's.
    """
    if request.method == "HEAD" or tracking.is_fetched_ahead() or not cross_site.is_own_step():
        return None
    return sessions.known_seller()
