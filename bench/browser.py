"""A browser of one connection: it keeps cookies, reads pages, and times only its waiting."""

import gzip
import re
import socket
import time
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode, urlsplit

from bs4 import BeautifulSoup, Tag

from bench.servers import CutOffError, MeasureError

HTMX = {"HX-Request": "true", "HX-Target": "main#screen"}
TIMEOUT_S = 30
_SIZE = re.compile(r"^content-length: *(\d+)", re.IGNORECASE | re.MULTILINE)
_COOKIE = re.compile(r"^set-cookie: *([^=]+)=([^;]*)", re.IGNORECASE | re.MULTILINE)
_LOCATION = re.compile(r"^location: *(\S+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    """What came back.

    Attributes:
        head: the line of the status and the headers.

    """

    status: int
    location: str
    text: str
    head: str = ""

    @property
    def soup(self) -> BeautifulSoup:
        """The page, to look things up in."""
        return BeautifulSoup(self.text, "html.parser")


class Browser:
    """Sends one request at a time over one kept connection.

    Attributes:
        source: the address that it comes from.
        waited_s: from the first byte sent to the last received, over all requests.

    """

    def __init__(self, port: int, source: str = "127.0.0.1") -> None:
        self.line = socket.create_connection(("127.0.0.1", port), TIMEOUT_S, (source, 0))
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.source = source
        self.cookies: dict[str, str] = {}
        self.waited_s = 0.0
        self.requests = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.line.close()

    def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        """GET a page."""
        return self._ask(raw("GET", path, self.cookies, headers))

    def post(
        self, path: str, data: dict[str, str], headers: dict[str, str] | None = None
    ) -> Answer:
        """POST a form."""
        return self._ask(raw("POST", path, self.cookies, headers, urlencode(data)))

    def _ask(self, request: bytes) -> Answer:
        started = time.perf_counter()
        self.line.sendall(request)
        got, need = b"", 0
        while not need or len(got) < need:
            part = self.line.recv(65536)
            if not part:
                raise CutOffError(f"the server hung up after {got[:300]!r}")
            got += part
            if not need and (end := got.find(b"\r\n\r\n")) >= 0:
                need = end + 4 + _length(got[:end])
        self.waited_s += time.perf_counter() - started
        self.requests += 1
        return self._read(got)

    def _read(self, got: bytes) -> Answer:
        top, _, body = got.partition(b"\r\n\r\n")
        head = top.decode("latin-1")
        self.cookies.update(_COOKIE.findall(head))
        if "content-encoding: gzip" in head.lower():
            body = gzip.decompress(body)
        found = _LOCATION.search(head)
        return Answer(int(head.split(" ", 2)[1]), found[1] if found else "", body.decode(), head)


def raw(
    method: str,
    path: str,
    cookies: dict[str, str],
    headers: dict[str, str] | None = None,
    body: str | None = None,
) -> bytes:
    """Write a request as a browser would."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept-Encoding: gzip"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if cookies:
        lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in cookies.items()))
    if body is not None:
        lines += [
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
    return ("\r\n".join(lines) + "\r\n\r\n" + (body or "")).encode()


def filled(form: Tag, values: dict[str, str]) -> dict[str, str]:
    """Give what a browser posts from `form` with `values` typed in, and no box left empty."""
    data: dict[str, str] = {}
    for tag in form.select("input[name]"):
        name, kind = str(tag["name"]), tag.get("type")
        if name in values and kind not in {"radio", "checkbox"}:
            data[name] = values[name]
        elif kind == "hidden" or (kind in {"radio", "checkbox"} and tag.has_attr("checked")):
            data[name] = str(tag.get("value", ""))
        elif kind not in {"radio", "checkbox"}:
            raise MeasureError(f"nothing to type into {name}")
    return data


def path_of(location: str) -> str:
    """Cut an address down to path and query."""
    parts = urlsplit(location)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _length(head: bytes) -> int:
    found = _SIZE.search(head.decode("latin-1"))
    if not found:
        raise MeasureError(f"an answer without its length: {head!r}")
    return int(found[1])
