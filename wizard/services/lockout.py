"""Wrong tries at signing in: counted so that guessing is bounded and no stranger locks a member out.

The design is told in docs/decisions/0015-staff-sign-in.md.
"""

import hashlib
import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection

from wizard.db.queries import sign_in_attempts
from wizard.db.records import AttemptRecord

KEPT = timedelta(days=1)
"""Nothing that is counted lives longer."""


@dataclass(frozen=True)
class Limit:
    """How many wrong tries are free, and what the next ones cost.

    Attributes:
        free: wrong tries before the first lock.
        first: how long that lock holds; each wrong try after it doubles the next, up to `most`.
        memory: after so long without a wrong try, counting begins anew.

    """

    free: int
    first: timedelta
    most: timedelta
    memory: timedelta

    def lock(self, failures: int) -> timedelta | None:
        """Say how long so many wrong tries lock, if they do."""
        over = failures - self.free
        return None if over < 0 else min(self.first * 2 ** min(over, 16), self.most)


LOCK = timedelta(minutes=15)
LIMITS = {
    "device": Limit(5, LOCK, LOCK, LOCK),
    "pair": Limit(5, LOCK, LOCK, LOCK),
    "source": Limit(30, LOCK, LOCK, LOCK),
    "account": Limit(50, timedelta(seconds=30), LOCK, timedelta(hours=1)),
}
"""Kind -> limit: a remembered browser; an account from one address; an address; an account."""


@dataclass(frozen=True)
class Visit:
    """Where somebody comes from who wants in.

    Attributes:
        source: the address of the network.
        devices: staff id -> the name of this browser, if it is one that the member came by before.
        browser: what browser and machine are called, in words of ours.

    """

    source: str = ""
    devices: Mapping[str, str] = field(default_factory=dict)
    browser: str = ""


@dataclass(frozen=True)
class Key:
    """One counter of wrong tries.

    Attributes:
        source: from where this one came, as admins may see it.

    """

    kind: str
    digest: str
    staff_id: str | None = None
    source: str = ""


def keys(connection: Connection, now: datetime, email: str, staff_id: str, visit: Visit) -> Sequence[Key]:  # fmt: skip
    """Name the counters of a try: a remembered browser's own alone, else those of strangers."""
    device = visit.devices.get(staff_id, "") if staff_id else ""
    if device:
        own = [_key("device", staff_id, device, staff_id=staff_id, source=masked(visit.source))]
        if not is_locked(connection, now, own):
            return own
    network, whose, seen = _network(visit.source), staff_id or None, masked(visit.source)
    return [
        _key("pair", email, network, staff_id=whose, source=seen),
        _key("source", network, source=seen),
        _key("account", email, staff_id=whose, source=seen),
    ]


def is_locked(connection: Connection, now: datetime, counters: Sequence[Key]) -> bool:
    """Say whether one of these counters lets nobody pass now.

    A lock longer than any of ours was written while the clock was wrong, and locks nobody.
    """
    found = sign_in_attempts.found(connection, [key.digest for key in counters])
    moments = [row.locked_until for row in found.values() if row.locked_until]
    return any(now < moment <= now + LOCK for moment in moments)


def count(connection: Connection, now: datetime, counters: Sequence[Key]) -> str:
    """Count a wrong try; give the kind of the first counter that locks with it, or ""."""
    sign_in_attempts.drop_before(connection, now - KEPT)
    found = sign_in_attempts.found(connection, [key.digest for key in counters])
    counted, locks = [], ""
    for key in counters:
        row, limit = found.get(key.digest), LIMITS[key.kind]
        is_fresh = row is not None and now - limit.memory < row.last_at <= now
        failures = row.failures + 1 if row is not None and is_fresh else 1
        lock = limit.lock(failures)
        locks = locks or (key.kind if lock else "")
        until = now + lock if lock else None
        counted.append(
            AttemptRecord(key.digest, key.kind, key.staff_id, failures, now, until, key.source)
        )
    sign_in_attempts.put(connection, sorted(counted, key=lambda attempt: attempt.key))
    return locks


def forgive(connection: Connection, counters: Sequence[Key]) -> None:
    """Forget the wrong tries of whoever came in: their own, never those of others."""
    own = [key.digest for key in counters if key.kind in {"device", "pair"}]
    sign_in_attempts.drop(connection, own)


def masked(source: str) -> str:
    """Give a network so that its firm or provider is told, and no household: 203.0.113.*, 2001:db8:7::/48."""
    try:
        address = ipaddress.ip_address(source.partition("%")[0])
    except ValueError:
        return ""
    address = (address.ipv4_mapped or address) if address.version == 6 else address
    if address.version == 4:
        return f"{str(address).rpartition('.')[0]}.*"
    return str(ipaddress.ip_network((address, 48), strict=False))


def _key(kind: str, *what: str, staff_id: str | None = None, source: str = "") -> Key:
    text = "\0".join((kind, *what))
    return Key(kind, hashlib.sha256(text.encode()).hexdigest(), staff_id, source)


def _network(source: str) -> str:
    """Give the network that one household or firm has: of IPv6, all that it may choose from."""
    try:
        address = ipaddress.ip_address(source.partition("%")[0])
    except ValueError:
        return source
    if address.version == 4:
        return str(address)
    mapped = address.ipv4_mapped
    return str(mapped or ipaddress.ip_network((address, 64), strict=False))
