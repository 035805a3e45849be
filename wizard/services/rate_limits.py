"""How often one address may do something: counted in the database, for all processes and machines."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from wizard.db.engine import writing
from wizard.db.queries import rate_limits
from wizard.korean.calendar import clock
from wizard.settings import Rate

SAME_FIRM, SAME_FIRM_RATE = "same firm", Rate(10, 86400)
"""How often somebody may say that they are one known firm, from anywhere."""

NEW_FIRMS, NEW_FIRM_RATE = "new firm", Rate(5, 3600)


@dataclass(frozen=True)
class SharedRateLimiter:
    """Lets an address do one kind of thing so many times; for what is rare, or protects accounts.

    Attributes:
        scope: the kind of thing; at most 20 letters.

    """

    engine: Engine
    scope: str
    rate: Rate
    now: Callable[[], datetime] = clock

    def allows(self, address: str) -> bool:
        """Count one more try of an address, and say whether it may pass."""
        with writing(self.engine) as connection:
            rate_limits.drop_rested(connection, self.now().timestamp())
            return self.allows_in(connection, address)

    def allows_in(self, connection: Connection, address: str) -> bool:
        """Count it in a transaction of the caller's: what is not done then is not counted."""
        at = self.now().timestamp()
        return rate_limits.passes(connection, self.scope, address, self.rate, at)
