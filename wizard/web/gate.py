"""How often one address may save: counted where it is asked, at no cost to those who read."""

from dataclasses import dataclass, field

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


@dataclass(frozen=True)
class Gate:
    """Lets an address through so many times; each process counts by itself.

    Attributes:
        rate: such as "300 per minute".

    """

    rate: str
    _counter: MovingWindowRateLimiter = field(
        default_factory=lambda: MovingWindowRateLimiter(MemoryStorage())
    )

    def admits(self, address: str) -> bool:
        """Count one more try of `address`, and say whether it may pass."""
        return self._counter.hit(parse(self.rate), address)
