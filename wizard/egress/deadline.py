"""How long one call may take, whatever the other side does."""

import socket
import threading
from contextlib import suppress
from time import monotonic
from types import TracebackType
from typing import Self


class Deadline:
    """A moment at which the sockets of a call are cut, wherever it stands.

    A limit for each read would let a server drip one byte at a time for ever.

    Attributes:
        seconds: from its making.
        has_cut: whether it came.

    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.has_cut = False
        self._ends = monotonic() + seconds
        self._guarded: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        """Let the time run."""
        self._timer.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _at: TracebackType | None,
    ) -> None:
        """Cut nothing any more."""
        self._timer.cancel()
        with self._lock:
            for handle in self._guarded:
                handle.close()
            self._guarded.clear()

    @property
    def has_passed(self) -> bool:
        """Say whether the time is over."""
        return self.has_cut or monotonic() >= self._ends

    def left_s(self, at_most_s: float) -> float:
        """Give the seconds that are left, but no more than so many.

        Raises:
            TimeoutError: none are.

        """
        if self.has_passed:
            raise TimeoutError
        return max(0.001, min(at_most_s, self._ends - monotonic()))

    def guard(self, connection: socket.socket) -> None:
        """Cut this connection too; by a handle of our own, for TLS takes the socket over."""
        with self._lock:
            self._guarded.append(connection.dup())
        if self.has_passed:
            self._cut()

    def _cut(self) -> None:
        self.has_cut = True
        with self._lock:
            for handle in self._guarded:
                with suppress(OSError):
                    handle.shutdown(socket.SHUT_RDWR)
