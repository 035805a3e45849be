"""What sellers are shown, gathered in memory for a moment and written together: nobody who reads waits for it."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, Engine

from wizard.db.engine import after_commit, briefly, reading, relaxed, together, writing
from wizard.db.queries import progress
from wizard.db.records import RunRecord
from wizard.errors import ConstraintError, DatabaseError, UnavailableError
from wizard.korean.calendar import clock
from wizard.services.shown_screens import Mark, Shown, WaitMark, after, by_run

GATHERED_S = 0.1
"""For so long what is shown is gathered: less than anybody needs to come to another page."""

MOST = 20_000
"""While the database is away so many marks are kept; more are not."""

log = logging.getLogger(__name__)


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
            runs = by_run(gathered).values()
            new = [one for shown in runs for one in _new_of(connection, shown)]
        if new:
            with together(relaxed(briefly(self.engine))) as connection:
                self._put_down(connection, new)

    def _put_down(self, connection: Connection, gathered: Sequence[Shown]) -> None:
        for shown in by_run(gathered).values():
            try:
                with writing(self.engine):
                    _keep(connection, shown)
            except ConstraintError:  # begun elsewhere at this moment, or the seller is gone
                if _found(connection, shown[0]) is not None:
                    _keep(connection, shown)


def _found(connection: Connection, shown: Shown, *, lock: bool = False) -> RunRecord | None:
    return progress.run(connection, *shown.run, lock=lock)


def _new_of(connection: Connection, shown: Sequence[Shown]) -> Sequence[Shown]:
    """Give what was shown of one run, if the run does not tell of it yet; else nothing."""
    found = _found(connection, shown[0])
    return [] if after(found, shown) == found else shown


def _keep(connection: Connection, shown: Sequence[Shown]) -> None:
    """Write down what was shown of one run."""
    found = _found(connection, shown[0], lock=True)
    marked = after(found, shown)
    if found is None and marked is not None:
        progress.add(connection, marked)
    elif marked is not None and marked != found:
        progress.note_marks(connection, marked)
