"""Files that processes share as memory: a disk that fills up later takes nothing of them."""

import os


def reserve(handle: int, size_bytes: int) -> None:
    """Let an open file have so many bytes, all of them on the disk: what is there stays.

    Whoever writes to a page of memory for which a full disk has no place is ended by the system (SIGBUS, mmap(2)).

    Raises:
        OSError: the disk has no place for it.

    """
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(handle, 0, size_bytes)
    else:  # macOS
        os.truncate(handle, max(size_bytes, os.fstat(handle).st_size))
