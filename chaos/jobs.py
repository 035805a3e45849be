"""Jobs under kill -9, and done by many processes at once: none is lost, and each has its effect once."""

import time
from datetime import timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random
from uuid import uuid4

from chaos import job_crew
from chaos.deployment import Deployment, opened, prepare
from chaos.figure import Figure
from chaos.job_crew import start, want, want_on, work_off, work_on
from chaos.kills import PATIENCE_S, size_of
from wizard.db.engine import writing

POSTS = (work_on, work_on, want_on)
LONGEST_S = 0.3
SHORT, LONG = timedelta(seconds=1), timedelta(minutes=10)
BATCH = 100


def kills(name: str, deployment: Deployment, count: int, seed: int = 1) -> list[Figure]:
    """Kill so many of those who want and those who work, each at work, then let all be done."""
    chance = Random(seed)
    _made(deployment)
    marks = [deployment.folder / f"mark-{number}" for number in range(count + len(POSTS))]
    crew = [(start(act, deployment, mark, SHORT), mark) for act, mark in zip(POSTS, marks, strict=False)]  # fmt: skip
    for mark in marks[len(POSTS) :]:
        place = chance.randrange(len(POSTS))
        kill_at_work(*crew[place], chance.uniform(0, LONGEST_S))
        crew[place] = start(POSTS[place], deployment, mark, SHORT), mark
    for process, _ in crew:
        process.kill()
        process.join()
    work_off(deployment, deployment.folder / "last", SHORT)
    return [seen(f"jobs, {count} kills, {name}", deployment)]


def crowd(name: str, deployment: Deployment, workers: int, count: int) -> list[Figure]:
    """Let several processes do so many jobs at once; no job may even begin twice."""
    _made(deployment)
    with opened(deployment) as (engine, _):
        for _ in range(count // BATCH):
            with writing(engine) as connection:
                for _ in range(BATCH):
                    want(connection, uuid4().hex)
    marks = [deployment.folder / f"mark-{number}" for number in range(workers)]
    begun = time.monotonic()
    crew = [start(work_off, deployment, mark, LONG) for mark in marks]
    for process in crew:
        process.join()
    pace = count / (time.monotonic() - begun)
    runs, shares = sum(map(size_of, marks)), [size_of(mark) for mark in marks]
    is_sound = runs == count and all(process.exitcode == 0 for process in crew)
    told = f"{count} jobs begun {runs} times, {pace:.0f} a second, by {shares}"
    return [
        Figure(f"jobs, {workers} processes, {name}", told, is_sound),
        seen(f"jobs, their effects, {name}", deployment),
    ]


def seen(name: str, deployment: Deployment) -> Figure:
    """Compare what was wanted with what was done."""
    told = {line for file in deployment.folder.glob("mark-*") for line in _lines(file)}
    with opened(deployment) as (engine, _):
        found = job_crew.outcome(engine)
    wanted, effects = found.wanted, found.effects
    lost = len(told - wanted) + len(wanted - effects.keys())
    twice = sum(times > 1 for times in effects.values())
    strange = len(effects.keys() - wanted) + len(found.states.keys() ^ wanted)
    left = sum(state != "done" for state in found.states.values())
    said = f"{len(wanted)} wanted ({len(told)} acknowledged), {lost} lost, {twice} done twice, {strange} of nobody, {left} not done"
    return Figure(name, said, bool(wanted) and not (lost or twice or strange or left))


def _made(deployment: Deployment) -> None:
    with opened(prepare(deployment)) as (engine, _):
        job_crew.make_tables(engine)


def kill_at_work(process: ForkServerProcess, mark: Path, moment_s: float) -> None:
    """Kill a process that moment after its first mark."""
    until = time.monotonic() + PATIENCE_S
    while not size_of(mark) and process.is_alive() and time.monotonic() < until:
        time.sleep(0.002)
    time.sleep(moment_s)
    process.kill()
    process.join()
    if process.exitcode is None or process.exitcode >= 0 or not size_of(mark):
        raise ChildProcessError(f"it did nothing, or ended by itself with {process.exitcode}")


def _lines(mark: Path) -> list[str]:
    """Give the subjects that a file acknowledges; the marks of who works are dots."""
    return [line for line in mark.read_text().split("\n")[:-1] if line.strip(".")]
