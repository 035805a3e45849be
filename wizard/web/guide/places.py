"""A screen of a guide found by its step: on the first way, or on the one to a new key."""

from flask import abort

from wizard.guide.renewal import renewal
from wizard.web.guide import views
from wizard.web.screen import Screen


def screen_of(mall: str, step_id: str) -> Screen:
    """Find the screen of a step under the answers in the address; 404 if no way of them meets it."""
    journey = views.journey_of(mall, views.query_answers())
    if journey.position(step_id) is not None:
        return Screen(journey, journey.step(step_id))
    renewing = renewal(journey.guide, views.query_answers())
    if renewing is None or renewing.position(step_id) is None:
        abort(404)
    return Screen(renewing, renewing.step(step_id))
