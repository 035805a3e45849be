"""Whose each line of a text is: a mall heads what stands below it or, in some notes, ends what stands above.

Where a text can be read both ways, only what is ours in both is ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from wizard.forms.paste.heads import Head, is_named_again
from wizard.forms.paste.mall import is_address


class Standing(IntEnum):
    """Whose a line is; the greater, the less is taken of it."""

    OURS = 0
    DOUBTED = 1
    """Nobody knows the address above it: only what the looks of a value prove is taken."""
    THEIRS = 2


@dataclass(frozen=True)
class Place:
    """What matters of a line.

    Attributes:
        named: the names in it, as keys.
        boxes: the boxes of the form that it names.
        head: the mall in it, if it is the head or the end of a block.
        is_apart: whether an empty line stands above it.
        is_listed: whether it belongs to a table with a head, whose rows say for themselves whose they are.
        has_pairs: whether a value stands in it beside its name.
        is_told: whether it is the mall that a name above it, in a line of its own, asks for.

    """

    named: frozenset[str]
    boxes: frozenset[str]
    head: Head | None = None
    is_apart: bool = False
    is_listed: bool = False
    has_pairs: bool = False
    is_told: bool = False


def standings(places: Sequence[Place]) -> list[Standing]:
    """Say whose each line is."""
    above, below = _readings(places)
    told = [_below_heads(places)] if above else []
    told += [_above_ends(places)] if below else []
    told.append(_right_above(places))
    return [max(several) for several in zip(*told, strict=True)]


def _readings(places: Sequence[Place]) -> tuple[bool, bool]:
    """Say whether malls may head what stands below them, and whether they may end what stands above."""
    events = "".join(map(_events, places)).rstrip("h")
    if "H" not in events or "V" not in events:
        return True, False
    is_open_above, is_open_below = events[0] == "V", events[-1] == "V"
    starts = {_starts(places, n) for n in range(len(places))} - {None}
    if is_open_above and not is_open_below and _is_torn(places):
        return True, True
    if is_open_above != is_open_below:
        return is_open_below or True in starts, is_open_above
    runs = events.replace("h", "H").split("H")
    if not is_open_above and len([run for run in runs if run]) < 2 and not _is_parted(places):
        return True, False
    return (True, True) if len(starts) != 1 else (True in starts, False in starts)


def _is_torn(places: Sequence[Place]) -> bool:
    """Say whether several malls end a note of which each tells another thing: the last may as well be left empty."""
    runs, malls = [set[str]()], 0
    for place in places:
        runs[-1] |= place.boxes
        if place.head and (place.head.is_alone or place.head.is_behind):
            malls += 1
            runs.append(set())
    told = [run for run in runs if run]
    return malls > 1 and len(told) > 1 and set.isdisjoint(told[0], set[str]().union(*told[1:]))


def _events(place: Place) -> str:
    """Write a line as what it does: V tells a value, H names a mall, h names one for what stands behind or below."""
    head, value = place.head, "V" if place.boxes else ""
    if place.is_listed:
        return ""
    if head and head.is_alone:
        return "H"
    if head and head.is_behind:
        return f"{value}H"
    return f"h{value}" if head else value


def _is_parted(places: Sequence[Place]) -> bool:
    """Say whether an empty line stands amid the lines that tell values."""
    told = [n for n, place in enumerate(places) if place.boxes]
    return any(place.is_apart for place in places[told[0] + 1 : told[-1] + 1])


def _starts(places: Sequence[Place], place: int) -> bool | None:
    """Say by what stands around a mall whether it begins a block or ends one; None if that does not tell."""
    head, above = places[place].head, places[place - 1] if place else None
    is_apart = above is None or places[place].is_apart
    if head and head.is_behind:
        is_last = above and not is_apart and above.boxes and not above.head
        return False if is_last else None
    if not head or not head.is_alone:
        return None
    below = next((one for one in places[place + 1 :] if not one.is_told), None)
    if not is_apart and below and _is_of_another(head, below.head):
        return False
    is_parted = below is None or below.is_apart
    return None if is_apart == is_parted else is_apart


def _is_of_another(head: Head, other: Head | None) -> bool:
    """Say whether two malls, one right below the other, are two: a name and an address may be one mall's."""
    return bool(other and (other.is_alone or other.is_first)) and is_address(
        head.mall
    ) == is_address(other.mall if other else "")


def _of(head: Head) -> Standing:
    if head.is_doubted:
        return Standing.DOUBTED
    return Standing.OURS if head.is_ours else Standing.THEIRS


def _below_heads(places: Sequence[Place]) -> list[Standing]:
    """Read from above: a mall tells whose the lines below it are; what is named again below one line is ours."""
    told, standing = list[Standing](), Standing.OURS
    carried: frozenset[str] | None = None
    for place in places:
        head = place.head
        if carried and is_named_again(place.named, carried):
            standing = Standing.OURS
        if head is None:
            carried = carried and carried | place.named
            told.append(standing)
            continue
        is_whole = head.is_first or head.is_alone or head.is_behind
        told.append(_of(head) if is_whole else standing)
        standing = _of(head)
        is_carried = not head.is_ours and not head.is_alone
        carried = (place.named if place.has_pairs else frozenset()) if is_carried else None
    return _without_unnamed(places, told)


def _without_unnamed(places: Sequence[Place], told: list[Standing]) -> list[Standing]:
    """Leave out what no mall is named for, if our own block tells the same things."""
    first = next((n for n, place in enumerate(places) if place.head), len(places))
    ours = [n for n, p in enumerate(places) if p.head and p.head.is_alone and p.head.is_ours]
    if not ours:
        return told
    own = [
        p.boxes for p, s in list(zip(places, told, strict=True))[ours[0] :] if s == Standing.OURS
    ]
    unnamed = frozenset[str]().union(*(place.boxes for place in places[:first]))
    if unnamed.isdisjoint(frozenset[str]().union(*own)):
        return told
    return [Standing.THEIRS] * first + told[first:]


def _right_above(places: Sequence[Place]) -> list[Standing]:
    """Give what a mall that ends a block leaves of the lines right above it, up to an empty line or another mall."""
    told, standing = list[Standing](), Standing.OURS
    for n in reversed(range(len(places))):
        head = places[n].head
        if head:
            is_end = head.is_behind or _starts(places, n) is False
            standing = _of(head) if is_end else Standing.OURS
        told.append(standing)
        if places[n].is_apart:
            standing = Standing.OURS
    return told[::-1]


def _above_ends(places: Sequence[Place]) -> list[Standing]:
    """Read from below: a mall tells whose the lines above it are; those below the last are nobody's."""
    told, standing = list[Standing](), Standing.THEIRS
    for place in reversed(places):
        head = place.head
        if head and (head.is_alone or head.is_behind):
            standing = _of(head)
        told.append(_of(head) if head and head.is_first else standing)
        if head and head.is_first and not head.is_alone:
            standing = Standing.THEIRS
    return told[::-1]
