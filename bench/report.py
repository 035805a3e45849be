"""The table a reader gets, and the same as JSON for a machine."""

import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One measured value and, if there is one, its aim.

    Attributes:
        is_floor: the value should be at least the aim; otherwise at most.

    """

    name: str
    value: float
    unit: str
    aim: float | None = None
    is_floor: bool = False
    note: str = ""

    @property
    def verdict(self) -> str:
        """Say "ok" or "miss", or nothing where there is no aim."""
        if self.aim is None:
            return ""
        reached = self.value >= self.aim if self.is_floor else self.value <= self.aim
        return "ok" if reached else "miss"

    @property
    def goal(self) -> str:
        """Write the aim."""
        return "" if self.aim is None else f"{'>=' if self.is_floor else '<='} {self.aim:g}"


def table(figures: list[Figure]) -> str:
    """Write the figures in columns."""
    lines = [("", "measured", "unit", "aim", "", "")]
    lines += [
        (item.name, f"{item.value:.2f}", item.unit, item.goal, item.verdict, item.note)
        for item in figures
    ]
    widths = [max(len(line[place]) for line in lines) for place in range(5)]
    return "\n".join(
        "  ".join(
            [
                name.ljust(widths[0]),
                value.rjust(widths[1]),
                unit.ljust(widths[2]),
                aim.ljust(widths[3]),
                verdict.ljust(widths[4]),
                note,
            ]
        ).rstrip()
        for name, value, unit, aim, verdict, note in lines
    )


def write(file: Path, figures: list[Figure], details: dict[str, object]) -> None:
    """Write everything that was measured."""
    data = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {
            "cores": os.cpu_count(),
            "processor": _processor(),
            "python": platform.python_version(),
            "system": platform.platform(),
        },
        "figures": [asdict(item) | {"verdict": item.verdict} for item in figures],
        **details,
    }
    file.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


def _processor() -> str:
    found = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    return found[0] if found else platform.processor()
