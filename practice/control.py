"""The control: a page with every seller's keys and state, and buttons that change how they stand."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from practice.control_page import page
from practice.inbox import Inbox, part
from practice.registry import Registry

MAX_BODY_BYTES = 4096


class ControlServer(ThreadingHTTPServer):
    """Plain HTTP on this machine only."""

    daemon_threads = True

    def __init__(self, registry: Registry, inbox: Inbox, above: Callable[[], str]) -> None:
        """Listen on a free port; `above` gives what stands above the keys on the page."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.registry, self.inbox, self.above = registry, inbox, above


class _Handler(BaseHTTPRequestHandler):
    """`GET /` the page, `GET /sellers` the same in JSON, `POST /sellers`, `/malls` and `/inbox` a change.

    A change is a form: `id` (or `mall`), `state` (nothing: well), `after_s` (nothing: now).
    """

    server: ControlServer

    def do_GET(self) -> None:  # http.server's name
        """Show how everybody stands."""
        if self.path == "/sellers":
            told = json.dumps(self.server.registry.standings())
            self._send(200, "application/json", told.encode())
        elif self.path == "/":
            told = page(self.server.registry, self.server.above() + part(self.server.inbox))
            self._send(200, "text/html; charset=utf-8", told.encode())
        else:
            self._send(404, "text/plain", b"")

    def do_POST(self) -> None:  # http.server's name
        """Change how somebody stands, or a whole mall; another site's page changes nothing."""
        if self.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}:
            self._send(403, "text/plain", b"")
            return
        length = min(int(self.headers.get("Content-Length") or 0), MAX_BODY_BYTES)
        told = parse_qs(self.rfile.read(length).decode("utf-8", "replace"))
        form = {name: values[0] for name, values in told.items()}
        try:
            self._change(form)
        except (KeyError, ValueError):
            self._send(422, "text/plain", b"")
        else:
            self._send(303, "text/plain", b"", "/")

    def _change(self, form: dict[str, str]) -> None:
        state = form.get("state", "")
        if self.path == "/inbox":
            self._change_inbox(form)
        elif self.path == "/malls":
            self.server.registry.settle_mall(form["mall"], state)
        else:
            self.server.registry.settle(form["id"], state, float(form.get("after_s", 0)))

    def _change_inbox(self, form: dict[str, str]) -> None:
        if "secret" in form:
            self.server.inbox.know(form["secret"])
        else:
            self.server.inbox.settle(form.get("state", ""))

    def _send(self, status: int, content_type: str, body: bytes, location: str = "") -> None:
        self.send_response_only(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
