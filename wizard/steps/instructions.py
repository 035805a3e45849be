"""What to do, line by line, each with the values that belong into it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wizard.steps.base import UNKNOWN, Condition, Entry
from wizard.steps.lines import Act


@dataclass(frozen=True)
class Value:
    """One value as a line shows it; `label` names every box it goes into: "개발서버 IP, 개발자 PC"."""

    label: str
    value: str
    how: str
    when: Condition

    @property
    def is_known(self) -> bool:
        """Whether it can be entered: what only the operator knows has to be asked first."""
        return UNKNOWN not in self.value


@dataclass(frozen=True)
class Instruction:
    """One line, and the values that are typed or chosen there."""

    act: Act
    values: tuple[Value, ...]


def instructions(do: Sequence[Act], enter: Sequence[Entry]) -> tuple[Instruction, ...]:
    """Give each line the values whose boxes it names in bold; a box named twice has its value once."""
    lines = [_line(entry, do) for entry in enter]
    return tuple(
        Instruction(act, _values([*_own(act), *_at(place, lines, enter)]))
        for place, act in enumerate(do)
    )


def _own(act: Act) -> Iterator[Entry]:
    """Give the value that a line has of its own."""
    if act.to_copy:
        yield Entry(label=act.to_copy.label, value=act.to_copy.value)


def _at(place: int, lines: Sequence[int | None], enter: Sequence[Entry]) -> Iterator[Entry]:
    return (entry for entry, at in zip(enter, lines, strict=True) if at == place)


def loose(do: Sequence[Act], enter: Sequence[Entry]) -> tuple[Value, ...]:
    """Give the values whose boxes no line names."""
    return _values([entry for entry in enter if _line(entry, do) is None])


def _line(entry: Entry, do: Sequence[Act]) -> int | None:
    return next((at for at, act in enumerate(do) if f"**{entry.label}**" in act.say), None)


def _values(entries: Sequence[Entry]) -> tuple[Value, ...]:
    """Join the boxes that take one and the same value."""
    joined: list[Value] = []
    for entry in entries:
        found = Value(entry.label, entry.value, entry.how, entry.when)
        alike = next((one for one in joined if replace(one, label=entry.label) == found), None)
        if alike is None:
            joined.append(found)
        else:
            joined[joined.index(alike)] = replace(alike, label=f"{alike.label}, {entry.label}")
    return tuple(joined)
