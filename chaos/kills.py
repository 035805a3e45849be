"""Processes killed at any moment while they save: nothing acknowledged is lost, nothing is half there."""

import signal
import time
from collections.abc import Callable
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random

from chaos.deployment import Deployment, opened, prepare, values_of
from chaos.figure import Figure
from chaos.saver import FIELDS, FIRM, THREADS, acknowledged, start
from chaos.wholeness import halves
from wizard.services.event_types import WANTED
from wizard.services.webhook_admin import Wish

LONGEST_S = 0.3
PATIENCE_S = 60.0


def run(name: str, deployment: Deployment, count: int, seed: int = 1) -> list[Figure]:
    """Kill so many processes, then look at everything."""
    chance, acks = Random(seed), deployment.folder / "acks"
    seller_id = prepared(deployment)
    for _ in range(count):
        kill_at(
            chance.uniform(0, LONGEST_S),
            lambda: start(deployment, seller_id, acks),
            lambda: size_of(acks),
        )
    return [seen(f"{count} kills, {name}", deployment, acks, most_untold=count * THREADS)]


def prepared(deployment: Deployment) -> str:
    """Make a deployment that tells somebody what is saved; give the id of a seller in it."""
    prepare(deployment)
    with opened(deployment) as (_, services):
        services.webhook_admin.add(Wish("https://example.com/events", WANTED), "nobody")
        return services.sellers.add(FIRM, "nobody")


def seen(name: str, deployment: Deployment, acks: Path, *, most_untold: int) -> Figure:
    """Compare what was acknowledged with what is there; a process may die before it tells of one."""
    told = acknowledged(acks)
    with opened(deployment) as (_, services):
        found = values_of(services)
        half, broken = halves(services, found, FIELDS), services.audit.verify().broken
    lost = sum(found.get(account) != values for account, values in told.items())
    untold = len(found.keys() - told.keys())
    said = f"{len(told)} saves acknowledged, {lost} lost, {half} half there, {untold} stored and not told of, audit {broken or 'whole'}"
    is_sound = bool(told) and not (lost or half or broken) and untold <= most_untold
    return Figure(name, said, is_sound)


def kill_at(
    moment_s: float, started: Callable[[], ForkServerProcess], progress: Callable[[], float]
) -> None:
    """Kill a process that moment after it began to get on; it must have been at work until then."""
    before, process, until = progress(), started(), time.monotonic() + PATIENCE_S
    while progress() == before and process.is_alive() and time.monotonic() < until:
        time.sleep(0.002)
    time.sleep(moment_s)
    process.kill()
    process.join()
    if process.exitcode != -signal.SIGKILL or progress() == before:
        raise ChildProcessError(f"it did nothing, or ended by itself with {process.exitcode}")


def size_of(file: Path) -> int:
    """Give how much stands in a file that may not be there yet."""
    return file.stat().st_size if file.exists() else 0
