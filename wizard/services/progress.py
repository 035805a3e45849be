"""Runs: what a seller has seen and answered, kept so that any device goes on from there."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import progress, sellers
from wizard.db.records import RunRecord
from wizard.errors import ConstraintError, NotFoundError
from wizard.korean.calendar import clock
from wizard.reminding.facts import renews_at
from wizard.services import waits
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.progress_marks import ProgressMarks
from wizard.services.repeated_forms import spend
from wizard.services.shown_screens import after, chosen_run, laid_over
from wizard.steps.base import Answers


@dataclass(frozen=True)
class Chosen:
    """What became of a seller's list as somebody chose it.

    Attributes:
        is_other: whether it is otherwise now.
        begun: the malls that were left out and stay, as they are begun.
        elsewhere: those of which another page said otherwise since the list was shown, and that stay so.

    """

    is_other: bool
    begun: tuple[str, ...]
    elsewhere: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """A run as it is stored.

    Attributes:
        waits_until: when the next wait is over; None where nobody waits.
        renews_at: the place of that wait, if it is on the way to a new key; else "".

    """

    mall: str
    revision: str
    answers: Answers
    seen: tuple[str, ...]
    state: str
    updated_at: datetime
    waits_until: datetime | None = None
    renews_at: str = ""


@dataclass
class Progress:
    """Keeps runs.

    Attributes:
        marks: what sellers are shown; what of it is not written yet is read with the rest.

    """

    engine: Engine
    now: Callable[[], datetime] = clock
    marks: ProgressMarks = field(init=False)

    def __post_init__(self) -> None:
        """Begin without a mark."""
        self.marks = ProgressMarks(self.engine, self.now)

    def choose(
        self,
        seller_id: str,
        revisions: Mapping[str, str],
        actor: str,
        shown: Collection[str] | None = None,
    ) -> Chosen:
        """Set the malls of a seller's list; one that was begun stays on it.

        Args:
            seller_id: whose list.
            revisions: mall -> the revision of its guide.
            actor: "seller:<id>" or "staff:<id>".
            shown: the malls that stood on the list as it was shown: what somebody else put on it or took off
                since stays so; None sets the list as it is said, whatever stood there.

        Returns: what became of it.

        Raises:
            NotFoundError: there is no such seller.

        """
        with self.marks.brought(seller_id):
            try:
                return self._choose(seller_id, revisions, actor, shown)
            except ConstraintError:  # another page chose or began one at this moment
                return self._choose(seller_id, revisions, actor, shown)

    def _choose(
        self,
        seller_id: str,
        revisions: Mapping[str, str],
        actor: str,
        shown: Collection[str] | None,
    ) -> Chosen:
        with writing(self.engine) as connection:
            spend(connection)
            if not sellers.hold(connection, seller_id):
                raise NotFoundError(f"no seller {seller_id[:40]!r}")
            there = {row.mall: row for row in progress.runs(connection, [seller_id])}
            on = [mall for mall in revisions if mall not in there]
            off = [mall for mall in there if mall not in revisions]
            new = [mall for mall in on if shown is None or mall not in shown]
            gone = [mall for mall in off if shown is None or mall in shown]
            idle = [mall for mall in gone if there[mall].state == "chosen"]
            for mall in new:
                progress.add(connection, chosen_run(seller_id, mall, revisions[mall], self.now()))
            progress.drop(connection, [there[mall].id for mall in idle])
            record_event(connection, Event.MALLS_CHOSEN, actor, self.now(), seller_id=seller_id)
        return Chosen(
            is_other=bool(new or idle),
            begun=tuple(mall for mall in gone if mall not in idle),
            elsewhere=tuple(mall for mall in [*on, *off] if mall not in {*new, *gone}),
        )

    def wait_end(self, seller_id: str, mall: str, place: str) -> datetime | None:
        """Say when a wait is over; None if it has not begun."""
        shown = self.marks.gathered(seller_id)
        with reading(self.engine) as connection:
            stored = progress.run(connection, seller_id, mall)
        found = after(stored, [one for one in shown if one.mark.mall == mall])
        return waits.end_of(found, place) if found else None

    def of_seller(self, seller_id: str) -> list[Run]:
        """List a seller's runs, in the order in which they were chosen."""
        shown = self.marks.gathered(seller_id)
        with reading(self.engine) as connection:
            stored = progress.runs(connection, [seller_id])
        return [run_of(record) for record in laid_over(stored, shown)]


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
        renews_at(record.waits, record.waits_until),
    )
