"""What sellers are shown, gathered in memory for a moment and written together: nobody who reads waits for it."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby
from uuid import uuid4

from sqlalchemy import Connection, Engine

from wizard.db.engine import after_commit, briefly, reading, relaxed, together, writing
from wizard.db.queries import progress
from wizard.db.records import RunRecord
from wizard.errors import ConstraintError, DatabaseError, UnavailableError
from wizard.korean.calendar import clock
from wizard.services import waits
from wizard.steps.base import Answers

GATHERED_S = 0.1
"""For so long what is shown is gathered: less than anybody needs to come to another page."""

MOST = 20_000
"""While the database is away so many marks are kept; more are not."""

log = logging.getLogger(__name__)


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
class WaitMark:
    """The screen of a wait on the way to a new key: of that way nothing else is noted, and begins no run."""

    mall: str
    place: str
    lasts: timedelta


@dataclass(frozen=True, eq=False)
class Shown:
    """A mark that is not written yet: whose, and of when."""

    seller_id: str
    mark: Mark | WaitMark
    at: datetime

    @property
    def run(self) -> tuple[str, str]:
        """Whose run through which mall's guide it is about."""
        return self.seller_id, self.mark.mall

    def on(self, found: RunRecord | None) -> RunRecord | None:
        """Give the run with what was shown; as it is, if that is in it already."""
        if isinstance(self.mark, WaitMark):
            lasts = self.mark.lasts
            return waits.wait_at(found, self.mark.place, lasts, self.at) if found else None
        if found is None:
            return _begun(self.seller_id, self.mark, self.at)
        is_late = self.at < found.updated_at
        return _seen_late(found, self.mark) if is_late else _seen(found, self.mark, self.at)


