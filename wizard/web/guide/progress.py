"""Marks of what a seller was shown, so that any of their devices goes on from there."""

from flask import request

from wizard.guide.journey import Journey
from wizard.services.progress import Mark
from wizard.web import sessions
from wizard.web.guide import tracking
from wizard.web.state import state


def mark(journey: Journey, step_id: str) -> None:
    """Mark a screen that is being shown to a seller; a reader without a session leaves nothing."""
    if request.method == "HEAD" or tracking.is_fetched_ahead():
        return
    if seller_id := sessions.known_seller():
        guide = journey.guide
        revision = state().catalog.revisions[guide.mall]
        state().services.progress.mark(
            seller_id, Mark(guide.mall, revision, step_id, journey.answers)
        )
