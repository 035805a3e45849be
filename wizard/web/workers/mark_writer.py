"""Writes what sellers were shown a moment after it was: all who read meanwhile share one transaction."""

import atexit
import logging

from wizard.services.progress_marks import GATHERED_S, ProgressMarks
from wizard.web import background

AGAIN_S, RESTS_S = 1.0, 3600.0
"""After so long it is tried again, where the database did not take it; and where nobody woke it."""

log = logging.getLogger(__name__)


def start(marks: ProgressMarks) -> None:
    """Gather from now on; the end of the process writes what there still is."""
    background.begin("marks", lambda rest: _go_on(marks, rest))
    atexit.register(marks.bring)


def _go_on(marks: ProgressMarks, rest: background.Rest) -> None:
    marks.on_first = rest.wake
    again_s = 0.0  # something may have come before
    while rest.wait(again_s):
        rest.wait(GATHERED_S)
        is_taken = _bring(marks)
        again_s = AGAIN_S if not is_taken else 0.0 if marks.has_some else RESTS_S
    marks.on_first = None


def _bring(marks: ProgressMarks) -> bool:
    """Write what was gathered; say whether it was taken. Nothing that goes wrong ends the thread."""
    try:
        return marks.bring()
    except Exception as error:  # noqa: BLE001 - nobody else would ever try again
        log.error("marks: not this time: %s", type(error).__name__)
        return False