@dataclass
class ProgressMarks:
    """The marks of one process. Marking a screen twice marks it once.

    Attributes:
        on_first: told when there is something to write; None where nobody writes it later: then it is written at once.

    """

    engine: Engine
    now: Callable[[], datetime] = clock
    on_first: Callable[[], object] | None = None
    _gathered: list[Shown] = field(default_factory=list, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _bringing: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def has_some(self) -> bool:
        """Say whether something is to be written still."""
        return bool(self._gathered)

    def put(self, seller_id: str, mark: Mark | WaitMark) -> None:
        """Note that a screen is being shown to a seller."""
        shown = Shown(seller_id, mark, self.now())
        with self._lock:
            is_first = not self._gathered
            if len(self._gathered) < MOST:
                self._gathered.append(shown)
        if self.on_first is None:
            self.bring()
        elif is_first:
            self.on_first()

    def bring(self) -> bool:
        """Write what was gathered, waiting for no disk; say whether the database took it, else it is kept."""
        with self._bringing:
            gathered = self.gathered(None)
            try:
                if gathered:
                    self._write(gathered)
            except UnavailableError as error:
                log.warning("screens were not marked: %s", error)
                return False
            except DatabaseError as error:  # it is not away: it would not take them another time
                log.error("screens are not marked: %s", error)
            self._forget(gathered)
        return True

    def settle(self, seller_id: str) -> None:
        """Have written what was gathered of a seller, before they leave."""
        if self.gathered(seller_id) or self._bringing.locked():
            self.bring()

    @contextmanager
    def brought(self, seller_id: str) -> Iterator[None]:
        """Write what was gathered of a seller in one transaction with what is done meanwhile."""
        with self._bringing:  # what is being written just now is waited for
            gathered = self.gathered(seller_id)
        if not gathered:
            yield
            return
        with together(self.engine) as connection:
            self._put_down(connection, gathered)
            after_commit(connection, lambda: self._forget(gathered))
            yield

    def gathered(self, seller_id: str | None) -> Sequence[Shown]:
        """Give what was shown to a seller (or to all) and is not written, as it came; who reads asks first for this."""
        with self._lock:
            return [one for one in self._gathered if seller_id in {None, one.seller_id}]

    def _forget(self, written: Sequence[Shown]) -> None:
        gone = set(map(id, written))
        with self._lock:
            self._gathered = [one for one in self._gathered if id(one) not in gone]

    def _write(self, gathered: Sequence[Shown]) -> None:
        """Write what is new of it; where nothing is, nobody who writes is waited for."""
        with reading(self.engine) as connection:
            runs = _by_run(gathered).values()
            new = [one for shown in runs for one in _new_of(connection, shown)]
        if new:
            with together(relaxed(briefly(self.engine))) as connection:
                self._put_down(connection, new)

    def _put_down(self, connection: Connection, gathered: Sequence[Shown]) -> None:
        for shown in _by_run(gathered).values():
            try:
                with writing(self.engine):
                    _keep(connection, shown)
            except ConstraintError:  # begun elsewhere at this moment, or the seller is gone
                if _found(connection, shown[0]) is not None:
                    _keep(connection, shown)


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


def _by_run(gathered: Sequence[Shown]) -> Mapping[tuple[str, str], list[Shown]]:
    """Give what was shown of each run, as it came; the runs in an order in which two never lock each other out."""
    ordered = sorted(gathered, key=lambda one: one.run)
    return {run: list(shown) for run, shown in groupby(ordered, key=lambda one: one.run)}


def _found(connection: Connection, shown: Shown, *, lock: bool = False) -> RunRecord | None:
    return progress.run(connection, *shown.run, lock=lock)


def _new_of(connection: Connection, shown: Sequence[Shown]) -> Sequence[Shown]:
    """Give what was shown of one run, if the run does not tell of it yet; else nothing."""
    found = _found(connection, shown[0])
    return [] if after(found, shown) == found else shown


def laid_over(stored: Sequence[RunRecord], shown: Sequence[Shown]) -> list[RunRecord]:
    """Give a seller's runs as they will be when what was gathered of them is written; new ones come last."""
    fresh = {mall: marks for (_, mall), marks in _by_run(shown).items()}
    known = [after(run, fresh.pop(run.mall, ())) for run in stored]
    return [run for run in (*known, *(after(None, marks) for marks in fresh.values())) if run]


def after(found: RunRecord | None, shown: Sequence[Shown]) -> RunRecord | None:
    """Give a run as it is after what was shown; None if there is none still."""
    for one in shown:
        found = one.on(found)
    return found


def _keep(connection: Connection, shown: Sequence[Shown]) -> None:
    """Write down what was shown of one run."""
    found = _found(connection, shown[0], lock=True)
    marked = after(found, shown)
    if found is None and marked is not None:
        progress.add(connection, marked)
    elif marked is not None and marked != found:
        progress.note_marks(connection, marked)


def _begun(seller_id: str, mark: Mark, at: datetime) -> RunRecord:
    chosen = chosen_run(seller_id, mark.mall, mark.revision, at)
    begun = replace(chosen, answers=_stored(mark.answers), seen=[mark.step_id], state="going")
    return _waiting(begun, mark, at)


def _seen(found: RunRecord, mark: Mark, at: datetime) -> RunRecord:
    answers = {**found.answers, **_stored(mark.answers)}
    answers.pop(mark.forgets, None)
    marked = replace(
        found,
        seen=_with(found, mark.step_id),
        answers=answers,
        state="going" if found.state == "chosen" else found.state,
        revision=mark.revision,
    )
    marked = _waiting(marked, mark, at)
    return found if marked == found else replace(marked, updated_at=at)


def _seen_late(found: RunRecord, mark: Mark) -> RunRecord:
    """Give a run with a mark that comes after something newer, of which it changes nothing."""
    answers = {**_stored(mark.answers), **found.answers}
    return replace(found, seen=_with(found, mark.step_id), answers=answers)


def _with(found: RunRecord, step_id: str) -> list[str]:
    return sorted({*(found.seen or ()), step_id})


def _waiting(run: RunRecord, mark: Mark, at: datetime) -> RunRecord:
    """Give a run with what a mark does to its waits."""
    if mark.waits is None:
        return waits.come_back(run, at)
    return waits.wait_at(run, mark.step_id, mark.waits, at)


def _stored(answers: Answers) -> dict[str, list[str]]:
    return {name: list(options) for name, options in answers.items()}
