"""What a machine's folder has to offer to readers who may have seen newer texts from elsewhere.

The database decides what is shown; a folder only brings what somebody changed in it. A file is taken
if it was changed here, and readers still see what stood here before it was changed. So a machine whose
folder is older takes nothing back, and two folders never publish in turn.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from wizard.content.tree import part_of


@dataclass(frozen=True)
class Offer:
    """What becomes of a folder's files, by their places.

    Attributes:
        taken: to be published.
        left: changed here, but readers see what somebody else published since.

    """

    taken: frozenset[str]
    left: frozenset[str]


@dataclass(frozen=True)
class Standing:
    """What is known when a folder is looked at; files are named by their digests.

    Attributes:
        shown: place -> what readers see there; empty before anything was published.
        seen: place -> what stood here when it last agreed, or was first met.
        known: everything that was ever published.
        held: parts that somebody took back: a new text of theirs is taken, the old one by the
            operator's word.
        insists: parts that the operator wants as they are here, whatever others published.
        by_operator: the operator asks.

    """

    shown: Mapping[str, str]
    seen: Mapping[str, str]
    known: AbstractSet[str] = frozenset()
    held: AbstractSet[str] = frozenset()
    insists: AbstractSet[str] = frozenset()
    by_operator: bool = False


def offer(mine: Mapping[str, str], standing: Standing) -> Offer:
    """Sort a folder's files: place -> digest."""
    said = {place: _said(place, digest, standing) for place, digest in mine.items()}
    taken = frozenset(place for place, word in said.items() if word == "taken")
    return Offer(taken, frozenset(place for place, word in said.items() if word == "left"))


def seen_after(
    mine: Mapping[str, str], standing: Standing, taken: AbstractSet[str], shown: Mapping[str, str]
) -> dict[str, str]:
    """Say what is to be remembered of a folder, now that readers see `shown`."""
    agreed = {place: digest for place, digest in mine.items() if shown.get(place) == digest}
    met = {place: digest for place, digest in mine.items() if place not in taken}
    return {**met, **standing.seen, **agreed}


def _said(place: str, digest: str, standing: Standing) -> str:
    shown, before = standing.shown.get(place), standing.seen.get(place)
    if shown == digest:
        return "same"
    part = part_of(place)
    is_held = part in standing.held if part else bool(standing.held)
    if (
        not standing.shown
        or part in standing.insists
        or place in standing.insists
        or (is_held and standing.by_operator)
    ):
        return "taken"
    if before == digest:
        return "same"
    if before is None or (is_held and (part or shown != before)):
        return "same" if digest in standing.known else "taken"
    return "taken" if shown == before else "left"
