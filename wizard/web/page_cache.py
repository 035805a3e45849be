"""Pages that do not depend on the reader: rendered once, kept as bytes, plain and gzip."""

import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from flask import Response, request

from wizard.web.htmx import VARY

MAX_KEPT = 2048
T = TypeVar("T")


@dataclass(frozen=True)
class Page:
    """One page, ready to send."""

    plain: bytes
    packed: bytes
    tag: str


def pack(plain: bytes, compress: Callable[[bytes], bytes] = gzip.compress) -> Page:
    """Pack what is the same for everybody: nothing with a token or a name in it (BREACH)."""
    return Page(plain, compress(plain), hashlib.sha256(plain).hexdigest()[:20])


@dataclass(frozen=True)
class RenderCache(Generic[T]):
    """Keeps what was made by what it shows; when there is too much, the oldest goes."""

    _kept: dict[object, T] = field(default_factory=dict)

    def get(self, key: object, make: Callable[[], T]) -> T:
        """Give what `key` names, made once."""
        found = self._kept.get(key)
        if found is None:
            found = make()
            if len(self._kept) >= MAX_KEPT:
                self._kept.pop(next(iter(self._kept)), None)
            self._kept[key] = found
        return found

    def find(self, key: object) -> T | None:
        """Give what `key` names, if it was made."""
        return self._kept.get(key)

    def clear(self) -> None:
        """Drop everything; what is being made is made again by whoever asks next."""
        self._kept.clear()


def send(page: Page) -> Response:
    """Answer with a prepared page, or with "you have it"."""
    packed = takes_gzip(request.headers.get("Accept-Encoding", ""))
    response = Response(page.packed if packed else page.plain, mimetype="text/html")
    headers = response.headers
    headers["Vary"] = _VARY
    headers["Cache-Control"] = "no-cache"
    headers["ETag"] = f'"{page.tag}{"z" if packed else ""}"'
    if packed:
        headers["Content-Encoding"] = "gzip"
    if headers["ETag"] in request.headers.get("If-None-Match", ""):
        response.status_code = 304
        response.set_data(b"")
    return response


def takes_gzip(accepted: str) -> bool:
    """Say whether a client takes gzip, by its Accept-Encoding; "gzip;q=0" says that it does not.

    Source: RFC 9110, 12.5.3.

    """
    return "gzip" in accepted and not _NO_GZIP.search(accepted)


_NO_GZIP = re.compile(r"\bgzip\s*;\s*q\s*=\s*0(\.0*)?\s*(,|$)", re.IGNORECASE)
_VARY = ", ".join((*VARY, "Accept-Encoding"))
