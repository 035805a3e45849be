"""`python -m bench [PART …]`: measure once, on this machine, and say how far it is from the aims."""

import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import (
    commands,
    day,
    follow,
    lists,
    machines,
    marks,
    postgres,
    report,
    speed,
    tries,
    weight,
)
from bench.course import Course, choose
from bench.report import Figure
from bench.servers import ROOT, MeasureError

Details = dict[str, object]
Part = Callable[[Course, Path, int, Details], list[Figure]]
"""Course, an empty folder, the server's core, what the report's file says beside the figures."""


def main(names: list[str]) -> int:
    """Measure the parts that are named, or all; print the table, write the file; 1 only if something could not be measured."""
    if unknown := set(names) - set(PARTS):
        print(
            f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}", file=sys.stderr
        )
        return 1
    cores = sorted(os.sched_getaffinity(0))
    server_core, client_core = cores[0], cores[-1]
    os.sched_setaffinity(0, {client_core})
    course, details = choose(), Details({"load before": os.getloadavg()})
    try:
        figures = [
            figure
            for name in names or PARTS
            for figure in _measured(name, course, server_core, details)
        ]
    except MeasureError as error:
        print(f"could not measure: {error}", file=sys.stderr)
        return 1
    details["load after"] = os.getloadavg()
    print(f"guide {course.guide.mall}, server on core {server_core}, client on {client_core}\n")
    print(report.table(figures))
    print(f"\nload before and after: {details['load before']}, {details['load after']}")
    report.write(ROOT / "bench-report.json", figures, {"guide": course.guide.mall, **details})
    return 0


def _measured(name: str, course: Course, core: int, details: Details) -> list[Figure]:
    """Measure one part, and tell of it at once: the whole takes minutes."""
    with TemporaryDirectory(prefix="wizard-bench-") as folder:
        home = Path(folder)
        home.chmod(0o755)  # PostgreSQL runs as another
        figures = PARTS[name](course, home, core, details)
    print(f"{report.table(figures)}\n", file=sys.stderr, flush=True)
    return figures


def _speed(course: Course, home: Path, core: int, details: Details) -> list[Figure]:
    figures, details["loads"] = speed.measure(course, home, core)
    return figures


def _commands(course: Course, home: Path, core: int, _details: Details) -> list[Figure]:
    return commands.measure(course.folder, home, core)


def _machines(course: Course, home: Path, core: int, _details: Details) -> list[Figure]:
    return machines.measure(course.folder, home, core) if postgres.programs() else []


def _follow(course: Course, home: Path, core: int, _details: Details) -> list[Figure]:
    return follow.follow(course.folder, home, core)


def _marks(course: Course, home: Path, core: int, _details: Details) -> list[Figure]:
    return marks.measure(course, home, core, speed.environment(course.folder, home / "data"))


def _tries(course: Course, home: Path, core: int, _details: Details) -> list[Figure]:
    return tries.measure(course, home, core, speed.environment(course.folder, home / "data"))


def _day(course: Course, home: Path, core: int, _details: Details) -> list[Figure]:
    return day.measure(course, home, core)


def _lists(_course: Course, home: Path, _core: int, _details: Details) -> list[Figure]:
    (home / "cluster").mkdir()
    return lists.measure(home / "cluster") if postgres.programs() else []


def _weight(course: Course, home: Path, _core: int, details: Details) -> list[Figure]:
    weights = weight.weigh(course.folder, home / "data")
    details["weights"] = asdict(weights)
    return weight.figures(weights)


PARTS: dict[str, Part] = {
    "speed": _speed,
    "commands": _commands,
    "machines": _machines,
    "follow": _follow,
    "marks": _marks,
    "tries": _tries,
    "day": _day,
    "lists": _lists,
    "weight": _weight,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
