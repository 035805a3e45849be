"""How long people wait for a command: an editor's check, the list of commands, a publish, the start of the server."""

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
from bench.servers import MeasureError, bare_environment, serving
from bench.speed import environment
from wizard.content.folder import guide_files

GUIDES, STARTS = 50, 3
CHECK_AIM_S, HELP_AIM_S, START_AIM_S = 0.5, 0.2, 2
RUNS = 5
HOSTILE = Path("tests/patterns/hostile.py")
READ_ALONE = """
import sys
from pathlib import Path
from wizard import strict_yaml
from wizard.cli import check
for file in Path(sys.argv[1]).glob("*.yaml"):
    strict_yaml.read(file.read_bytes())
"""
"""The floor of a check: the modules that it needs are loaded, each file is read with its places, and nothing is judged."""


def measure(folder: Path, home: Path, core: int) -> list[Figure]:
    """Call each command a few times, as a terminal would."""
    copied, data = home / "guides", home / "data"
    _copy(folder, copied)
    env = environment(folder, data)
    _start(home, core, env)  # makes the tables and the first release
    wizard = ["-m", "wizard.cli"]
    return [
        _command(
            f"wizard check, {GUIDES} guides", [*wizard, "check", str(copied)], env, CHECK_AIM_S
        ),
        _command("… its floor: loaded, and every file read", ["-c", READ_ALONE, str(copied)], env),
        _command("wizard --help", [*wizard, "--help"], env, HELP_AIM_S),
        _command("wizard publish, nothing new", [*wizard, "publish"], env),
        *_starts(home, core, env),
        patterns(),
    ]


def _command(
    name: str, words: list[str], env: dict[str, str], aim_s: float | None = None
) -> Figure:
    command = [sys.executable, *words]
    times, before_s = [], _children_s()
    for _ in range(RUNS):
        started = perf_counter()
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env=bare_environment() | env
        )
        times.append(perf_counter() - started)
        if done.returncode:
            raise MeasureError(f"{name}: {done.stdout or done.stderr}")
    note = f"computing {(_children_s() - before_s) / RUNS:.2f} s, the start of Python in it"
    return Figure(name, median(times), "s", aim_s, note=note)


def _children_s() -> float:
    """Give the seconds that commands called until now have computed."""
    now = os.times()
    return now.children_user + now.children_system


def _starts(home: Path, core: int, env: dict[str, str]) -> list[Figure]:
    """Start `wizard serve` with two workers on one core, over tables that are there."""
    found = [_start(home, core, env) for _ in range(STARTS)]
    note = f"computing {median(computed for _, computed in found):.2f} s until all pages are drawn"
    took_s = median(took for took, _ in found)
    return [Figure("start to first 200, 2 workers", took_s, "s", START_AIM_S, note=note)]


def _start(home: Path, core: int, env: dict[str, str]) -> tuple[float, float]:
    """Start it once; give the seconds to the first 200, and those that were computed until all are ready."""
    with serving("wizard", core, env | {"WIZARD_WORKERS": "2"}, home / "start.log") as server:
        return server.started_in_s, server.come_to_rest()


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
