"""What a process does again and again while it serves: no reader waits for it.

Only a process that serves may start one, and only once it is on its own: threads do not survive a fork.
Who ends the process stops them first: a thread that is cut off inside a library of C++ takes the whole
process down with it.
"""

import logging
import threading
import time
from collections.abc import Callable

log = logging.getLogger(__name__)


_PAUSES: dict[threading.Thread, threading.Event] = {}
"""What goes on -> by what it is told to stop."""

STOP_S = 5.0
"""For so long the end of the process waits for what is under way."""


def start(name: str, every_s: float, do: Callable[[], object]) -> threading.Thread:
    """Do something every so many seconds from now on, until it is stopped."""
    pause = threading.Event()
    told = (name, every_s, do, pause)
    thread = threading.Thread(target=_go_on, args=told, name=name, daemon=True)
    _PAUSES[thread] = pause
    thread.start()
    return thread


def stop(within_s: float = STOP_S) -> None:
    """Stop everything that goes on, and wait for what is under way, at most so long in all."""
    ends_at = time.monotonic() + within_s
    for pause in _PAUSES.values():
        pause.set()
    for thread in list(_PAUSES):
        thread.join(max(0.0, ends_at - time.monotonic()))
        if thread.is_alive():
            log.warning("%s: still at work at the end", thread.name)
        _PAUSES.pop(thread, None)


def _go_on(name: str, every_s: float, do: Callable[[], object], pause: threading.Event) -> None:
    while not pause.wait(every_s):
        try:
            do()
        except Exception as error:  # noqa: BLE001 - nobody else would ever try again
            log.error("%s: not this time: %s", name, type(error).__name__)
