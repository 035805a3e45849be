"""How it stands with the whole deployment, for who looks after it: machines, jobs, locks, keys, the database."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from sqlalchemy import Connection, Engine

from wizard.content.release import Release
from wizard.content.release_store import ReleaseStore
from wizard.db.engine import reading
from wizard.db.queries import audit, checks, seals, standing
from wizard.db.queries.standing import DatabaseFacts
from wizard.db.records import BreakerRecord
from wizard.errors import KeysError
from wizard.korean.calendar import clock
from wizard.services.audit import WINDOW
from wizard.services.audit_events import Event
from wizard.services.job_admin import JobAdmin, Standing
from wizard.services.keys import Keys
from wizard.services.machines import Machine, Machines
from wizard.settings import Rate

RELEASES = 5
"""So many of the last releases are told."""

_DATE_DIGITS = 8


@dataclass(frozen=True)
class SealingKey:
    """A key, by its id alone.

    Attributes:
        made_on: the day that its id tells; None if it tells none.
        is_used: whether the database has it in use: what it sealed can be opened by no other.
        is_here: whether this machine's key file has it.
        seals: whether this machine seals with it now.

    """

    id: str
    made_on: date | None
    is_used: bool
    is_here: bool
    seals: bool


@dataclass(frozen=True)
class Overview:
    """How it stands at one moment; all in numbers, nothing of anybody.

    Attributes:
        verdicts: class -> accounts whose mall said so last.
        malls: those that cannot be asked from here, or are left alone for a while.
        untold: events of which other systems are not told yet.
        deliveries: state -> deliveries that are not there yet.
        locks: what is locked -> how many times, after wrong tries at signing in.
        refused: limit -> addresses that it refuses at this moment.
        last_backup: when the last one was made; None if there never was one.

    """

    at: datetime
    machines: Sequence[Machine]
    jobs: Standing
    verdicts: Mapping[str, int]
    untold: int
    deliveries: Mapping[str, int]
    locks: Mapping[str, int]
    refused: Mapping[str, int]
    keys: Sequence[SealingKey]
    last_backup: datetime | None
    database: DatabaseFacts
    malls: Sequence[BreakerRecord] = ()


@dataclass
class _LastBackup:
    """When the last backup was made; it is looked for once in all that was written down, then in what came since.

    Attributes:
        seen_to: the highest id that was there when it was last looked for.

    """

    seen_to: int = 0
    at: datetime | None = None

    def look(self, connection: Connection) -> datetime | None:
        newest = audit.last_id(connection)
        if newest < self.seen_to:  # another database stands in its place
            self.seen_to, self.at = 0, None
        after = max(0, self.seen_to - WINDOW)
        self.at = audit.newest_of(connection, Event.BACKUP_MADE.value, after) or self.at
        self.seen_to = newest
        return self.at


@dataclass(frozen=True)
class Overviews:
    """Looks at everything, and changes nothing.

    Attributes:
        rates: limit -> how often an address may; of the limits that all machines count together.

    """

    engine: Engine
    keys: Keys
    machines: Machines
    releases: ReleaseStore
    rates: Mapping[str, Rate]
    now: Callable[[], datetime] = clock
    _backup: _LastBackup = field(default_factory=_LastBackup, repr=False)

    def look(self) -> Overview:
        """Say how it stands now.

        Raises:
            DatabaseError: the database cannot be asked.

        """
        now = self.now()
        machines, jobs = self.machines.all(), JobAdmin(self.engine, self.now).standing()
        with reading(self.engine) as connection:
            return Overview(
                at=now,
                machines=machines,
                jobs=jobs,
                verdicts=standing.verdicts(connection),
                untold=standing.untold(connection),
                deliveries=standing.deliveries(connection),
                locks=standing.locks(connection, now),
                refused=self._refused(connection, now),
                keys=self._keys(connection),
                last_backup=self._backup.look(connection),
                database=standing.facts(connection),
                malls=checks.breakers(connection),
            )

    def last_releases(self) -> Sequence[Release]:
        """List the last releases, newest first; `DatabaseError` if the database cannot be asked."""
        return list(islice(self.releases.releases(), RELEASES))

    def _refused(self, connection: Connection, now: datetime) -> Mapping[str, int]:
        counted = {
            name: standing.refused(connection, name, rate, now.timestamp())
            for name, rate in self.rates.items()
        }
        return {name: count for name, count in counted.items() if count}

    def _keys(self, connection: Connection) -> Sequence[SealingKey]:
        used, here, active = seals.key_checks(connection), [], ""
        try:
            ring = self.keys.ring()
            here, active = list(ring.keys), ring.active
        except KeysError:
            pass  # told by what is in use and not here
        return [
            SealingKey(
                id=key_id,
                made_on=_day_of(key_id),
                is_used=key_id in used,
                is_here=key_id in here,
                seals=key_id == active,
            )
            for key_id in dict.fromkeys([*here, *sorted(used, reverse=True)])
        ]


def _day_of(key_id: str) -> date | None:
    """Give the day on which a key was made, as its id tells."""
    try:
        return date.fromisoformat(key_id[1 : _DATE_DIGITS + 1])
    except ValueError:
        return None
