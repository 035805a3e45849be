"""All malls behind one port, told apart by the name that is asked for: HTTPS in, a module's answer out."""

import ssl
from collections.abc import Callable, Mapping
from datetime import UTC
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from urllib.parse import urlsplit

from practice.exchange import Asked, Reply, Trouble
from practice.registry import Registry

Mall = Callable[[Asked, Registry], Reply]
MAX_BODY_BYTES = 64 * 1024
BIG = b" " * 64 * 1024
DRIPS, DRIP_S = 60, 0.5


class MallServer(ThreadingHTTPServer):
    """Speaks for the malls.

    Attributes:
        seen_as: the address that the mall says it was asked from.

    """

    daemon_threads = True

    def __init__(
        self, malls: Mapping[str, Mall], registry: Registry, tls: ssl.SSLContext, seen_as: str
    ) -> None:
        """Listen on a free port of this machine; the handshake is left to each line's own thread."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.malls, self.registry, self.seen_as = malls, registry, seen_as
        self.closing = Event()
        self.socket = tls.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a line that broke: a client that does not trust us is no fault."""

    def server_close(self) -> None:
        """Close, and wake who drips."""
        self.closing.set()
        super().server_close()


class _Handler(BaseHTTPRequestHandler):
    server: MallServer
    protocol_version = "HTTP/1.1"
    timeout = 30
    disable_nagle_algorithm = True  # head and body are sent apart: the second waits for nobody

    def answer(self) -> None:
        """Ask the mall, and send what it says."""
        asked = self._asked()
        if asked is None:
            self.close_connection = True
            return
        name = asked.headers.get("host", "").partition(":")[0].lower()
        mall = self.server.malls.get(name)
        reply = mall(asked, self.server.registry) if mall else Reply(421)
        if reply.trouble is Trouble.CUT:
            self.close_connection = True
            return
        self._send(reply, asked)

    do_GET = do_POST = do_PUT = do_DELETE = answer  # http.server's names

    def _asked(self) -> Asked | None:
        length = self.headers.get("Content-Length", "0")
        if not length.isdigit() or int(length) > MAX_BODY_BYTES:
            return None
        target = self.path if self.path.startswith("/") else urlsplit(self.path).path
        path, _, query = target.partition("?")
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(length))
        now = self.server.registry.now()
        return Asked(self.command, path, query, headers, body, now, self.server.seen_as)

    def _send(self, reply: Reply, asked: Asked) -> None:
        """Send an answer, with whatever befalls it on its way."""
        big = reply.trouble is Trouble.TOO_BIG
        self.send_response_only(reply.status, HTTPStatus(reply.status).phrase)
        dated = (asked.now + reply.ahead).astimezone(UTC)
        self.send_header("Date", format_datetime(dated, usegmt=True))
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(BIG) * 16 if big else len(reply.body)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if reply.trouble is Trouble.SLOW:
            self._drip(reply.body)
        else:
            self.wfile.write(BIG * 16 if big else reply.body)

    def _drip(self, body: bytes) -> None:
        """Send a byte at a time, for half a minute or until we close."""
        for place in range(min(DRIPS, len(body))):
            self.wfile.write(body[place : place + 1])
            if self.server.closing.wait(DRIP_S):
                break
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing: what is asked holds keys."""
