"""A receiver of events that fails at random, and keeps what it took: a server with TLS on this machine."""

import base64
import hmac
import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from threading import Lock, Thread

import trustme

from wizard.mall_settings import MallSettings, Practice

NAME = "hooks.example.com"
SHARE_OF_FAILURES = 0.5
STATUSES = (500, 503, 429, 302, 404)


@dataclass
class Received:
    """What came, as a receiver keeps it that knows the rules of docs/webhooks.md.

    Attributes:
        ids: of every event that was answered well, and perhaps of one whose answer was lost.
        newest: account -> (sequence, revision) of the newest event that it acted on.
        late: how many it left aside as older than what it had.
        strange: how many were not signed by the secret.

    """

    ids: set[str] = field(default_factory=set)
    newest: dict[str, tuple[int, int]] = field(default_factory=dict)
    late: int = 0
    strange: int = 0

    def take(self, event_id: str, body: bytes) -> None:
        """Act on an event, unless it came before or is older than what is known."""
        told = json.loads(body)
        data, is_state = told["data"], told["type"].startswith("account.")
        if event_id in self.ids:
            return
        self.ids.add(event_id)
        account, at = (
            data.get("account") if is_state else None,
            (data["sequence"], data.get("revision", 0)),
        )
        if account and at[0] < self.newest.get(account, (0, 0))[0]:
            self.late += 1
        elif account:
            self.newest[account] = at


class Receiver(ThreadingHTTPServer):
    """Takes events, or does not."""

    daemon_threads = True

    def __init__(self, secret: str, tls: ssl.SSLContext, seed: int) -> None:
        """Listen on a free port of this machine."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.secret = base64.b64decode(secret.removeprefix("whsec_"))
        self.chance, self.lock, self.received = Random(seed), Lock(), Received()
        self.is_well = False
        self.socket = tls.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a line that broke: whoever sends is killed again and again."""

    def meet(self, headers: dict[str, str], body: bytes) -> int:
        """Take an event or fail, before or after; give the status, 0 to hang up."""
        with self.lock:
            fails = not self.is_well and self.chance.random() < SHARE_OF_FAILURES
            if fails and self.chance.random() < SHARE_OF_FAILURES:
                return self.chance.choice(STATUSES)
            if not self._is_ours(headers, body):
                self.received.strange += 1
                return 401
            self.received.take(headers["webhook-id"], body)
            return 0 if fails else 204

    def _is_ours(self, headers: dict[str, str], body: bytes) -> bool:
        told = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        ours = base64.b64encode(hmac.digest(self.secret, told, "sha256")).decode()
        return f"v1,{ours}" in headers["webhook-signature"].split(" ")


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        """Answer, or hang up when the event is taken and nobody will know."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = self.server.meet({k.lower(): v for k, v in self.headers.items()}, body)
        if status:
            self.send_response_only(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def receiving(secret: str, folder: Path, seed: int) -> Iterator[tuple[Receiver, MallSettings]]:
    """Open a receiver; give it, and the settings by which events come to it."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "receiver-ca.pem")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(NAME).configure_cert(tls)
    server = Receiver(secret, tls, seed)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    way = Practice("127.0.0.1", server.server_port, folder / "receiver-ca.pem")
    try:
        yield server, MallSettings(practice=way)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
