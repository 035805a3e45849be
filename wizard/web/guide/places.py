"""A screen of a guide found by its step: on the first way, or on the one to a new key."""

from flask import abort

from wizard.web.guide import renewal, views
from wizard.web.screen import Screen


def screen_of(mall: str, step_id: str) -> Screen:
    """Find the screen that an address stands beside; 404 if no way of its answers meets the step."""
    answers = views.query_answers()
    journey = views.journey_of(mall, answers)
    if renewal.RENEWS not in answers and journey.position(step_id) is not None:
        return Screen(journey, journey.step(step_id))
    return renewal.beside(journey.guide, step_id) or abort(404)
