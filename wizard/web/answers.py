"""What is told of each answer, to the log or to what counts: by which route, how it ended, how long it took.

Nothing of who asked, and nothing that was sent: a route is the name of a view, "" where there is none.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask, Response, current_app, g, request

TOLD = ("status", "ms")
"""What a line of the log has besides, if it is about an answer."""

OWN = "wizard.own"
"""Marks in its environment what nobody asked for: pages that are drawn before anybody does."""

_OBSERVERS = "wizard_observers"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """One answer.

    Attributes:
        route: the endpoint, e.g. "guide.step"; "" for an address that no view has.
        seconds: from the first of it that was seen here until it was made.

    """

    route: str
    status: int
    seconds: float


Observer = Callable[[Answer], None]


def register(app: Flask, observers: Sequence[Observer]) -> None:
    """Tell of every answer of an application; without anybody to tell, nothing is measured."""
    app.extensions[_OBSERVERS] = observers
    if not observers:
        return
    app.before_request(begin)

    @app.after_request
    def end(response: Response) -> Response:
        tell(response.status_code)
        return response


def begin() -> None:
    """Note when an answer was begun, if anybody is told."""
    if current_app.extensions[_OBSERVERS]:
        g.began_at = time.perf_counter()


def tell(status: int) -> None:
    """Tell of the answer that was just made."""
    observers: Sequence[Observer] = current_app.extensions[_OBSERVERS]
    if not observers or OWN in request.environ:
        return
    seconds = time.perf_counter() - g.get("began_at", time.perf_counter())
    answer = Answer(request.endpoint or "", status, seconds)
    for observer in observers:
        observer(answer)


def write_line(answer: Answer) -> None:
    """Write a line of the log for an answer; what a proxy asks every few seconds only if it went wrong."""
    if answer.route.startswith("health.") and answer.status < 400:
        return
    told = {"status": answer.status, "ms": round(answer.seconds * 1000, 1)}
    log.info("answered", extra=told)
