"""When each address will have rested: counted in memory that the processes of a machine share."""

import fcntl
import hashlib
import mmap
import os
import struct
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from wizard.settings import Rate
from wizard.web.shared_memory import reserve

BUCKETS, WAYS = 8192, 8
_ENTRY = struct.Struct("<Qd")
_BUCKET_BYTES = WAYS * _ENTRY.size
TABLE_BYTES = BUCKETS * _BUCKET_BYTES
"""One megabyte for 65,536 addresses; where a bucket is full, who rests soonest is forgotten."""

CLOCKS_APART_S = 60.0
"""What other machines have counted may be this far ahead of our clock."""


class LimitTable:
    """When each address will have rested: in memory, of this process or of all that open one file."""

    def __init__(self, file: int = -1) -> None:
        self._file = file
        self._memory = mmap.mmap(file, TABLE_BYTES)
        self._lock = threading.Lock()
        if file >= 0:
            weakref.finalize(self, os.close, file)

    @classmethod
    def of_machine(cls, path: Path) -> Self:
        """Share a file with the other processes of this machine; alone, if it cannot be written."""
        try:
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            return cls()
        try:
            reserve(file, TABLE_BYTES)
            return cls(file)
        except OSError:
            os.close(file)
            return cls()

    def passes(self, name: str, rate: Rate, now: float) -> bool:
        """Count one more try under a name, and say whether it may pass; a refusal costs nothing."""
        key, bucket = _place_of(name)
        with self._held(bucket):
            return self._count(key, bucket * _BUCKET_BYTES, rate, now)

    def learn(self, name: str, rested: float) -> None:
        """Take over when a name will have rested, if others have counted more of it than is known here."""
        key, bucket = _place_of(name)
        start = bucket * _BUCKET_BYTES
        with self._held(bucket):
            place, told = self._find(key, start)
            if told is None or told < rested:
                _ENTRY.pack_into(self._memory, start + place * _ENTRY.size, key, rested)

    def rest_s(self, name: str, now: float) -> float:
        """Say how many seconds a name has to rest until nothing is counted of it; 0 if nothing is."""
        key, bucket = _place_of(name)
        start = bucket * _BUCKET_BYTES
        entries = _ENTRY.iter_unpack(self._memory[start : start + _BUCKET_BYTES])
        rests = [float(rested) - now for known, rested in entries if known == key]
        return max(0.0, *rests, 0.0)

    @contextmanager
    def _held(self, bucket: int) -> Iterator[None]:
        """Let one process at a time at a bucket; one that is killed lets go."""
        with self._lock:
            if self._file < 0:
                yield
                return
            fcntl.lockf(self._file, fcntl.LOCK_EX, 1, bucket)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN, 1, bucket)

    def _count(self, key: int, start: int, rate: Rate, now: float) -> bool:
        place, known = self._find(key, start)
        told, pause = now if known is None else known, rate.period_s / rate.count
        is_rest = told <= now + rate.period_s + CLOCKS_APART_S  # else a clock was set back
        rested = max(told, now) if is_rest else now
        passes = rested - now <= rate.period_s - pause
        entry = (key, rested + pause if passes else rested)
        _ENTRY.pack_into(self._memory, start + place * _ENTRY.size, *entry)
        return passes

    def _find(self, key: int, start: int) -> tuple[int, float | None]:
        """Give the place of a key in its bucket and what stands there; if it has none, who rests soonest goes."""
        entries = list(_ENTRY.iter_unpack(self._memory[start : start + _BUCKET_BYTES]))
        own = [place for place, (known, _) in enumerate(entries) if known == key]
        if own:
            return own[0], float(entries[own[0]][1])
        return min(range(WAYS), key=lambda one: float(entries[one][1])), None


def _place_of(name: str) -> tuple[int, int]:
    """Give by which number a name is known in the table, and in which bucket it stands."""
    digest = hashlib.blake2b(name.encode(), digest_size=12).digest()
    return int.from_bytes(digest[:8]) or 1, int.from_bytes(digest[8:]) % BUCKETS
