"""`python -m chaos`: put a deployment through everything that once went wrong or might; 1 if a promise broke."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import postgres
from chaos import (
    canaries,
    disk_full,
    hostile_gets,
    jobs,
    kills,
    restarts,
    rotation,
    seller,
    several,
    signals,
    slow_clients,
    webhooks,
)
from chaos.deployment import Deployment
from chaos.figure import Figure


def main() -> int:
    """Run every scenario, print its figures."""
    begun, broken = time.monotonic(), 0
    with TemporaryDirectory(prefix="wizard-chaos-") as folder:
        home = Path(folder)
        home.chmod(0o755)  # PostgreSQL's own user must pass
        for figure in figures(home):
            print(figure, flush=True)
            broken += not figure.is_sound
    print(f"{time.monotonic() - begun:.0f} s, {broken} promises broken")
    return 1 if broken else 0


def figures(home: Path) -> Iterator[Figure]:
    """Give the figures of one scenario after the other."""
    yield from kills.run("SQLite", made(home, "kills"), 500)
    yield from _jobs("SQLite", home, lambda _name: "", 200)
    yield from webhooks.kills("SQLite", made(home, "webhooks"), 100)
    yield from rotation.run(made(home, "rotation"), 30, accounts=500)
    yield from disk_full.run(made(home, "disk"))
    yield from canaries.run(made(home, "canaries"))
    yield from signals.run(made(home, "signals"), 10)
    yield from hostile_gets.run(made(home, "hostile"), 5000)
    with seller.server_of(made(home, "slow")) as server:
        yield from slow_clients.run(server.port)
    if postgres.programs():
        yield from _on_postgres(home)


def _jobs(name: str, home: Path, database: Callable[[str], str], count: int) -> Iterator[Figure]:
    killed, crowded = (f"{what}_{name.lower()}" for what in ("jobs", "crowd"))
    yield from jobs.kills(name, made(home, killed, database(killed)), count)
    yield from jobs.crowd(name, made(home, crowded, database(crowded)), 4, 5000)


def made(home: Path, name: str, database_url: str = "") -> Deployment:
    """Give a deployment in a folder of its own."""
    (home / name).mkdir()
    return Deployment(home / name, database_url)


def _on_postgres(home: Path) -> Iterator[Figure]:
    cluster = home / "cluster"
    cluster.mkdir()
    with postgres.cluster(cluster) as base:
        killed = made(home, "kills-postgres", postgres.database(base, "kills"))
        yield from kills.run("PostgreSQL", killed, 500)
        yield from _jobs("PostgreSQL", home, lambda name: postgres.database(base, name), 200)
        told = made(home, "webhooks-postgres", postgres.database(base, "webhooks"))
        yield from webhooks.kills("PostgreSQL", told, 60)
        restarted = made(home, "restarts", postgres.database(base, "restarts"))
        yield from restarts.run(restarted, cluster, 5)
        (home / "several").mkdir()
        url = postgres.database(base, "several")
        yield from several.run(home / "several", url, cluster, saves=200, workers=2)


if __name__ == "__main__":
    sys.exit(main())
