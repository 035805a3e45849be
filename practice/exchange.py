"""What a mall is asked, and what it answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

JSON = "application/json;charset=UTF-8"
PLAIN = "text/plain"
HTML = "text/html"


class Trouble(StrEnum):
    """What befalls an answer on its way."""

    SLOW = "slow"
    """It comes a byte at a time, for half a minute."""
    CUT = "cut"
    """The line is closed before anything came."""
    TOO_BIG = "too_big"
    """It goes on for a megabyte."""


@dataclass(frozen=True, repr=False)
class Asked:
    """One request, as it came: nothing is unquoted, as signatures are over what was sent.

    Attributes:
        headers: by lower-case name.
        caller: the address that the mall sees.

    """

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes
    now: datetime
    caller: str

    @property
    def bearer(self) -> str:
        """What follows `Bearer` in the header for it; empty if nothing does."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token if scheme == "Bearer" else ""

    @property
    def media_type(self) -> str:
        """What the body is said to be, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True)
class Reply:
    """One answer.

    Attributes:
        ahead: by how much the mall's clock is ahead of ours in its `Date`.

    """

    status: int
    body: bytes = b""
    content_type: str = PLAIN
    headers: Mapping[str, str] = field(default_factory=dict)
    ahead: timedelta = timedelta()
    trouble: Trouble | None = None

    def on_the_way(self, trouble: Trouble) -> "Reply":
        """Give the same answer, befallen by something."""
        return replace(self, trouble=trouble)


def in_json(status: int, said: object, headers: Mapping[str, str] | None = None) -> Reply:
    """Answer in JSON, with Korean as it is."""
    return Reply(status, json.dumps(said, ensure_ascii=False).encode(), JSON, headers or {})
