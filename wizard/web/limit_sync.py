"""Limits that all machines count together: each counts for itself, and tells the database what it counted.

A request pays nothing for it: what passed is told once a second. Only an address that a process has let
pass a tenth of its rate since then is asked of the database at once. So one address may pass, over all
machines, by at most a tenth of its rate more for each process; a limit under twenty is held exactly.
While the database is away each machine counts for itself, and tells later.
"""

import atexit
import logging
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from wizard.errors import DatabaseError
from wizard.services.rate_limits import Limit, RateLimits
from wizard.settings import Rate
from wizard.web import background
from wizard.web.limit_table import LimitTable
from wizard.web.rate_limit import RateLimiter, Standing

EVERY_S, SWEEP_EVERY_S = 1.0, 60.0
MOST_NAMES = 5_000
"""So many addresses are told at a time; of more it is counted on this machine only."""

log = logging.getLogger(__name__)
Name = tuple[Limit, str]


@dataclass
class LimitSync:
    """Keeps what a process counts in step with what all others have counted.

    Attributes:
        table: what this machine's processes count together.

    """

    rates: RateLimits
    table: LimitTable
    _untold: Counter[Name] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def passes(self, limit: Limit, address: str) -> bool:
        """Tell of one more try that passed here; say whether it passes everywhere."""
        times = self._noted(limit, address)
        if times < limit.share:
            return True
        try:
            granted = self.rates.take(limit, address, times)
        except DatabaseError as error:
            log.warning("a limit was not told: %s", error)
            self._put_back({(limit, address): times})
            return True
        self.table.learn(_name(limit, address), granted.rested_s)
        return granted.passes

    def exchange(self) -> bool:
        """Tell what was counted since the last time, and learn what others have; say whether that was done."""
        with self._lock:
            told, self._untold = self._untold, Counter()
        try:
            rested = self.rates.add(told) if told else {}
        except DatabaseError as error:
            log.warning("limits were not told: %s", error)
            self._put_back(told)
            return False
        for (limit, address), rested_s in rested.items():
            self.table.learn(_name(limit, address), rested_s)
        return True

    def start(self) -> None:
        """Exchange every second from now on, and when the process ends."""
        background.start("limits", EVERY_S, self.exchange)
        background.start("limits kept", SWEEP_EVERY_S, self._sweep)
        atexit.register(self.exchange)

    def _sweep(self) -> None:
        try:
            self.rates.sweep()
        except DatabaseError as error:
            log.warning("limits that nobody meets were not forgotten: %s", error)

    def _noted(self, limit: Limit, address: str) -> int:
        """Note one more; give how many are to be told at once, 0 if they may wait."""
        with self._lock:
            name = (limit, address)
            if name not in self._untold and len(self._untold) >= MOST_NAMES:
                return 0
            self._untold[name] += 1
            return self._untold.pop(name) if self._untold[name] >= limit.share else 0

    def _put_back(self, told: Mapping[Name, int]) -> None:
        with self._lock:
            for name, times in told.items():
                self._untold[name] = min(self._untold[name] + times, name[0].rate.count)


@dataclass(frozen=True)
class SyncedLimiter:
    """Lets an address through so many times, over all machines.

    Attributes:
        here: what this machine has counted, and learned of the others.

    """

    limit: Limit
    sync: LimitSync
    here: RateLimiter

    @classmethod
    def of(cls, limit: Limit, sync: LimitSync) -> "SyncedLimiter":
        """Give one whose machine and database have one clock."""
        now = sync.rates.now
        here = RateLimiter(limit.rate, lambda: now().timestamp(), sync.table, limit.scope)
        return cls(limit, sync, here)

    @property
    def scope(self) -> str:
        """The kind of thing that is counted."""
        return self.limit.scope

    @property
    def rate(self) -> Rate:
        """How often."""
        return self.limit.rate

    def allows(self, address: str) -> bool:
        """Count one more try of an address, and say whether it may pass; a refusal costs nothing."""
        return self.here.allows(address) and self.sync.passes(self.limit, address)

    def standing(self, address: str) -> Standing:
        """Say what an address may do still, as far as is known here; nothing is counted by that."""
        return self.here.standing(address)


def _name(limit: Limit, address: str) -> str:
    """Give the name under which a machine counts an address."""
    return f"{limit.scope}\0{address}"
