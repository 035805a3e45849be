"""How long an editor waits for `wizard check`."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.report import Figure
from bench.servers import MeasureError
from wizard.content.folder import guide_files

GUIDES, CHECK_AIM_S = 50, 0.5
RUNS = 5
HOSTILE = Path("tests/patterns/hostile.py")


def check(folder: Path, home: Path) -> Figure:
    """Check fifty guides, copied from those that sellers read into a new folder, as an editor would."""
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
    return Figure(f"wizard check, {GUIDES} guides", median(times), "s", CHECK_AIM_S, note=note)


def _copy(folder: Path, home: Path) -> None:
    """Copy what guides share as it is, and guides under new names, each with the answers of its mall."""
    guides = guide_files([folder])
    shutil.copytree(folder, home, ignore=lambda _, names: {file.name for file in guides} & {*names})
    for number in range(GUIDES):
        file = guides[number % len(guides)]
        name = f"{file.stem}{number}"
        text = re.sub(r"(?m)^mall: .*$", f"mall: {name}", file.read_text("utf-8"))
        (home / f"{name}.yaml").write_text(text, "utf-8")
        if (answers := folder / "samples" / f"{file.stem}.json").exists():
            shutil.copy(answers, home / "samples" / f"{name}.json")


def patterns() -> Figure:
    """Hold hostile values against hostile patterns: a seller's value costs this at the worst."""
    command = [sys.executable, str(HOSTILE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MeasureError(f"patterns: {done.stderr}")
    told = json.loads(done.stdout)
    note = f"{told['pairs']} pairs of a hostile pattern and value"
    return Figure("a value against its format, worst", told["worst_ms"], "ms", 50, note=note)
