"""Tells the runner in this process that a job was put: it need not look again and again."""

from collections.abc import Callable

_SLEEPERS: set[Callable[[], None]] = set()


def wake_at_ring(wake: Callable[[], None]) -> None:
    """Have somebody woken from now on."""
    _SLEEPERS.add(wake)


def let_sleep(wake: Callable[[], None]) -> None:
    """Wake somebody no longer."""
    _SLEEPERS.discard(wake)


def ring() -> None:
    """Wake everybody."""
    for wake in list(_SLEEPERS):
        wake()
