"""One at a time in a folder, among all threads and processes of this machine."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wizard.errors import RefusedError

WAIT_S, LOOK_S = 10.0, 0.02
BUSY = "다른 저장이 아직 끝나지 않았어요. 글은 그대로 있으니 잠시 뒤에 다시 눌러 주세요."


@contextmanager
def exclusive_lock(folder: Path, wait_s: float = WAIT_S) -> Iterator[None]:
    """Be the only one in `folder` until the block ends; a killed process leaves nothing locked.

    The folder itself is locked, not a file in it: whoever looks at the folder sees nothing new.

    Raises:
        RefusedError: somebody else had it for `wait_s` seconds.
        OSError: the folder is gone, or its disk knows no locks.

    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        _wait(handle, time.monotonic() + wait_s)
        yield
    finally:
        os.close(handle)  # and with it the lock


def _wait(handle: int, until: float) -> None:
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > until:
                raise RefusedError(BUSY) from error
            time.sleep(LOOK_S)
