"""What to do, line by line, each with the values that belong into it."""

from collections.abc import Sequence
from dataclasses import dataclass

from wizard.steps.base import Entry


@dataclass(frozen=True)
class Value:
    """One value as a line shows it; `label` names every box it goes into: "개발서버 IP, 개발자 PC"."""

    label: str
    value: str
    how: str


@dataclass(frozen=True)
class Instruction:
    """One line, and the values that are typed or chosen there."""

    say: str
    values: tuple[Value, ...]


def instructions(do: Sequence[str], enter: Sequence[Entry]) -> tuple[Instruction, ...]:
    """Give each line the values whose boxes it names in bold; a box named twice has its value once."""
    lines = [_line(entry, do) for entry in enter]
    return tuple(
        Instruction(say, _values([e for e, at in zip(enter, lines, strict=True) if at == place]))
        for place, say in enumerate(do)
    )


def loose(do: Sequence[str], enter: Sequence[Entry]) -> tuple[Value, ...]:
    """Give the values whose boxes no line names."""
    return _values([entry for entry in enter if _line(entry, do) is None])


def _line(entry: Entry, do: Sequence[str]) -> int | None:
    return next((at for at, say in enumerate(do) if f"**{entry.label}**" in say), None)


def _values(entries: Sequence[Entry]) -> tuple[Value, ...]:
    """Join the boxes that take one and the same value."""
    labels: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        labels.setdefault((entry.value, entry.how), []).append(entry.label)
    return tuple(Value(", ".join(names), *of) for of, names in labels.items())
