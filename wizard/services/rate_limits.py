"""How often one address may do something: counted in the database, for all processes and machines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from wizard.db.engine import briefly, relaxed, writing
from wizard.db.queries import rate_limits
from wizard.korean.calendar import clock
from wizard.settings import Rate

SAME_FIRM, SAME_FIRM_RATE = "same firm", Rate(10, 86400)
"""How often somebody may say that they are one known firm, from anywhere."""

NEW_FIRMS, NEW_FIRM_RATE = "new firm", Rate(5, 3600)
MOST_ADDRESSES = 100_000
"""So many are remembered; of more, those who rest longest."""


@dataclass(frozen=True)
class Limit:
    """How often one address may do one kind of thing.

    Attributes:
        scope: the kind of thing; at most 20 letters.

    """

    scope: str
    rate: Rate

    @property
    def share(self) -> int:
        """How often a process lets an address pass before it asks what the others have counted."""
        return max(1, self.rate.count // 10)


@dataclass(frozen=True)
class SharedRateLimiter:
    """Lets an address do one kind of thing so many times; exactly, for what protects accounts."""

    scope: str
    rate: Rate
    now: Callable[[], datetime] = clock

    def allows_in(self, connection: Connection, address: str) -> bool:
        """Count one more try in a transaction of the caller's: what is not done then is not counted."""
        at = self.now().timestamp()
        return rate_limits.passes(connection, self.scope, address, self.rate, at)


@dataclass(frozen=True)
class Grant:
    """What the database says of tries.

    Attributes:
        passes: whether the last of them may pass.
        rested_s: when their address will have rested, in seconds since 1970.

    """

    passes: bool
    rested_s: float


@dataclass(frozen=True)
class RateLimits:
    """What all machines have counted together; each has counted for itself before it tells.

    A count is not worth waiting for the disk: a power cut may take the last ones.
    """

    engine: Engine
    now: Callable[[], datetime] = clock

    def take(self, limit: Limit, address: str, times: int) -> Grant:
        """Count tries of which all but the last have passed, and say whether that one may.

        A refusal is not counted. Nobody waits long for it.
        """
        at, scope, rate = self.now().timestamp(), limit.scope, limit.rate
        with writing(relaxed(briefly(self.engine))) as connection:
            if times > 1:
                rate_limits.add(connection, scope, address, rate, at, times=times - 1)
            passes = rate_limits.passes(connection, scope, address, rate, at)
            return Grant(passes, rate_limits.rested(connection, scope, address))

    def add(self, passed: Mapping[tuple[Limit, str], int]) -> Mapping[tuple[Limit, str], float]:
        """Count what has passed, all of it or nothing; say when each address will have rested.

        Always in one order, so that machines that tell of the same addresses never wait in a ring.
        """
        at = self.now().timestamp()
        told = sorted(passed.items(), key=lambda item: (item[0][0].scope, item[0][1]))
        with writing(relaxed(self.engine)) as connection:
            return {
                (limit, address): rate_limits.add(
                    connection, limit.scope, address, limit.rate, at, times=times
                )
                for (limit, address), times in told
            }

    def sweep(self) -> None:
        """Forget who has rested."""
        with writing(relaxed(briefly(self.engine))) as connection:
            rate_limits.drop_rested(connection, self.now().timestamp(), MOST_ADDRESSES)
