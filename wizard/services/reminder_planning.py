"""Looks through the facts once an hour, a batch a job, for causes to remind somebody."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import reminder_facts, reminders, sellers
from wizard.db.queries.reminder_facts import SOURCES, Place
from wizard.db.records import ReminderRecord, WalkRecord
from wizard.korean.calendar import clock
from wizard.reminding.causes import OF_OPEN_MALLS, Cause, cause_of
from wizard.reminding.facts import Fact
from wizard.reminding.places import read_place, write_place
from wizard.reminding.ranks import rank_of
from wizard.services.job_handlers import Done, Outcome, Write
from wizard.services.jobs import enqueue
from wizard.services.notices import Telling

KIND = "remind"
EVERYTHING = "0" * 32
"""The subject of its jobs: they are about no row."""

IsOpen = Callable[[str], bool]
"""Says whether a mall takes sellers: of one that does not, no key is renewed and nobody has stopped."""

BATCH = 500
LINES = "lines"
"""The source that is looked through last: the open lines, for those whose cause is gone."""

ROUND = timedelta(hours=1)


def ask_for_round(engine: Engine, now: datetime) -> None:
    """Have the facts of this hour looked through, if nobody has yet; asked twice, once."""
    with reading(engine) as connection:
        if _next_walk(connection, now) is None:
            return
    with writing(engine) as connection:
        _enqueue(connection, now)


def always(_mall: str) -> bool:
    """Take every mall for one that takes sellers."""
    return True


@dataclass(frozen=True)
class ReminderPlanner:
    """Writes what somebody is to be reminded of."""

    engine: Engine
    now: Callable[[], datetime] = clock
    telling: Telling = field(default_factory=Telling)
    is_open: IsOpen = always
    kind: str = KIND
    lease: timedelta = timedelta(minutes=5)

    def run(self, subject: str, attempt: int, now: datetime) -> Outcome:  # noqa: ARG002 (a handler's)
        """Look through one batch; the next is asked for with its end."""
        with reading(self.engine) as connection:
            walk = _next_walk(connection, now)
            if walk is None:
                return Done()
            write, place = self._looked(connection, walk, now)
        ended_at = None if place else now
        after = WalkRecord(walk.source, walk.round_at, place, ended_at)
        return Done(lambda writer: _write(writer, write, after, now))

    def _looked(self, connection: Connection, walk: WalkRecord, now: datetime) -> tuple[Write, str]:
        """Give what is to be written of a batch, and its last place; "" if it was the last one."""
        after = read_place(walk.place, is_day=reminder_facts.reads_days(walk.source))
        if walk.source == LINES:
            return _over(connection, after, now, self.is_open)
        found = reminder_facts.batch(connection, walk.source, now, after, BATCH)
        causes = _causes([fact for _, fact in found], now, self.is_open)
        known = reminders.known(connection, [cause.key for cause in causes])
        new = [cause for cause in causes if cause.key not in known]
        strangers = _strangers(connection, new)
        fresh = [record_of(one, now, is_stranger=one.fact.seller_id in strangers) for one in new]
        place = write_place(*found[-1][0]) if len(found) == BATCH else ""
        return (lambda writer: self._put(writer, fresh, now)), place

    def _put(self, writer: Connection, fresh: Sequence[ReminderRecord], now: datetime) -> None:
        reminders.put(writer, fresh)
        self.telling.put(writer, fresh, now)


def holding(
    connection: Connection,
    listed: Sequence[ReminderRecord],
    now: datetime,
    is_open: IsOpen = always,
) -> dict[str, Cause]:
    """Give the causes of those reminders that still hold, by the id of the reminder."""
    found: dict[str, Cause] = {}
    for kind in {one.kind for one in listed}:
        mine = {one.subject: one for one in listed if one.kind == kind}
        facts = reminder_facts.of_kind(connection, kind, mine)
        causes = {cause.key: cause for cause in _causes(facts, now, is_open)}
        found |= {
            one.id: causes[one.cause] for one in listed if one.kind == kind and one.cause in causes
        }
    return found


def _causes(facts: Sequence[Fact], now: datetime, is_open: IsOpen) -> list[Cause]:
    found = [cause for fact in facts if (cause := cause_of(fact, now))]
    malls = {cause.fact.mall for cause in found if cause.kind in OF_OPEN_MALLS}
    closed = {mall for mall in malls if not is_open(mall)}
    return [one for one in found if one.kind not in OF_OPEN_MALLS or one.fact.mall not in closed]


def _over(
    connection: Connection, after: Place | None, now: datetime, is_open: IsOpen
) -> tuple[Write, str]:
    lines = reminders.open_lines(connection, after, BATCH)  # type: ignore[arg-type]
    holds = holding(connection, lines, now, is_open)
    gone = [one.id for one in lines if one.id not in holds]
    strangers = _strangers(connection, list(holds.values()))
    ranks = {key: _rank(one, strangers) for key, one in holds.items()}
    moved = {one.id: ranks[one.id] for one in lines if one.rank != ranks.get(one.id, one.rank)}
    place = write_place(lines[-1].due_at, lines[-1].id) if len(lines) == BATCH else ""
    return (lambda writer: _end(writer, gone, moved, now)), place


def _end(writer: Connection, gone: Sequence[str], moved: Mapping[str, int], now: datetime) -> None:
    reminders.end_over(writer, gone, now)
    reminders.note_ranks(writer, moved)


def _strangers(connection: Connection, causes: Sequence[Cause]) -> frozenset[str]:
    """Name those of whom some causes are who started by themselves, and with whom nobody has spoken."""
    return sellers.unknown(connection, {one.fact.seller_id for one in causes if one.fact.seller_id})


def _rank(cause: Cause, strangers: frozenset[str]) -> int:
    return rank_of(cause, is_stranger=cause.fact.seller_id in strangers)


def _next_walk(connection: Connection, now: datetime) -> WalkRecord | None:
    """Give the first source that this hour's round has not looked through; None if it is done."""
    round_at = now - timedelta(seconds=now.timestamp() % ROUND.total_seconds())
    walks = {walk.source: walk for walk in reminders.walks(connection)}
    for source in (*SOURCES, LINES):
        walk = walks.get(source)
        if walk is None or walk.round_at < round_at:
            return WalkRecord(source, round_at)
        if walk.ended_at is None:
            return walk
    return None


def _write(writer: Connection, write: Write, walk: WalkRecord, now: datetime) -> None:
    write(writer)
    reminders.note_walk(writer, walk)
    _enqueue(writer, now)


def _enqueue(connection: Connection, now: datetime) -> None:
    enqueue(connection, KIND, EVERYTHING, now)


def record_of(cause: Cause, now: datetime, *, is_stranger: bool = False) -> ReminderRecord:
    """Give a cause as the row that it becomes."""
    fact = cause.fact
    return ReminderRecord(
        id=uuid4().hex,
        cause=cause.key,
        kind=cause.kind,
        subject=fact.subject,
        threshold=cause.threshold,
        seller_id=fact.seller_id,
        mall=fact.mall,
        step_id=fact.step_id,
        due_at=cause.due_at,
        planned_at=now,
        rank=rank_of(cause, is_stranger=is_stranger),
    )
