"""The audit as people read it: looked for, with the names of those it speaks of, and whether it is whole.

That somebody looked, took it away or had it verified is written down too.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import api_tokens, audit_search, seller_search, staff, webhooks
from wizard.db.queries.audit_search import Wanted
from wizard.db.records import EventRecord
from wizard.errors import TooManyError
from wizard.korean.calendar import clock
from wizard.services.audit import Audit, record_event
from wizard.services.audit_events import Event
from wizard.services.job_handlers import Done, Outcome
from wizard.services.jobs import enqueue
from wizard.services.receipts import number_of

Look = audit_search.Wanted
"""What is looked for, as views ask for it."""

StoredEvent = EventRecord
"""An event as it stands there, as views are given it."""

PAGE = 50
BATCH = 2000
MOST_EXPORTED = 50_000
VERIFY = "verify"
WHOLE = "0" * 32
"""The one subject of a verification: the whole chain."""


@dataclass(frozen=True)
class Names:
    """What those are called of whom events speak, by their ids.

    Attributes:
        sellers: who is still there.
        staff: their addresses.
        requests: their numbers.
        tokens: what other programs are called.
        endpoints: where other systems are told.

    """

    sellers: Mapping[str, str] = field(default_factory=dict)
    staff: Mapping[str, str] = field(default_factory=dict)
    requests: Mapping[str, str] = field(default_factory=dict)
    tokens: Mapping[str, str] = field(default_factory=dict)
    endpoints: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Meant:
    """Whom somebody means.

    Attributes:
        sellers: their ids; "-" where no seller is meant.
        others: ids of members.
        is_many: whether so many sellers are meant that their events are not looked for.

    """

    sellers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    is_many: bool = False


@dataclass(frozen=True)
class Verification:
    """What the last look at the whole chain found.

    Attributes:
        count: how many rows are as they were written.
        is_whole: whether those are all.
        head: the digest at the end of the sound part.

    """

    at: datetime
    count: int
    is_whole: bool
    head: str


@dataclass(frozen=True)
class AuditReading:
    """Shows the audit to admins."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def page(
        self, staff_id: str, wanted: Wanted, before_id: int | None, about: str = ""
    ) -> tuple[Sequence[EventRecord], Names]:
        """Give a page and the row after it; that somebody looked is written down.

        Args:
            staff_id: who looks.
            wanted: what is looked for.
            before_id: the last row of the page before.
            about: the id of the one that it is about, if it is about one.

        """
        with writing(self.engine) as connection:
            self._note(connection, Event.AUDIT_READ, staff_id, about)
            found = audit_search.events(connection, wanted, before_id, PAGE + 1)
            return found, _names(connection, found)

    def meant(self, whom: str) -> Meant:
        """Say which sellers, and which others, somebody means by a name, a number, an address or an id."""
        with reading(self.engine) as connection:
            colleagues = [m.id for m in staff.everybody(connection) if whom in (m.email, m.id)]
            if colleagues or "@" in whom:
                return Meant(others=tuple(colleagues) or ("-",))
            if len(whom) == len(WHOLE) and whom.isalnum():
                return Meant((whom,))
            found = seller_search.few(connection, whom)
            return Meant(("-",), is_many=True) if found is None else Meant(tuple(found))

    def export(
        self, staff_id: str, wanted: Wanted, about: str = ""
    ) -> Iterator[tuple[Sequence[EventRecord], Names]]:
        """Give all that is wanted, part by part, newest first; that somebody took it away is written down.

        Raises:
            TooManyError: there is more, after as much was given as is given at once.

        """
        with writing(self.engine) as connection:
            self._note(connection, Event.AUDIT_EXPORTED, staff_id, about)
        before, left = None, MOST_EXPORTED
        while left:
            with reading(self.engine) as connection:
                found = audit_search.events(connection, wanted, before, min(BATCH, left))
                names = _names(connection, found)
            if not found:
                return
            yield found, names
            before, left = found[-1].id, left - len(found)
        with reading(self.engine) as connection:
            if audit_search.events(connection, wanted, before, 1):
                raise TooManyError(f"more than {MOST_EXPORTED} events are wanted")

    def ask_verification(self, staff_id: str) -> None:
        """Have the whole chain looked at, a little later: nobody waits for a million rows."""
        with writing(self.engine) as connection:
            self._note(connection, Event.AUDIT_CHECK_ASKED, staff_id)
            enqueue(connection, VERIFY, WHOLE, self.now())

    def verification(self) -> tuple[Verification | None, bool]:
        """Tell the last verification, and whether another was asked for since."""
        with reading(self.engine) as connection:
            found = audit_search.last_of_kind(connection, Event.AUDIT_VERIFIED)
            asked = audit_search.last_of_kind(connection, Event.AUDIT_CHECK_ASKED)
        is_asked = asked is not None and (found is None or found.id < asked.id)
        return (_verification(found) if found else None), is_asked

    def _note(self, connection: Connection, event: Event, staff_id: str, about: str = "") -> None:
        record_event(connection, event, f"staff:{staff_id}", self.now(), subject=about)


@dataclass(frozen=True)
class VerifyHandler:
    """Looks at the whole chain, and writes down what it found."""

    engine: Engine
    now: Callable[[], datetime] = clock
    kind: str = VERIFY
    lease: timedelta = timedelta(minutes=30)

    def run(self, subject: str, attempt: int, now: datetime) -> Outcome:  # noqa: ARG002 (a handler's)
        """Look once."""
        verdict = Audit(self.engine, self.now).verify()
        detail = f"{verdict.count}{' broken' if verdict.broken else ''}"

        def write(connection: Connection) -> None:
            record_event(
                connection, Event.AUDIT_VERIFIED, "system", self.now(),
                subject=verdict.head[:64], detail=detail,
            )  # fmt: skip

        return Done(write)


def _verification(found: EventRecord) -> Verification:
    count, _, broken = found.detail.partition(" ")
    return Verification(found.at, int(count), not broken, found.subject)


def _names(connection: Connection, found: Sequence[EventRecord]) -> Names:
    """Name everybody of whom some events speak."""
    actors = [row.actor.partition(":")[2] for row in found]
    subjects = {row.subject for row in found}
    sellers = {row.seller_id for row in found if row.seller_id} | subjects | set(actors)
    made = audit_search.requests_made(connection, subjects)
    return Names(
        audit_search.names_of_sellers(connection, sellers),
        staff.names(connection, subjects | set(actors)),
        {id_: number_of(id_, at) for id_, at in made.items()},
        {row.id: row.name for row in api_tokens.tokens(connection)},
        {row.id: row.url for row in webhooks.endpoints(connection)},
    )
