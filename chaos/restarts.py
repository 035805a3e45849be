"""PostgreSQL stopped as by a failing machine while accounts are saved: none is lost, saving goes on."""

import time
from pathlib import Path

from bench import postgres
from chaos.deployment import Deployment
from chaos.figure import Figure
from chaos.kills import prepared, seen
from chaos.saver import THREADS, acknowledged, start

SAVERS = 2
BETWEEN_S = 1.0
PATIENCE_S = 60.0


def run(deployment: Deployment, cluster: Path, count: int) -> list[Figure]:
    """Restart it so many times; each time saving must begin again by itself."""
    acks = deployment.folder / "acks"
    seller_id = prepared(deployment)
    savers = [start(deployment, seller_id, acks) for _ in range(SAVERS)]
    waits = [_restarted(cluster, acks) for _ in range(count)]
    for saver in savers:
        saver.kill()
        saver.join()
    told = f"saved again {max(waits):.1f} s at most after it was back"
    back = Figure(f"{count} restarts of PostgreSQL", told, max(waits) < PATIENCE_S)
    return [back, seen("saves under them", deployment, acks, most_untold=SAVERS * THREADS)]


def _restarted(cluster: Path, acks: Path) -> float:
    """Let it save for a while, restart the database; give the seconds until a save is taken again."""
    _more_than(len(acknowledged(acks)), acks)
    time.sleep(BETWEEN_S)
    postgres.restart(cluster)
    return _more_than(len(acknowledged(acks)), acks)


def _more_than(count: int, acks: Path) -> float:
    begun = time.monotonic()
    while len(acknowledged(acks)) <= count and time.monotonic() - begun < PATIENCE_S:
        time.sleep(0.05)
    return time.monotonic() - begun
