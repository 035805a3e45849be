"""Does what had to be left undone at the start, once the database answers."""

import logging
import threading
from collections.abc import Callable

from wizard.web import background
from wizard.web.background import Rest

EVERY_S = 2.0
log = logging.getLogger(__name__)


def start(late: Callable[[], object]) -> threading.Thread:
    """Try it now, and again until it is done."""
    return background.begin("late", lambda rest: go_on(late, rest))


def go_on(late: Callable[[], object], rest: Rest) -> None:
    """Try until it is done, or the process ends."""
    pause_s, told = 0.0, ""
    while rest.wait(pause_s):
        try:
            late()
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody else tries
            pause_s, name = EVERY_S, type(error).__name__
            if name != told:
                log.warning("what the start needs cannot be done yet: %s", name)
            told = name
        else:
            log.info("what the start needs is done")
            return
