"""Processes killed at any moment while they save: nothing acknowledged is lost, nothing is half there."""

import signal
import time
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random

from chaos.deployment import Deployment, halves, opened, prepare, values_of
from chaos.figure import Figure
from chaos.saver import FIELDS, FIRM, acknowledged, start

LONGEST_S = 0.5


def run(name: str, deployment: Deployment, count: int, seed: int = 1) -> list[Figure]:
    """Kill so many processes, then look at everything."""
    chance, acks = Random(seed), deployment.folder / "acks"
    prepare(deployment)
    with opened(deployment) as (_, services):
        seller_id = services.sellers.add(FIRM, "nobody")
    for _ in range(count):
        killed_after(chance.uniform(0.02, LONGEST_S), start(deployment, seller_id, acks))
    return [seen(f"{count} kills, {name}", deployment, acks, most_untold=count)]


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


def killed_after(after_s: float, process: ForkServerProcess) -> None:
    """Kill it at that moment; it must have been at work until then."""
    time.sleep(after_s)
    process.kill()
    process.join()
    if process.exitcode != -signal.SIGKILL:
        raise ChildProcessError(f"it ended by itself with {process.exitcode}")
