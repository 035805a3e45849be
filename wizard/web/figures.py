"""The page of figures that Prometheus asks for: what processes count, and how it stands with the deployment."""

import math
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from wizard.errors import DatabaseError
from wizard.services.machines import Machine, version
from wizard.services.mall_breaker import OURS
from wizard.services.overview import Overview, Overviews
from wizard.services.storage import Storage
from wizard.web.counters import Counters

KEPT_S = 10.0
"""However often it is asked, the database is looked at once in so long."""


@dataclass(eq=False)  # a registry knows it by itself
class Figures(Collector):
    """Draws the page."""

    counters: Counters
    overviews: Overviews
    storage: Storage
    _looked: tuple[float, Overview | None] = field(default=(-math.inf, None), repr=False)

    def page(self) -> bytes:
        """Give the page in Prometheus' text format."""
        registry = CollectorRegistry()
        registry.register(self)
        return generate_latest(self.counters.gathered()) + generate_latest(registry)

    def collect(self) -> Iterator[Metric]:
        """Give how it stands, figure by figure; while the database is away, what is known without it."""
        here, storage = self.overviews.machines, self.storage
        yield _by("build_info", "The version of the program", "version", {version(): 1})
        yield _one("start_time_seconds", "When this command began", here.here.began.timestamp())
        if self.counters.slots:
            memory = self.counters.slots.memory_bytes()
            yield _by("process_resident_bytes", "Memory of a process", "process", memory)
        yield _one("release", "The number of the release that this process shows", here.release())
        yield _one("saving_open", "Whether it can be saved here", not storage.hindrance)
        yield _one("probe_seconds", "How long the last write to try took", storage.probe_s)
        overview = self._look()
        yield _one("database_up", "Whether the database answers", overview is not None)
        if overview:
            yield from _standing(overview)

    def _look(self) -> Overview | None:
        """Look at the database, unless that was done just now; None if it cannot be asked."""
        now = time.monotonic()
        if now - self._looked[0] > KEPT_S:
            try:
                found = self.overviews.look() if self.storage.may_read else None
            except DatabaseError:
                self.storage.rest()
                found = None
            self._looked = (now, found)
        return self._looked[1]


def _standing(seen: Overview) -> Iterator[Metric]:
    """Give what the database tells."""
    jobs, database = seen.jobs, seen.database
    alive = [one for one in seen.machines if one.is_alive]
    troubled = Counter(one.trouble for one in seen.malls if one.trouble in OURS)
    yield _by("machines", "Commands at work", "kind", _counted(alive, lambda _: 1))
    yield _by("processes", "Processes at work", "kind", _counted(alive, lambda one: one.processes))
    states = {"waiting": jobs.waiting, "running": jobs.running, "failed": jobs.failed}
    yield _by("jobs", "Jobs", "state", states)
    yield _one("jobs_oldest_seconds", "How long the job that is most late waits", jobs.oldest_s)
    yield _one("outbox_events", "Events of which nobody is told yet", seen.untold)
    yield _by("deliveries", "Deliveries that are not there yet", "state", {"failed": 0, **seen.deliveries})  # fmt: skip
    yield _by("accounts", "Accounts by what their mall said last", "verdict", seen.verdicts)
    yield _by("malls_troubled", "Malls that cannot be asked from here", "reason", troubled)
    yield _by("locks", "Locks after wrong tries", "kind", seen.locks)
    yield _by("limits_full", "Addresses that a limit refuses now", "limit", seen.refused)
    used = [key for key in seen.keys if key.is_used]
    yield _one("sealing_keys", "Sealing keys in use", len(used))
    lost = sum(not key.is_here for key in used)
    yield _one("sealing_keys_missing", "Keys in use that this machine has not", lost)
    age = (seen.at - seen.last_backup).total_seconds() if seen.last_backup else math.inf
    yield _one("backup_age_seconds", "How old the last backup is; +Inf if there is none", age)
    yield _one("database_size_bytes", "Size of the database", database.size_bytes)
    yield _one("database_schema_current", "Whether the tables are this version's", database.is_current)  # fmt: skip


def _counted(machines: list[Machine], of: Callable[[Machine], int]) -> Mapping[str, int]:
    kinds = ("serve", "work")
    return {kind: sum(of(one) for one in machines if one.kind == kind) for kind in kinds}


def _one(name: str, said: str, value: float) -> Metric:
    return GaugeMetricFamily(f"wizard_{name}", said, value=value)


def _by(name: str, said: str, label: str, told: Mapping[str, int]) -> Metric:
    family = GaugeMetricFamily(f"wizard_{name}", said, labels=[label])
    for key, value in told.items():
        family.add_metric([key], value)
    return family
