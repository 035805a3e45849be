"""Tells whoever counts in this process that something happened: by a kind and a name of ours, and nothing else."""

from collections.abc import Callable

Counting = Callable[[str, str], object]
EVENT, LIMIT = "event", "limit"

_COUNTING: list[Counting] = []


def count_with(counting: Counting | None) -> None:
    """Have everything counted by one function from now on; by none, if it is None."""
    _COUNTING[:] = [counting] if counting else []


def is_counted() -> bool:
    """Say whether anybody counts."""
    return bool(_COUNTING)


def tell(kind: str, name: str) -> None:
    """Tell that something happened.

    Args:
        kind: `EVENT` or `LIMIT`.
        name: of a closed list: what is counted has as many names.

    """
    for counting in _COUNTING:
        counting(kind, name)
