"""What a process does again and again while it serves: no reader waits for it.

Only a process that serves may start one, and only once it is on its own: threads do not survive a fork.
"""

import logging
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)


def start(name: str, every_s: float, do: Callable[[], object]) -> threading.Thread:
    """Do something every so many seconds from now on, for as long as the process lives."""
    thread = threading.Thread(target=_go_on, args=(name, every_s, do), name=name, daemon=True)
    thread.start()
    return thread


def _go_on(name: str, every_s: float, do: Callable[[], object]) -> None:
    pause = threading.Event()
    while not pause.wait(every_s):
        try:
            do()
        except Exception as error:  # noqa: BLE001 - nobody else would ever try again
            log.error("%s: not this time: %s", name, type(error).__name__)
