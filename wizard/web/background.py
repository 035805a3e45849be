"""What a process does again and again while it serves: no reader waits for it.

Only a process that serves may start one, and only once it is on its own: threads do not survive a fork.
Who ends the process stops them first: a thread that is cut off inside a library of C++ takes the whole
process down with it.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

log = logging.getLogger(__name__)

STOP_S = 5.0
"""For so long the end of the process waits for what is under way."""


@dataclass
class Rest:
    """What a thread does between two rounds, until it is time, it is woken, or it is to stop."""

    is_over: bool = False
    _woken: threading.Event = field(default_factory=threading.Event)

    def wait(self, for_s: float) -> bool:
        """Rest so long at most; say whether there is to be another round."""
        if not self.is_over:
            self._woken.wait(for_s)
            self._woken.clear()
        return not self.is_over

    def wake(self) -> None:
        """End the rest."""
        self._woken.set()

    def end(self) -> None:
        """Let there be no other round."""
        self.is_over = True
        self._woken.set()


@dataclass(frozen=True)
class _Work:
    """What goes on in a thread.

    Attributes:
        give_up: what to do if it is still at work at the end.

    """

    rest: Rest
    give_up: Callable[[], object]


_WORKS: dict[threading.Thread, _Work] = {}


def start(name: str, every_s: float, do: Callable[[], object]) -> threading.Thread:
    """Do something every so many seconds from now on, until it is stopped."""
    return begin(name, lambda rest: _go_on(name, every_s, do, rest))


def begin(
    name: str, loop: Callable[[Rest], object], give_up: Callable[[], object] = lambda: None
) -> threading.Thread:
    """Let something go on by rounds of its own; it ends when its rest is over."""
    rest = Rest()
    for ended in [one for one in _WORKS if not one.is_alive() and one.ident]:
        _WORKS.pop(ended, None)
    thread = threading.Thread(target=loop, args=(rest,), name=name, daemon=True)
    _WORKS[thread] = _Work(rest, give_up)
    thread.start()
    return thread


def stop(within_s: float = STOP_S) -> None:
    """Stop everything that goes on, and wait for what is under way, at most so long in all."""
    ends_at = time.monotonic() + within_s
    for work in _WORKS.values():
        work.rest.end()
    for thread, work in list(_WORKS.items()):
        thread.join(max(0.0, ends_at - time.monotonic()))
        if thread.is_alive():
            log.warning("%s: still at work at the end", thread.name)
            work.give_up()
        _WORKS.pop(thread, None)


def _go_on(name: str, every_s: float, do: Callable[[], object], rest: Rest) -> None:
    while rest.wait(every_s):
        try:
            do()
        except Exception as error:  # noqa: BLE001 - nobody else would ever try again
            log.error("%s: not this time: %s", name, type(error).__name__)
