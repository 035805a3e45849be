"""What an edit of a guide changes for those who walk it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from wizard.guide.journey import MAX_WAYS, walk, ways
from wizard.guide.model import Guide
from wizard.steps.base import Answers, Model
from wizard.steps.screen_look import ScreenLook

Way = tuple[str, ...]


@dataclass(frozen=True)
class WayChange:
    """One set of answers whose way is not what it was.

    Attributes:
        touched: the steps on both ways that now say or ask something else under these answers.

    """

    answers: Answers
    before: Way
    after: Way
    touched: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """What differs between two editions of a guide.

    Attributes:
        changed: step -> the keys under which it differs, such as "fields.api_key.format".
        about: the keys outside the steps that differ.
        renamed: old name of a step -> the step that an address of that name leads to now.
        broken: steps whose addresses lead to the overview from now on: nothing says what became of them.
        withdrawn: question -> the answers that can no longer be given: their sellers choose again.

    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    about: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    broken: tuple[str, ...] = ()
    withdrawn: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ways: tuple[WayChange, ...] = ()

    @property
    def is_same(self) -> bool:
        """Say whether nothing differs."""
        return self == Comparison()


def compare(old: Guide, new: Guide) -> Comparison:
    """Compare two editions of one guide."""
    before, after = ({step.id: step for step in guide.steps} for guide in (old, new))
    kept = [name for name in before if name in after]
    kept_now = [name for name in after if name in before]
    changed = {
        name: keys for name in kept if (keys := tuple(_differences(before[name], after[name])))
    }
    about = tuple(key for key in _differences(old, new) if key.split(".")[0] != "steps")
    return Comparison(
        added=tuple(name for name in after if name not in before),
        removed=tuple(name for name in before if name not in after),
        moved=tuple(_moved(kept, kept_now)),
        changed=changed,
        about=about,
        renamed={name: new.called(name) for name in before if new.called(name) not in {"", name}},
        broken=broken_addresses(old, new),
        withdrawn=_withdrawn(old, new),
        ways=tuple(_ways(old, new, changed)),
    )


def broken_addresses(old: Guide, new: Guide) -> tuple[str, ...]:
    """Name the steps, by any name they had, to which a link that was sent leads no more."""
    names = dict.fromkeys(name for step in old.steps for name in (*step.was, step.id))
    return tuple(name for name in names if not new.called(name))


def differing(old: Any, new: Any, key: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Give the deepest keys under which two values differ, with both; lists differ as a whole, but for looks."""
    old, new = _by_look(old), _by_look(new)
    if isinstance(old, Model) and type(old) is type(new):
        for name, held in type(old).file_keys().items():
            yield from differing(getattr(old, held), getattr(new, held), _joined(key, name))
    elif isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys([*old, *new]):
            yield from differing(old.get(name), new.get(name), _joined(key, name))
        if list(old) != list(new) and set(old) == set(new):
            yield _joined(key, "(순서)"), tuple(old), tuple(new)
    elif old != new:
        yield key or "kind", old, new


def _differences(old: Any, new: Any) -> Iterator[str]:
    """Name the deepest keys under which two values differ."""
    return (key for key, _, _ in differing(old, new))


def _by_look(value: Any) -> Any:
    """Name each look of a screen, so that two editions of one are held against each other."""
    is_looks = isinstance(value, tuple) and all(isinstance(one, ScreenLook) for one in value)
    return {look.key: look for look in value} if value and is_looks else value


def _joined(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _moved(before: list[str], after: list[str]) -> list[str]:
    """Name the fewest steps whose move explains the new order: all but a longest kept run."""
    runs: list[list[str]] = []
    for name in after:
        longest = max(
            (run for run in runs if before.index(run[-1]) < before.index(name)), key=len, default=[]
        )
        runs.append([*longest, name])
    kept = max(runs, key=len, default=[])
    return [name for name in after if name not in kept]


def _withdrawn(old: Guide, new: Guide) -> dict[str, tuple[str, ...]]:
    asked, asks = (
        {name: ids for step in guide.steps for name, ids in step.questions().items()}
        for guide in (old, new)
    )
    gone = {
        name: tuple(one for one in ids if one not in asks.get(name, ()))
        for name, ids in asked.items()
    }
    return {name: ids for name, ids in gone.items() if ids}


def _ways(old: Guide, new: Guide, changed: Mapping[str, Any]) -> Iterator[WayChange]:
    """Replay every set of answers that either edition knows, in both."""
    known = [answers for guide in (old, new) for answers, _ in islice(ways(guide), MAX_WAYS)]
    told: set[tuple[Way, Way, Way]] = set()
    for answers in known:
        was, now = ({s.id: s for s in walk(guide, answers).path} for guide in (old, new))
        before, after = tuple(was), tuple(now)
        touched = tuple(
            name for name in before if name in changed and was[name] != now.get(name, was[name])
        )
        if (before != after or touched) and (before, after, touched) not in told:
            told.add((before, after, touched))
            yield WayChange(answers, before, after, touched)
