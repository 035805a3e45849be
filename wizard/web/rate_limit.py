"""How often one address may save: counted where it is asked, at no cost to those who read."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from wizard.settings import Rate

MAX_ADDRESSES = 20_000


@dataclass(frozen=True)
class RateLimiter:
    """Lets an address through so many times; each process counts by itself.

    An address that rests may pass `rate.count` times at once; then once every
    `rate.period_s / rate.count` seconds. Only the moment at which it will have rested is kept, so
    an address costs one number. (The library `limits` keeps its counts in memory with a timer
    thread of its own; that was a tenth of a save.)

    Attributes:
        clock: seconds that never go back.

    Source: the generic cell rate algorithm, ITU-T I.371, annex A (virtual scheduling).

    """

    rate: Rate
    clock: Callable[[], float] = time.monotonic
    _rested_at: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def allows(self, address: str) -> bool:
        """Count one more try of `address`, and say whether it may pass; a refusal costs nothing."""
        pause = self.rate.period_s / self.rate.count
        with self._lock:
            now = self.clock()
            rested = max(self._rested_at.pop(address, now), now)
            passes = rested - now <= self.rate.period_s - pause
            self._rested_at[address] = rested + pause if passes else rested
            if len(self._rested_at) > MAX_ADDRESSES:
                self._forget(now)
        return passes

    def _forget(self, now: float) -> None:
        """Forget who has rested; if that is nobody, the one who came longest ago."""
        for address in [name for name, rested in self._rested_at.items() if rested <= now]:
            del self._rested_at[address]
        if len(self._rested_at) > MAX_ADDRESSES:
            del self._rested_at[next(iter(self._rested_at))]
