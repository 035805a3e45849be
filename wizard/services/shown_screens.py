"""What a run comes to by the screens that its seller is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from uuid import uuid4

from wizard.db.records import RunRecord
from wizard.services import waits
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


def laid_over(stored: Sequence[RunRecord], shown: Sequence[Shown]) -> list[RunRecord]:
    """Give a seller's runs as they will be when what was gathered of them is written; new ones come last."""
    fresh = {mall: marks for (_, mall), marks in by_run(shown).items()}
    known = [after(run, fresh.pop(run.mall, ())) for run in stored]
    return [run for run in (*known, *(after(None, marks) for marks in fresh.values())) if run]


def after(found: RunRecord | None, shown: Sequence[Shown]) -> RunRecord | None:
    """Give a run as it is after what was shown; None if there is none still."""
    for one in shown:
        found = one.on(found)
    return found


def by_run(gathered: Sequence[Shown]) -> Mapping[tuple[str, str], list[Shown]]:
    """Give what was shown of each run, as it came; the runs in an order in which two never lock each other out."""
    ordered = sorted(gathered, key=lambda one: one.run)
    return {run: list(shown) for run, shown in groupby(ordered, key=lambda one: one.run)}


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
