"""A call on its way: found, reached, proved, asked, read.

Only `http.client` and `ssl`: a path goes out as it was signed, letter for letter; each hop fails under its own name;
the system's authorities are trusted; there is no redirect, retry, cookie, `.netrc` or proxy of the environment.
"""

import logging
import socket
import ssl
from contextlib import closing
from functools import cache
from http.client import (
    HTTPException,
    HTTPResponse,
    HTTPSConnection,
    IncompleteRead,
    RemoteDisconnected,
)
from pathlib import Path
from time import monotonic

from wizard.egress.addresses import LookUp, public, resolved
from wizard.egress.deadline import Deadline
from wizard.egress.route import Outgoing, Route
from wizard.egress.tunnel import open_tunnel
from wizard.mall_settings import Proxy
from wizard.verdicts.answer import MAX_BODY_BYTES, Answer, Failure

CONNECT_S = 5.0
MAX_ADDRESSES, READ_BYTES = 4, 16 * 1024
OURS = {"User-Agent": "wizard/1", "Accept-Encoding": "identity", "Connection": "close"}

log = logging.getLogger(__name__)


class Call:
    """One call.

    Attributes:
        wants_body: else an answer is its head, and whatever follows is left unread.
        stage: why there is no answer if it breaks now.
        proxy_s: how long the proxy took to open the way, or to fail.

    """

    def __init__(
        self,
        request: Outgoing,
        route: Route,
        ask: LookUp,
        deadline: Deadline,
        *,
        wants_body: bool = True,
    ) -> None:
        self.request = request
        self.route = route
        self.ask = ask
        self.deadline = deadline
        self.wants_body = wants_body
        self.stage = Failure.DNS
        self.proxy_s: float | None = None

    def result(self) -> Answer | Failure:
        """Go all the way. What broke is told by its kind only: its words may hold what was sent."""
        found: Answer | Failure
        try:
            found, kind = self._answer(), "refused by us"
        except (OSError, HTTPException) as trouble:
            found = self._failure(trouble)
            kind = f"{type(trouble).__name__} {getattr(trouble, 'status', '')}".strip()
        if isinstance(found, Failure):
            log.warning("%r: no answer: %s (%s)", self.request, found, kind)
        return found

    def _failure(self, trouble: OSError | HTTPException) -> Failure:
        if self.stage is Failure.PROXY:
            return Failure.PROXY
        if self.deadline.has_passed:
            return Failure.DEADLINE
        if self.stage is Failure.TLS and not isinstance(trouble, ssl.SSLError):
            return Failure.CONNECT
        is_cut = isinstance(trouble, OSError | IncompleteRead | RemoteDisconnected)
        return self.stage if is_cut else Failure.MALFORMED

    def _answer(self) -> Answer | Failure:
        with closing(self._reached()) as connection:
            self.stage = Failure.TLS
            name = self.route.name
            with _trusting(self.route.ca).wrap_socket(connection, server_hostname=name) as secured:
                self.stage = Failure.READ
                return self._asked(secured)

    def _reached(self) -> socket.socket:
        if self.route.proxy:
            return self._through(self.route.proxy)
        host, port = self.route.stand_in or (self.route.name, self.route.port)
        addresses = [host]
        if not self.route.stand_in:
            addresses = public(resolved(host, self.ask, self.deadline))
        self.stage = Failure.CONNECT
        return self._connected(addresses, port)

    def _through(self, proxy: Proxy) -> socket.socket:
        self.stage = Failure.PROXY
        began = monotonic()
        try:
            addresses = resolved(proxy.host, self.ask, self.deadline)
            connection = self._connected(addresses, proxy.port)
            try:
                open_tunnel(connection, self.route.name, self.route.port, proxy.authorization)
            except OSError:
                connection.close()
                raise
        finally:
            self.proxy_s = monotonic() - began
        return connection

    def _connected(self, addresses: list[str], port: int) -> socket.socket:
        """Connect to the first of the addresses that lets us; they are not looked up again."""
        trouble = OSError()
        for address in addresses[:MAX_ADDRESSES]:
            try:
                connection = socket.create_connection(
                    (address, port), self.deadline.left_s(CONNECT_S)
                )
            except OSError as error:
                trouble = error
                continue
            self.deadline.guard(connection)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.settimeout(self.deadline.seconds)
            return connection
        raise trouble

    def _asked(self, secured: ssl.SSLSocket) -> Answer | Failure:
        connection = HTTPSConnection(
            self.route.name, self.route.port, context=_trusting(self.route.ca)
        )
        connection.sock = secured
        headers = {**OURS, **self.request.headers}
        connection.request(
            self.request.method, self.request.target, self.request.body or None, headers
        )
        with connection.getresponse() as response:
            body = self._body(response)
            if isinstance(body, Failure):
                return body
            told = {name.lower(): value for name, value in response.getheaders()}
        told.pop("set-cookie", None)
        return Answer(response.status, told, body)

    def _body(self, response: HTTPResponse) -> bytes | Failure:
        """Read no more than we take, in pieces: `read` believes lengths that a server makes up."""
        length, body = response.length, b""
        if not self.wants_body:
            return Failure.DEADLINE if self.deadline.has_cut else body
        if response.getheader("Content-Encoding", "identity").lower() != "identity":
            return Failure.MALFORMED
        if length is not None and length > MAX_BODY_BYTES:
            return Failure.TOO_BIG
        while length is None or len(body) < length:
            part = response.read1(READ_BYTES if length is None else length - len(body))
            body += part
            if len(body) > MAX_BODY_BYTES:
                return Failure.TOO_BIG
            if not part:
                break
        if self.deadline.has_cut:
            return Failure.DEADLINE
        return body if length is None or len(body) == length else Failure.READ


@cache
def _trusting(ca: Path | None) -> ssl.SSLContext:
    """Prove servers by the system's authorities, or by one of our own only."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca:
        context.load_verify_locations(ca)
    else:
        context.load_default_certs()
    return context
