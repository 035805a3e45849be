"""Places for the processes of one machine: each holds one as long as it lives, and the next may have it then."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from wizard import private_files

MOST = 512
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Slots:
    """A folder with a file for each place: who holds its lock has the place, and its pid stands in it.

    Attributes:
        mine: the number of this process's place.

    """

    folder: Path
    mine: int
    _held: int

    @classmethod
    def take(cls, folder: Path) -> Self:
        """Take the first place that is free.

        Raises:
            OSError: the folder cannot be written, or no place is free.

        """
        private_files.make_folder(folder)
        for number in range(MOST):
            handle = os.open(
                folder / f"{number}.slot", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
            )
            if _locks(handle):
                os.truncate(handle, 0)
                os.write(handle, str(os.getpid()).encode())
                return cls(folder, number, handle)
            os.close(handle)
        raise OSError(f"no place is free in {folder}")

    def release(self) -> None:
        """Give the place up before the process ends."""
        os.close(self._held)

    def processes(self) -> Iterator[tuple[int, int]]:
        """Give number and pid of each place that is held, this process's too."""
        for file in self.folder.glob("*.slot"):
            number = int(file.stem)
            with file.open("rb") as opened:
                if number == self.mine or not _locks(opened.fileno()):
                    yield number, int(opened.read() or b"0")

    def memory_bytes(self) -> dict[str, int]:
        """Give how much memory each process has of its own and shared; those of which it is not told, not."""
        found = {str(number): _resident_bytes(pid) for number, pid in self.processes()}
        return {number: size for number, size in found.items() if size}


def drop_others(folder: Path) -> None:
    """Forget what the processes of commands that have ended left beside a folder."""
    for other in folder.parent.glob("*"):
        if other != folder and not any(map(_is_held, other.glob("*.slot"))):
            shutil.rmtree(other, ignore_errors=True)


def _is_held(file: Path) -> bool:
    """Say whether a process has a place."""
    with file.open("rb") as opened:
        return not _locks(opened.fileno())


def _locks(handle: int) -> bool:
    """Take the lock of an open file, until it is closed; say whether nobody else had it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _resident_bytes(pid: int) -> int:
    """Give what a process has in memory; 0 if the machine does not tell."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * _PAGE_BYTES
    except (OSError, ValueError, IndexError):
        return 0
