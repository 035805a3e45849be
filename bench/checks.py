"""How long an editor waits for `wizard check`."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.report import Figure
from bench.servers import MeasureError
from wizard.content.folder import CONSTANTS_FILE, guide_files

GUIDES = 50
RUNS = 5
HOSTILE = Path("tests/patterns/hostile.py")


def check(folder: Path, home: Path) -> Figure:
    """Check fifty guides, copied from those that sellers read, as an editor's terminal would."""
    _copy(folder, home)
    command = [sys.executable, "-m", "wizard.cli", "check", str(home)]
    times, before = [], os.times()
    for _ in range(RUNS):
        started = perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        times.append(perf_counter() - started)
        if done.returncode:
            raise MeasureError(f"wizard check: {done.stdout or done.stderr}")
    after = os.times()
    spent = after.children_user + after.children_system
    spent -= before.children_user + before.children_system
    note = f"with the start of the command; computing {spent / RUNS:.2f} s"
    return Figure(f"wizard check, {GUIDES} guides", median(times), "s", 1, note=note)


def _copy(folder: Path, home: Path) -> None:
    (home / CONSTANTS_FILE).write_bytes((folder / CONSTANTS_FILE).read_bytes())
    files = guide_files([folder])
    for number in range(GUIDES):
        file = files[number % len(files)]
        name = f"{file.stem}{number}"
        text = re.sub(r"(?m)^mall: .*$", f"mall: {name}", file.read_text("utf-8"))
        (home / f"{name}.yaml").write_text(text, "utf-8")


def patterns() -> Figure:
    """Hold hostile values against hostile patterns: a seller's value costs this at the worst."""
    command = [sys.executable, str(HOSTILE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MeasureError(f"patterns: {done.stderr}")
    told = json.loads(done.stdout)
    note = f"{told['pairs']} pairs of a hostile pattern and value"
    return Figure("a value against its format, worst", told["worst_ms"], "ms", 50, note=note)
