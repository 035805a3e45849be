"""Files that nobody else on this machine may read: made so, mended, or refused."""

import errno
import logging
import os
import stat
from pathlib import Path

from wizard.errors import SettingsError

OTHERS = 0o077
STRANGERS = 0o007
"""Everybody but the owner and the group: a folder that a cluster mounts belongs to a group."""

log = logging.getLogger(__name__)


def make_folder(folder: Path) -> None:
    """Make a folder for its owner only; mend one that is open to others.

    Raises:
        SettingsError: it is open to strangers, and not ours to mend.

    """
    make_folders(folder)
    close(folder)


def make_folders(folder: Path) -> None:
    """Make a folder and what is missing above it, for their owner only."""
    for missing in reversed([path for path in (folder, *folder.parents) if not path.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)


def make_file(file: Path) -> None:
    """Make an empty file for its owner only, unless it is there; mend one that is open to others.

    One that is there is not opened: who closes a file lets go of all locks that its process has on it, SQLite's
    too (sqlite.org/howtocorrupt.html, 2.2).

    Raises:
        IsADirectoryError: a folder is there.
        SettingsError: it is open to strangers, and not ours to mend.

    """
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
    if file.parent.is_dir() and not file.exists():
        os.close(os.open(file, os.O_RDONLY | os.O_CREAT, 0o600))
    close(file)


def close(path: Path) -> None:
    """Take a file or folder away from everybody but its owner, and say so in the log.

    Raises:
        SettingsError: it is open to strangers, and not ours to mend.

    """
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return
    if not mode & OTHERS:
        return
    try:
        path.chmod(mode & ~OTHERS)
    except OSError:
        if mode & STRANGERS:
            raise SettingsError(
                f"{path}: 다른 사람도 열 수 있어요({mode:04o}). 주인만 열 수 있게 바꿔 주세요: "
                f"chmod {mode & ~OTHERS:04o} {path}"
            ) from None
        return
    log.warning("%s was open to others (%04o): closed to all but its owner", path, mode)
