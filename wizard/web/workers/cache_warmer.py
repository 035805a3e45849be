"""Draws every page that is the same for everybody before its first reader comes; who is earlier has it drawn at once."""

import threading
from collections.abc import Callable

from flask import Flask

from wizard.guide.journey import asked_before, ways
from wizard.guide.model import Guide
from wizard.steps import Credentials
from wizard.web import background
from wizard.web.answers import OWN
from wizard.web.screen import address
from wizard.web.state import AppState

_AHEAD = {"Sec-Purpose": "prefetch"}
_AS_HTMX = {"HX-Request": "true", "HX-Target": "main#screen", **_AHEAD}


PAUSE_S = 0.01
"""Between two screens a process that has just begun turns to those who ask."""


def start(app: Flask) -> threading.Thread:
    """Draw everything beside the readers, unless another set is shown meanwhile, which is drawn by another then.

    Nobody waits for it: neither who starts the server, nor who publishes.
    """
    found: AppState = app.extensions["wizard"]
    release = found.published_guides.catalog.release

    def goes_on(rest: background.Rest) -> bool:
        return rest.wait(PAUSE_S) and found.published_guides.catalog.release == release

    return background.begin("pages", lambda rest: warm_cache(app, lambda: goes_on(rest)))


def warm_cache(app: Flask, goes_on: Callable[[], bool] = lambda: True) -> int:
    """Draw each screen on each way through each guide, as page and as fragment; return how many.

    A checklist's many combinations are drawn when somebody ticks them.

    Args:
        app: the application.
        goes_on: asked before each screen, says whether to.

    """
    found: AppState = app.extensions["wizard"]
    reader = app.test_client(use_cookies=False)
    reader.environ_base[OWN] = "yes"
    places = [
        "/",
        *(place for guide in found.catalog.guides.values() for place in places_of(guide)),
    ]
    drawn = 0
    for place in places:
        if not goes_on():
            break
        reader.get(place, headers=_AHEAD)
        reader.get(place, headers=_AS_HTMX)
        drawn += 1
    return drawn


def places_of(guide: Guide) -> list[str]:
    """Give the address of every screen of a guide that is the same for everybody, each once."""
    whole = [address(guide.mall, "", {}), address(guide.mall, "all", {})]
    steps = [
        address(guide.mall, step.id, asked_before(answers, path[:at]))
        for answers, path in ways(guide)
        for at, step in enumerate(path)
        if not isinstance(step, Credentials)  # a form has its reader's tokens in it
    ]
    return list(dict.fromkeys(whole + steps))
