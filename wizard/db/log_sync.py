"""Has SQLite's log written to the disk for all who committed meanwhile, while the next transaction is at work.

SQLite's own `synchronous=FULL` waits for the disk as it commits, and lets nobody else write until then.
`NORMAL` leaves the log to the system, and is as sound: what is missing is the wait, which is made up
for here before anybody is told that their transaction is done.

Source: sqlite.org/wal.html (a checkpoint forces the log before it copies, and the database before the
log begins anew), sqlite.org/pragma.html#pragma_synchronous, fdatasync(2).
"""

import os
import threading
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

LOG = "-wal"
"""What SQLite adds to the name of a database's file for its log."""


@dataclass
class LogSync:
    """Forces one database's log to the disk; who comes while somebody waits shares the next wait.

    Attributes:
        path: of the log.

    """

    path: str
    _turn: threading.Condition = field(default_factory=threading.Condition, repr=False)
    _asked: int = 0
    _done: int = 0
    _is_busy: bool = False
    _known: tuple[int, int] = (0, 0)

    def wait(self) -> None:
        """Come back when all that was committed before is on the disk.

        Raises:
            OSError: the disk does not take it; nobody knows what of it is there.

        """
        with self._turn:
            self._asked += 1
            mine = self._asked
            while self._is_busy and self._done < mine:
                self._turn.wait()
            if self._done >= mine:
                return
            self._is_busy, upto = True, self._asked
        try:
            self._force()
        except BaseException:
            upto = 0  # whoever waits tries for themselves
            raise
        finally:
            with self._turn:
                self._is_busy, self._done = False, max(self._done, upto)
                self._turn.notify_all()

    def _force(self) -> None:
        try:
            log = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:  # all of it was copied into the database, and forced there
            os.stat(self.path.removesuffix(LOG))  # noqa: PTH116 (there must be one, or we look elsewhere)
            return
        try:
            os.fdatasync(log)
            found = os.fstat(log)
        finally:
            os.close(log)
        if (found.st_dev, found.st_ino) != self._known:  # its name, too, must outlast the power
            _force_folder(Path(self.path).parent)
            self._known = (found.st_dev, found.st_ino)


@cache
def log_of(database: str) -> LogSync:
    """Give the one that all of a process share, by the database's file."""
    return LogSync(f"{database}{LOG}")


def _force_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
