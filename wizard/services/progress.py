"""Runs: what a seller has seen and answered, kept so that any device goes on from there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Engine

from wizard.db.engine import briefly, reading, writing
from wizard.db.queries import progress, sellers
from wizard.db.records import RunRecord
from wizard.errors import ConstraintError, NotFoundError
from wizard.korean.calendar import clock
from wizard.services import waits
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.repeated_forms import spend
from wizard.steps.base import Answers


@dataclass(frozen=True)
class Mark:
    """One screen shown to a seller: where, in which revision, under which answers.

    Attributes:
        waits: how long one waits there before going on; None where nobody does.
        forgets: the question of how the screen looks, where it is shown as it is today: that is no answer.

    """

    mall: str
    revision: str
    step_id: str
    answers: Answers
    waits: timedelta | None = None
    forgets: str = ""


@dataclass(frozen=True)
class Run:
    """A run as it is stored."""

    mall: str
    revision: str
    answers: Answers
    seen: tuple[str, ...]
    state: str
    updated_at: datetime
    waits_until: datetime | None = None


@dataclass(frozen=True)
class Progress:
    """Keeps runs. Marking a screen twice marks it once."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def mark(self, seller_id: str, mark: Mark) -> None:
        """Note that a screen was shown; writes only what is new, and waits for nobody who writes."""
        with reading(self.engine) as connection:
            found = progress.run(connection, seller_id, mark.mall)
        if found is not None and self._marked(found, mark) is None:
            return
        try:
            self._mark(seller_id, mark)
        except ConstraintError:  # begun in two places at once, or the seller is gone
            self._mark(seller_id, mark, is_there=True)

    def choose(self, seller_id: str, revisions: Mapping[str, str], actor: str) -> None:
        """Set the malls of a seller's list; one that was begun stays on it.

        Args:
            seller_id: whose list.
            revisions: mall -> the revision of its guide.
            actor: "seller:<id>" or "staff:<id>".

        Raises:
            NotFoundError: there is no such seller.

        """
        try:
            self._choose(seller_id, revisions, actor)
        except ConstraintError:  # another page chose or began one at this moment
            self._choose(seller_id, revisions, actor)

    def _choose(self, seller_id: str, revisions: Mapping[str, str], actor: str) -> None:
        with writing(self.engine) as connection:
            spend(connection)
            if not sellers.hold(connection, seller_id):
                raise NotFoundError(f"no seller {seller_id[:40]!r}")
            there = {row.mall: row for row in progress.runs(connection, [seller_id])}
            for mall, revision in revisions.items():
                if mall not in there:
                    progress.add(connection, chosen_run(seller_id, mall, revision, self.now()))
            idle = [row.id for row in there.values() if row.state == "chosen"]
            gone = [row.id for row in there.values() if row.mall not in revisions]
            progress.drop(connection, [run_id for run_id in gone if run_id in idle])
            record_event(connection, Event.MALLS_CHOSEN, actor, self.now(), seller_id=seller_id)

    def wait(self, seller_id: str, mall: str, place: str, lasts: timedelta) -> None:
        """Let a wait on the way to a new key begin, for who has a run; of their way nothing else is noted."""
        with writing(briefly(self.engine)) as connection:
            found = progress.run(connection, seller_id, mall, lock=True)
            waiting = waits.wait_at(found, place, lasts, self.now()) if found else None
            if waiting and waiting != found:
                progress.note_marks(connection, waiting)

    def wait_end(self, seller_id: str, mall: str, place: str) -> datetime | None:
        """Say when a wait is over; None if it has not begun."""
        with reading(self.engine) as connection:
            found = progress.run(connection, seller_id, mall)
        return waits.end_of(found, place) if found else None

    def of_seller(self, seller_id: str) -> list[Run]:
        """List a seller's runs, in the order in which they were chosen."""
        with reading(self.engine) as connection:
            return [run_of(record) for record in progress.runs(connection, [seller_id])]

    def _marked(self, found: RunRecord, mark: Mark) -> RunRecord | None:
        """Give a stored run with a mark; None if all of it is there."""
        answers = {**found.answers, **_stored(mark.answers)}
        answers.pop(mark.forgets, None)
        marked = replace(
            found,
            seen=sorted({*(found.seen or ()), mark.step_id}),
            answers=answers,
            state="going" if found.state == "chosen" else found.state,
            revision=mark.revision,
        )
        marked = _waiting(marked, mark, self.now())
        return None if marked == found else replace(marked, updated_at=self.now())

    def _mark(self, seller_id: str, mark: Mark, *, is_there: bool = False) -> None:
        with writing(briefly(self.engine)) as connection:
            found = progress.run(connection, seller_id, mark.mall, lock=True)
            if found is None:
                if not is_there:
                    progress.add(connection, _begun(seller_id, mark, self.now()))
            elif marked := self._marked(found, mark):
                progress.note_marks(connection, marked)


def chosen_run(seller_id: str, mall: str, revision: str, now: datetime) -> RunRecord:
    """Give the run of a mall that is on a seller's list, and of which no screen was seen."""
    return RunRecord(
        id=uuid4().hex,
        seller_id=seller_id,
        mall=mall,
        revision=revision,
        answers={},
        seen=[],
        state="chosen",
        started_at=now,
        updated_at=now,
    )


def _begun(seller_id: str, mark: Mark, now: datetime) -> RunRecord:
    chosen = chosen_run(seller_id, mark.mall, mark.revision, now)
    begun = replace(chosen, answers=_stored(mark.answers), seen=[mark.step_id], state="going")
    return _waiting(begun, mark, now)


def _waiting(run: RunRecord, mark: Mark, now: datetime) -> RunRecord:
    """Give a run with what a mark does to its waits."""
    if mark.waits is None:
        return waits.come_back(run, now)
    return waits.wait_at(run, mark.step_id, mark.waits, now)


def run_of(record: RunRecord) -> Run:
    """Make a run of its record."""
    answers = {name: tuple(options) for name, options in record.answers.items()}
    seen = tuple(record.seen or ())
    return Run(
        record.mall,
        record.revision,
        answers,
        seen,
        record.state,
        record.updated_at,
        record.waits_until,
    )


def _stored(answers: Answers) -> dict[str, list[str]]:
    return {name: list(options) for name, options in answers.items()}
