"""What sellers tell us without a word: how the screens of each guide are passed."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import metrics, requests
from wizard.db.records import TallyRecord
from wizard.korean.calendar import beginning, clock, in_korea

KEPT_DAYS = 400
Span = metrics.Span
"""Which numbers, as views ask for them."""

RevisionCount = metrics.RevisionCount
"""A revision that was counted, as views are given it."""


class MetricKey(NamedTuple):
    """One thing that is counted."""

    day: date
    mall: str
    revision: str
    step_id: str
    what: str


Steps = Mapping[str, Mapping[str, int]]
"""Step id -> word -> how often."""


@dataclass(frozen=True)
class Count:
    """What was counted of one mall's guide.

    Attributes:
        counted: what was counted at each step; see `wizard.guide.funnel` for the words.
        asked: how many asked for help ("help") or said that it looks different ("mismatch").

    """

    counted: Steps = field(default_factory=dict)
    asked: Steps = field(default_factory=dict)


@dataclass(frozen=True)
class Metrics:
    """Keeps what was counted, for `KEPT_DAYS` days."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def today(self) -> date:
        """Give the day under which something is counted now."""
        return in_korea(self.now())

    def add(self, strokes: Mapping[MetricKey, int]) -> None:
        """Add to what was counted before, all of it or nothing."""
        tallies = [TallyRecord(*key, strokes[key]) for key in sorted(strokes)]
        with writing(self.engine) as connection:
            metrics.add(connection, tallies)

    def forget(self) -> None:
        """Delete what is too old to tell anything."""
        with writing(self.engine) as connection:
            metrics.drop_before(connection, self.today() - timedelta(days=KEPT_DAYS))

    def since(self, days: int) -> date:
        """Give the first of so many days, of which today is the last."""
        return self.today() - timedelta(days=days - 1)

    def of_malls(self, span: Span) -> dict[str, Count]:
        """Give what was counted, mall by mall; a mall that nothing was counted of is left out."""
        with reading(self.engine) as connection:
            counted = _counted(connection, span)
            asked = _asked(connection, span)
        return {mall: Count(counted[mall], asked[mall]) for mall in {*counted, *asked}}

    def revisions(self, span: Span) -> Sequence[RevisionCount]:
        """List the revisions that were counted, the newest first."""
        with reading(self.engine) as connection:
            return metrics.revisions(connection, span)


Malls = defaultdict[str, defaultdict[str, dict[str, int]]]


def _counted(connection: Connection, span: Span) -> Malls:
    found: Malls = defaultdict(lambda: defaultdict(dict))
    for row in metrics.sums(connection, span):
        found[row.mall][row.step_id][row.what] = int(row.total)
    return found


def _asked(connection: Connection, span: Span) -> Malls:
    found: Malls = defaultdict(lambda: defaultdict(dict))
    since = beginning(span.since)
    for row in requests.asked_at_steps(connection, since, span.mall, span.revision):
        found[row.mall][row.step_id][row.kind] = row.total
    return found
