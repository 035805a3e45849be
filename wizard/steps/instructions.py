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
    """One line, and the values that are typed or chosen there.

    Attributes:
        otherwise: those that are needed only if it cannot be done, as `trouble` says.

    """

    act: Act
    values: tuple[Value, ...]
    otherwise: tuple[Value, ...] = ()


def instructions(do: Sequence[Act], enter: Sequence[Entry]) -> tuple[Instruction, ...]:
    """Give each line the values whose boxes it names in bold; a box named twice has its value once."""
    found = [(entry, _line(entry, do)) for entry in enter]
    return tuple(
        Instruction(
            act,
            _values([*_own(act), *(entry for entry, at in found if at == (place, False))]),
            _values([entry for entry, at in found if at == (place, True)]),
        )
        for place, act in enumerate(do)
    )


def _own(act: Act) -> Iterator[Entry]:
    """Give the value that a line has of its own."""
    if act.to_copy:
        yield Entry(label=act.to_copy.label, value=act.to_copy.value)


def loose(do: Sequence[Act], enter: Sequence[Entry]) -> tuple[Value, ...]:
    """Give the values whose boxes no line names."""
    return _values([entry for entry in enter if _line(entry, do) is None])


def _line(entry: Entry, do: Sequence[Act]) -> tuple[int, bool] | None:
    """Give the line that names a box, and whether it does so only for when it cannot be done."""
    name = f"**{entry.label}**"
    usual = ((at, False) for at, act in enumerate(do) if name in act.say)
    return next(
        usual, next(((at, True) for at, act in enumerate(do) if name in (act.trouble or "")), None)
    )


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
