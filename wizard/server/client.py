"""A client's connection: read and written by the worker's one loop, so that no thread waits for it."""

import socket
from collections import deque
from typing import Any

from gunicorn import http
from gunicorn.workers.gthread import TConn

from wizard.server.framing import Frame

CHUNK_BYTES = 64 * 1024


class Mailbox:
    """A socket as a thread of gunicorn's sees it: the request is all there, and no write waits.

    What the client does not take at once is kept, and sent by the loop.
    """

    def __init__(self, raw: socket.socket) -> None:
        self.raw = raw
        self.request = b""
        self._unsent: deque[memoryview] = deque()

    def recv(self, size: int) -> bytes:
        """Give the next bytes of the request; none at its end."""
        given, self.request = self.request[:size], self.request[size:]
        return given

    def sendall(self, data: bytes) -> None:
        """Send what the client takes now, and keep the rest."""
        self._unsent.append(memoryview(data))
        if len(self._unsent) == 1:
            self.flush()

    send = sendall

    def flush(self) -> bool:
        """Send what was kept, as far as the client takes it now; say whether all is sent."""
        try:
            while self._unsent:
                sent = self.raw.send(self._unsent[0])
                rest = self._unsent.popleft()[sent:]
                if rest:
                    self._unsent.appendleft(rest)
        except BlockingIOError:
            return False
        return True

    def setblocking(self, _blocks: bool) -> None:
        """Do nothing: a mailbox never waits."""

    def settimeout(self, _timeout_s: float | None) -> None:
        """Do nothing: a mailbox never waits."""

    def gettimeout(self) -> float:
        """Say that it never waits."""
        return 0.0

    def shutdown(self, _how: int) -> None:
        """Leave closing to the loop."""
        raise OSError

    def close(self) -> None:
        """Leave closing to the loop."""


class Client(TConn):  # type: ignore[misc]
    """One connection, as gunicorn's threads know it and the loop keeps it.

    Attributes:
        received: what came in and belongs to no request yet.
        frame: how much of that is the next request; None while its head is not all there.
        deadline: when the loop gives it up, in seconds of the monotonic clock.
        is_asked: whether a request has begun.
        ends: whether it is to be closed after its answer.
        is_lingering: it was answered for the last time, and what it still sends is thrown away.

    """

    def __init__(self, cfg: Any, raw: socket.socket, address: Any, server: Any) -> None:
        super().__init__(cfg, raw, address, server)
        self.raw = raw
        self.sock = Mailbox(raw)
        self.initialized = self.data_ready = True
        self.received = bytearray()
        self.frame: Frame | None = None
        self.searched = 0
        self.deadline = 0.0
        self.is_asked = self.ends = self.is_lingering = False

    @property
    def host(self) -> str:
        """Name the address it comes from."""
        return str(self.client[0]) if isinstance(self.client, tuple) else ""

    def is_whole(self) -> bool:
        """Say whether its next request is all there."""
        return self.frame is not None and len(self.received) >= self.frame.length

    def take(self, frame: Frame) -> None:
        """Hand the next request over to the parser, and nothing behind it."""
        self.sock.request = bytes(self.received[: frame.length])
        del self.received[: frame.length]
        self.ends = frame.is_cut
        self.frame, self.searched, self.is_asked = None, 0, False
        self.parser = http.get_parser(self.cfg, self.sock, self.client)
