"""How often one address may do something: counted where it is asked, at no cost to those who read.

What is counted on each machine apart stands here. What all machines count together is `wizard.web.limit_sync`,
what protects accounts `wizard.services.rate_limits`.
"""

import hmac
import ipaddress
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from typing import Protocol

from flask import current_app, g, request

from wizard.services import happenings
from wizard.settings import Rate
from wizard.web.limit_table import LimitTable

_BARE = re.compile(r"(?:\[(?P<six>[^]]+)]|(?P<four>[0-9.]+))(?::[0-9]{1,5})?")
NETWORK_BITS = 64
"""What one customer is given of IPv6, at least (RFC 6177)."""


class Limiter(Protocol):
    """Anything that lets an address pass so often."""

    def allows(self, address: str) -> bool:
        """Count one more try, and say whether it may pass."""


class NamedLimiter(Limiter, Protocol):
    """A limiter that says what it counts."""

    @property
    def scope(self) -> str:
        """The kind of thing that is counted."""


@dataclass(frozen=True)
class Standing:
    """What an address may do still.

    Attributes:
        left: so many times at once.
        next_in_s: in so many seconds once more; 0 if now.
        rested_in_s: in so many seconds as often as ever.

    """

    left: int
    next_in_s: int
    rested_in_s: int


@dataclass(frozen=True)
class RateLimiter:
    """Lets an address through so many times.

    An address that rests may pass `rate.count` times at once; then once every
    `rate.period_s / rate.count` seconds. Only the moment at which it will have rested is kept, so
    an address costs one number. (The library `limits` keeps its counts in memory with a timer
    thread of its own; that was a tenth of a save.)

    Attributes:
        table: where it is counted.
        scope: what is counted there under the same address, and apart.
        clock: seconds since 1970.

    Source: the generic cell rate algorithm, ITU-T I.371, annex A (virtual scheduling).

    """

    rate: Rate
    clock: Callable[[], float] = time.time
    table: LimitTable = field(default_factory=LimitTable)
    scope: str = ""

    def allows(self, address: str) -> bool:
        """Count one more try of `address`, and say whether it may pass; a refusal costs nothing."""
        return self.table.passes(f"{self.scope}\0{address}", self.rate, self.clock())

    def standing(self, address: str) -> Standing:
        """Say what an address may do still; nothing is counted by that."""
        rest = self.table.rest_s(f"{self.scope}\0{address}", self.clock())
        pause = self.rate.period_s / self.rate.count
        free = max(0.0, self.rate.period_s - rest)
        left = int(free / pause + 1e-9)
        return Standing(left, 0 if left else max(1, ceil(pause - free)), ceil(rest))


@dataclass(frozen=True)
class TellingLimiter:
    """A limiter whose refusals stand in the log: which limit, whom, where; nothing that was sent."""

    limiter: NamedLimiter

    def allows(self, address: str) -> bool:
        """Count one more try of `address`, and say whether it may pass."""
        if self.limiter.allows(address):
            return True
        note_refusal(self.limiter.scope)
        return False


def note_refusal(name: str) -> None:
    """Log that a limit was met. Each limit's lines are told apart, so that a flood hides no other."""
    happenings.tell(happenings.LIMIT, name)
    member, seller, caller = g.get("member"), g.get("seller"), g.get("caller")
    who = f"staff:{member.id}" if member else f"seller:{seller.id}" if seller else "reader"
    who = caller.actor if caller else who
    current_app.logger.warning(f"limit {name!r} refused %s at %s", who, request.endpoint)  # noqa: G004


def address() -> str:
    """Give the address that asks: of IPv6 the network, for one customer has as many as they like.

    Some proxies tell the port too, which is another for each connection. All who are told without an
    address are counted as one.
    """
    told = request.remote_addr or ""
    if bare := _BARE.fullmatch(told):
        told = bare["six"] or bare["four"]
    try:
        found = ipaddress.ip_address(told)
    except ValueError:
        return ""
    if found.version == 4:
        return told
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found.packed, NETWORK_BITS), strict=False))


def sealed_address() -> str:
    """Give what is stored of the address that asks: a digest that nobody can turn back without our key."""
    told = f"rate limit\0{address()}".encode()
    return hmac.digest(str(current_app.secret_key).encode(), told, "sha256").hex()
