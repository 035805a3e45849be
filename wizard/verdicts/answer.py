"""What came back when a mall was asked: an answer, or why there was none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from functools import cached_property

MAX_BODY_BYTES = 256 * 1024
"""No more of a body is ever read; what is longer is no answer (`Failure.TOO_BIG`)."""


@dataclass(frozen=True, repr=False)
class Answer:
    """One HTTP answer. Its body may hold a seller's data: it is judged, never kept or logged.

    Attributes:
        headers: by lower-case name.

    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def __repr__(self) -> str:
        """Show nothing that a log must not have."""
        return f"<Answer {self.status}, {len(self.body)} bytes>"

    @property
    def content_type(self) -> str:
        """The media type in lower case, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @cached_property
    def dated(self) -> datetime | None:
        """The mall's clock when it answered, in UTC; None if it does not tell."""
        try:
            told = parsedate_to_datetime(self.headers.get("date", ""))
        except (TypeError, ValueError):
            return None
        return told if told.tzinfo else told.replace(tzinfo=UTC)


class Failure(StrEnum):
    """Why there is no answer."""

    DNS = "dns"
    CONNECT = "connect"
    READ = "read"
    DEADLINE = "deadline"
    TLS = "tls"
    PROXY = "proxy"
    TOO_BIG = "too_big"
    MALFORMED = "malformed"
