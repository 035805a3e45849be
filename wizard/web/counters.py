"""What a process counts of its answers for Prometheus; the processes of a machine have files for it.

Its names are few: a route is the name of a view, a status its class, an event and a limit of a closed list.
"""

import logging
import os
from pathlib import Path
from typing import Self

from prometheus_client import CollectorRegistry, Counter, Histogram, values
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.values import MultiProcessValue, MutexValue

from wizard.services.happenings import EVENT
from wizard.web.answers import Answer
from wizard.web.shared_memory import reserve
from wizard.web.slots import Slots, drop_others

log = logging.getLogger(__name__)

BUCKETS_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
FILE_BYTES = 1 << 20
"""More than all names that there can be take: see the module's first lines."""

_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""By this the library finds the files of a process."""


class Counters:
    """Counts answers, what happened, and limits that were met.

    Attributes:
        registry: what this process has counted.
        slots: this process and the others of its machine; None if it counts for itself alone.

    """

    def __init__(self, slots: Slots | None = None) -> None:
        self.slots, self.registry = slots, CollectorRegistry()
        values.ValueClass = MutexValue
        if slots:
            os.environ[_FOLDER] = str(slots.folder)
            values.ValueClass = MultiProcessValue(lambda: slots.mine)  # type: ignore[no-untyped-call]
        mine = self.registry
        self.requests = Counter(
            "wizard_requests",
            "Answers, by view and class of status",
            ["route", "status"],
            registry=mine,
        )
        self.seconds = Histogram(
            "wizard_request_seconds",
            "How long answers took, by part of the site",
            ["part"],
            buckets=BUCKETS_S,
            registry=mine,
        )
        self.events = Counter(
            "wizard_events", "What was done, as the audit calls it", ["event"], registry=mine
        )
        self.limits = Counter(
            "wizard_limits_hit", "Tries that a limit refused", ["limit"], registry=mine
        )

    @classmethod
    def of_machine(cls, folder: Path) -> Self:
        """Count in files of a folder that only the processes of one command share; alone, if it cannot be written."""
        try:
            slots = Slots.take(folder)
            _reserve(slots)
        except OSError as error:
            log.warning("figures are each process's own: %s", type(error).__name__)
            return cls()
        drop_others(folder)
        return cls(slots)

    def note_answer(self, answer: Answer) -> None:
        """Count an answer."""
        part = answer.route.partition(".")[0] or "none"
        self.requests.labels(answer.route or "none", f"{answer.status // 100}xx").inc()
        self.seconds.labels(part).observe(answer.seconds)

    def note(self, kind: str, name: str) -> None:
        """Count something that happened; see `wizard.services.happenings`."""
        (self.events if kind == EVENT else self.limits).labels(name).inc()

    def gathered(self) -> CollectorRegistry:
        """Give what all processes of this machine have counted."""
        if self.slots is None:
            return self.registry
        gathered = CollectorRegistry()
        MultiProcessCollector(gathered, path=str(self.slots.folder))  # type: ignore[no-untyped-call]
        return gathered


def _reserve(slots: Slots) -> None:
    """Give the library's files of a place all their bytes; `OSError` if the disk has no place for them."""
    for kind in ("counter", "histogram"):
        with (slots.folder / f"{kind}_{slots.mine}.db").open("ab") as file:
            reserve(file.fileno(), FILE_BYTES)
