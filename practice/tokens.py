"""Tokens that a mall gave, each for one seller and a time."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

LEFT = timedelta(minutes=30)


@dataclass
class Tokens:
    """Kept in memory; who asks again gets the same one, while half an hour of it is left."""

    given: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def give(self, owner: str, now: datetime, until: datetime) -> str:
        """Give a seller's token."""
        with self.lock:
            for token, (whose, end) in self.given.items():
                if whose == owner and end - now >= LEFT:
                    return token
            token = secrets.token_urlsafe(16)
            self.given[token] = owner, until
            return token

    def owner(self, token: str, now: datetime) -> str | None:
        """Say whose a token is; nobody's, once it has ended."""
        owner, until = self.given.get(token, ("", now))
        return owner if now < until else None
