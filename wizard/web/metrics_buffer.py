"""What happened at the steps in this process: counted in memory, written to the database now and then."""

import atexit
import logging
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wizard.errors import DatabaseError
from wizard.services.metrics import MetricKey, Metrics
from wizard.web import background

EVERY_S = 5.0
MAX_STROKES = 50_000
"""While the database is away, so many different strokes are kept; more are not counted."""

log = logging.getLogger(__name__)


@dataclass
class MetricsBuffer:
    """Strokes of one process. A request only adds to a number in memory.

    What the database would not take is kept, and tried again the next time.
    """

    metrics: Metrics
    _strokes: Counter[MetricKey] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _bringing: threading.Lock = field(default_factory=threading.Lock)
    _forgot_on: date | None = None

    def put(self, mall: str, revision: str, step_id: str, *whats: str) -> None:
        """Put a stroke for each thing that happened at a step."""
        today = self.metrics.today()
        self._put({MetricKey(today, mall, revision, step_id, what): 1 for what in whats})

    def bring(self) -> bool:
        """Write what was counted; say whether the database took it."""
        with self._bringing:  # who ends the process waits for what is under way
            with self._lock:
                strokes, self._strokes = self._strokes, Counter()
            try:
                if strokes:
                    self.metrics.add(strokes)
            except DatabaseError as error:
                log.warning("the tallies were not taken: %s", error)
                self._put(strokes)
                return False
            except BaseException:
                self._put(strokes)
                raise
        return True

    def start(self) -> None:
        """Bring it every few seconds from now on, and when the process ends."""
        background.start("metrics", EVERY_S, self._tidy)
        atexit.register(self.bring)

    def _tidy(self) -> None:
        if self.bring():
            self._forget()

    def _forget(self) -> None:
        """Let what is too old be forgotten, once a day."""
        today = self.metrics.today()
        if self._forgot_on == today:
            return
        try:
            self.metrics.forget()
        except DatabaseError as error:
            log.warning("old tallies were not forgotten: %s", error)
            return
        self._forgot_on = today

    def _put(self, strokes: Mapping[MetricKey, int]) -> None:
        with self._lock:
            for metric_key, times in strokes.items():
                if metric_key in self._strokes or len(self._strokes) < MAX_STROKES:
                    self._strokes[metric_key] += times
