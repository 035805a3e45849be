"""gunicorn's threaded worker, with a loop that does all the waiting.

gunicorn gives a connection to a thread as soon as its first byte is there, and the thread waits for the
rest: as many half-sent requests as there are threads stop the site. Here a thread gets a request that is
all there, and gives away its answer without waiting for who is slow to take it.
"""

import errno
import re
import selectors
import socket
import time
from concurrent.futures import Future
from contextlib import suppress
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from wizard.photos import MAX_SENT_BYTES
from wizard.server import refusals
from wizard.server.client import CHUNK_BYTES, Client
from wizard.server.framing import frame
from wizard.server.waiting import Waiting
from wizard.web.editor.access import MAX_TYPED_BYTES

REQUEST_S, ANSWER_S, LINGER_S, SWEEP_S = 30.0, 60.0, 2.0, 1.0
MAX_HELD_BYTES = 32 * 1024 * 1024
"""How much of unfinished requests a process keeps, of all its clients together."""

MAX_PHOTO_FORM_BYTES = MAX_SENT_BYTES + 100_000
_TAKES_PHOTO = re.compile(
    rb"POST /(guides/[^ ?/]{1,80}/[^ ?/]{1,80}/help|editor/[^ ?/]{1,80}/pictures/[^ ?/]{1,80})[ ?]"
)
"""Where a picture may come along."""

CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """Serves with few threads, however many clients are slow, silent or broken.

    Attributes:
        waiting: the clients that no thread is busy with.
        held: bytes of requests that are not all there.

    """

    def run(self) -> None:
        """Serve until the end; the poller is there by now."""
        self.waiting = Waiting(self.poller)
        self.held = 0
        self.sweeps_at = 0.0
        super().run()

    def accept(self, listener: socket.socket) -> None:
        """Take a new client in; where there is no room, one that waits makes it."""
        try:
            raw, address = listener.accept()
        except OSError as error:  # gone again, or taken by another process
            if error.errno in {errno.EMFILE, errno.ENFILE}:
                self._make_room()
            return
        self.nr_conns += 1
        client = Client(self.cfg, raw, address, listener.getsockname())
        self._await(client, self.cfg.keepalive)
        self._read(client)
        if self.nr_conns >= self.worker_connections:
            self._make_room()

    def finish_request(self, client: Client, done: Future[bool]) -> None:
        """Send an answer that a thread has given, and go on with what the client asks next."""
        kept = not done.cancelled() and done.exception() is None and done.result() is True
        surplus = bool(client.parser and client.parser.unreader.buf.getvalue())
        client.ends = client.ends or not kept or surplus
        self._write(client)

    def handle_request(self, req: Any, conn: Client) -> bool:
        """Answer a request; where more of it may follow than was read, the answer says that it ends."""
        if conn.ends:
            req.force_close()
        return bool(super().handle_request(req, conn))

    def _keepalive_after(self, conn: Client, keepalive: bool) -> bool:
        """Throw away what of a body nobody read, all of it: it is in memory, and may be large."""
        return keepalive and bool(conn.parser.finish_body())

    def handle_error(self, req: object, client: Any, addr: object, exc: Exception) -> None:  # noqa: ARG002
        """Say in words that a request cannot be read; nothing of it is logged or sent back."""
        code = refusals.code_of(exc)
        if code == refusals.OURS:
            self.log.error("an answer failed", exc_info=exc)
        else:
            self.log.warning("a request could not be read: %s", type(exc).__name__)
        client.sendall(refusals.answer(code))

    def murder_keepalived(self, force: bool = False) -> None:
        """Close every connection, if forced; who waits too long is seen to by `murder_pending`."""
        for client in self.waiting.everybody() if force else []:
            self._drop(client)

    def murder_pending(self) -> None:
        """Give up the clients for which the loop has waited long enough."""
        if time.monotonic() < self.sweeps_at:
            return
        self.sweeps_at = time.monotonic() + SWEEP_S
        for client in self.waiting.late():
            if client.is_asked and not client.ends and not self.waiting.takes_answer(client):
                self._refuse(client, 408)
            else:
                self._drop(client)

    def _cap_keepalive(self, deadline: float) -> None:
        """Wait no longer than this for who has not begun to ask: the process is about to end."""
        for client in self.waiting.everybody():
            if not client.is_asked:
                client.deadline = min(client.deadline, deadline)

    def _read(self, client: Client) -> None:
        """Take in what a client has sent."""
        try:
            data = client.raw.recv(CHUNK_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._drop(client)
        elif not client.is_lingering:
            client.received += data
            self.held += len(data)
            self._advance(client)
            if self.held > MAX_HELD_BYTES and (largest := self.waiting.largest()):
                self._drop(largest)

    def _advance(self, client: Client) -> None:
        """Give a request to a thread when it is all there."""
        if not client.is_asked:
            client.is_asked = True
            client.deadline = time.monotonic() + REQUEST_S
        if client.frame is None:
            client.frame = frame(client.received, client.searched, _most(client.received))
            client.searched = len(client.received)
            if client.frame and client.frame.expects and not client.is_whole():
                self._continue(client)
        if client.frame is None or not client.is_whole():
            return
        if client.frame.refusal:
            self._refuse(client, client.frame.refusal)
            return
        self.waiting.remove(client)
        self.held -= client.frame.length
        client.take(client.frame)
        self.enqueue_req(client)

    def _write(self, client: Client) -> None:
        """Send what is left of an answer; then wait for the next request, or for the end."""
        try:
            is_sent = client.sock.flush()
        except OSError:
            self._drop(client)
            return
        if not is_sent:
            left_s = (
                client.deadline - time.monotonic()
                if self.waiting.takes_answer(client)
                else ANSWER_S
            )
            self.waiting.add(client, left_s, selectors.EVENT_WRITE, self._write)
        elif client.ends:
            self._linger(client)
        else:
            self._await(client, self.cfg.keepalive if self.alive else LINGER_S)
            if client.received:
                self._advance(client)

    def _refuse(self, client: Client, code: int) -> None:
        """Answer a request that no thread has seen."""
        self.log.warning("a request was refused unread: %d", code)
        client.ends = True
        self._continue(client, refusals.answer(code))
        self.waiting.remove(client)
        self._write(client)

    def _continue(self, client: Client, said: bytes = CONTINUE) -> None:
        """Say something to a client; who is gone is found out when it is next read or written."""
        with suppress(OSError):
            client.sock.sendall(said)

    def _linger(self, client: Client) -> None:
        """End a connection so that its last answer arrives, though the client still sends.

        Source: RFC 9112, 9.6: who closes at once may wipe out what was not read yet.

        """
        try:
            client.raw.shutdown(socket.SHUT_WR)
        except OSError:
            self._drop(client)
            return
        client.is_lingering = True
        self._await(client, LINGER_S)

    def _await(self, client: Client, for_s: float) -> None:
        self.waiting.add(client, for_s, selectors.EVENT_READ, self._read)

    def _drop(self, client: Client) -> None:
        self.waiting.remove(client)
        self.held -= len(client.received)
        client.received.clear()
        self.nr_conns -= 1
        client.raw.close()

    def _make_room(self) -> None:
        if longest := self.waiting.longest():
            self._drop(longest)


def _most(received: bytes | bytearray) -> int:
    """Say how much of a request's body is waited for, by its first line."""
    return MAX_PHOTO_FORM_BYTES if _TAKES_PHOTO.match(received) else MAX_TYPED_BYTES
