"""`wizard keys rotate` killed at any moment: every value opens, and the next one ends what was begun."""

import os
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from datetime import UTC, datetime
from io import StringIO
from multiprocessing.context import ForkServerProcess
from random import Random

from chaos import saver
from chaos.deployment import Deployment, opened, prepare, values_of
from chaos.figure import Figure
from chaos.kills import kill_at
from wizard import cli
from wizard.crypto import key_file
from wizard.db.engine import reading
from wizard.db.queries import seals

LONGEST_S = 0.3


def run(deployment: Deployment, count: int, accounts: int, seed: int = 1) -> list[Figure]:
    """Kill rotations, each of them begun with a new key, and end one at last."""
    chance, expected = Random(seed), _saved(prepare(deployment), accounts)
    for _ in range(count):
        kill_at(
            chance.uniform(0, LONGEST_S),
            lambda: _started(rotate_on, deployment),
            lambda: deployment.settings.keys.stat().st_mtime_ns,
        )
    with opened(deployment) as (_, services):
        midway = _strange(expected, values_of(services))
    last = _started(rotate, deployment)
    last.join()
    with opened(deployment) as (engine, services):
        strange, ring = _strange(expected, values_of(services)), services.keys.ring()
        with reading(engine) as connection:
            newest = seals.count_sealed_by(connection, ring.active)
    values = accounts * saver.FIELDS
    told = f"{values} values, {midway} accounts not as saved after the kills, {strange} at the end, {newest} values under the newest of {len(ring.keys)} keys"
    is_sound = last.exitcode == 0 and not midway and not strange and newest == values
    return [Figure(f"{count} killed rotations", told, is_sound)]


def rotate_on(deployment: Deployment) -> None:
    """Make a key and rotate, again and again."""
    while True:
        key_file.add(deployment.settings.keys, datetime.now(UTC))
        with suppress(SystemExit):
            rotate(deployment)


def rotate(deployment: Deployment) -> None:
    """Run `wizard keys rotate` in this process."""
    os.environ.update(deployment.env)
    with redirect_stdout(StringIO()):
        cli.main(["keys", "rotate"])


def _started(work: Callable[[Deployment], None], deployment: Deployment) -> ForkServerProcess:
    process = saver.processes.Process(target=work, args=(deployment,), daemon=True)
    process.start()
    return process


def _saved(deployment: Deployment, count: int) -> dict[str, dict[str, str]]:
    forms = [saver.account() for _ in range(count)]
    with opened(deployment) as (_, services):
        seller_id = services.sellers.add(saver.FIRM, "nobody")
        ids = [services.accounts.save(form, seller_id)[1] for form in forms]
    return {name: dict(form.values) for name, form in zip(ids, forms, strict=True)}


def _strange(expected: dict[str, dict[str, str]], found: dict[str, dict[str, str]]) -> int:
    return sum(found.get(name) != values for name, values in expected.items())
