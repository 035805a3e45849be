"""Has SQLite's log written to the disk for all who committed meanwhile, while the next transaction is at work.

SQLite's own `synchronous=FULL` waits for the disk as it commits, and lets nobody else write until then.
`NORMAL` leaves the log to the system, and is as sound: what is missing is the wait, which is made up
for here before anybody is told that their transaction is done.

Source: sqlite.org/wal.html (a checkpoint forces the log before it copies, and the database before the
log begins anew), sqlite.org/pragma.html#pragma_synchronous, fdatasync(2).
"""

import errno
import os
import threading
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

LOG = "-wal"
"""What SQLite adds to the name of a database's file for its log."""


@dataclass
class _Round:
    """Those who are answered by one wait for the disk."""

    count: int = 0
    is_over: bool = False
    is_lost: bool = False


@dataclass
class LogSync:
    """Forces one database's log to the disk; who comes while somebody waits shares the next wait.

    Attributes:
        path: of the log.

    """

    path: str
    _turn: threading.Condition = field(default_factory=threading.Condition, repr=False)
    _next: _Round = field(default_factory=_Round, repr=False)
    _is_busy: bool = False
    _known: tuple[int, int] = (0, 0)

    def wait(self) -> None:
        """Come back when all that was committed before is on the disk.

        Raises:
            OSError: the disk does not take it; nobody knows what of it is there. Whoever waits then is told so:
                asked again, a system says of what it has let fall that all is well (fsync(2)).

        """
        with self._turn:
            mine = self._next
            mine.count += 1
            while self._is_busy and not mine.is_over:
                self._turn.wait()
            if mine.is_over:
                _ensure_kept(mine)
                return
            self._is_busy, self._next = True, _Round()
        mine.is_lost = True
        try:
            self._force()
            mine.is_lost = False
        finally:
            with self._turn:
                self._is_busy, mine.is_over = False, True
                if mine.is_lost:
                    self._next.is_over = self._next.is_lost = True
                    self._next = _Round()
                self._turn.notify_all()

    def _force(self) -> None:
        try:
            log = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:  # all of it was copied into the database, and forced there
            os.stat(self.path.removesuffix(LOG))  # noqa: PTH116 (there must be one, or we look elsewhere)
            return
        try:
            _force_data(log)
            found = os.fstat(log)
        finally:
            os.close(log)
        if (found.st_dev, found.st_ino) != self._known:  # its name, too, must outlast the power
            _force_folder(Path(self.path).parent)
            self._known = (found.st_dev, found.st_ino)


@cache
def log_of(database: str) -> LogSync:
    """Give the one that all of a process share, by the database's file."""
    return LogSync(
        f"{os.path.realpath(database)}{LOG}"
    )  # where SQLite has it, if the name is a link


def _ensure_kept(round_: _Round) -> None:
    if round_.is_lost:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def _force_data(handle: int) -> None:
    """Force a file's content; macOS knows `fsync` alone."""
    getattr(os, "fdatasync", os.fsync)(handle)


def _force_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
