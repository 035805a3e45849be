"""Several machines that share one PostgreSQL: people hop between them, one dies, the database restarts."""

from collections.abc import Iterator
from pathlib import Path

from bench import postgres
from chaos import hopping, people
from chaos.figure import Figure
from chaos.machines import Machines, running
from chaos.traffic import Traffic, kept

SELLERS, READERS = 3, 2
"""So many work at once."""


def run(
    home: Path, database_url: str, cluster: Path, *, saves: int, workers: int = 1
) -> Iterator[Figure]:
    """Put three machines through it.

    Args:
        home: a folder for theirs.
        database_url: an empty database.
        cluster: the folder of its server.
        saves: so many are acknowledged before each thing that goes wrong, and after it.
        workers: the processes of each machine.

    """
    with running(home, database_url, workers=workers) as machines:
        yield hopping.walks(machines)
        yield hopping.same_screens(machines)
        yield from hopping.publishing(machines)
        yield hopping.known(machines)
        yield hopping.lockout(machines)
        yield hopping.new_firms(machines)
        yield from _broken(machines, cluster, saves)
        yield hopping.same_screens(Machines(machines.each[:-1], machines.port))


def _broken(machines: Machines, cluster: Path, saves: int) -> Iterator[Figure]:
    """Kill a machine and restart the database while everybody works."""
    traffic = Traffic(machines, hopping.shown_now(machines))
    with traffic.going_on(people.begun(machines, SELLERS), readers=READERS):
        traffic.wait_for(saves)
        machines.each[-1].kill()
        traffic.wait_for(saves)
        postgres.restart(cluster)
        traffic.wait_for(saves)
    yield from kept(machines, traffic, SELLERS + READERS)
