"""A request to a mall as it will stand on the wire, made of values that were looked at first."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import quote

from wizard.errors import BadFormatError
from wizard.malls.hosts import HOSTS
from wizard.verdicts.answer import Answer, Failure

_PLAIN = re.compile(r"[!-~]{1,4000}")
_PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)\}")


def plain(name: str, value: str) -> str:
    """Give a value that may stand in a header or an address: visible ASCII without blanks.

    Raises:
        BadFormatError: naming it.

    """
    if not _PLAIN.fullmatch(value):
        raise BadFormatError(name)
    return value


@dataclass(frozen=True, repr=False)
class Request:
    """What is asked of a mall. It holds keys: it is sent, never kept or logged.

    Attributes:
        probe: its id in the guide: all that a log says of it.
        host: the server's alias.
        path: with the server's base, as it is sent and signed.
        query: without its question mark, as it is sent and signed.

    """

    probe: str
    host: str
    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def __repr__(self) -> str:
        """Show nothing that a log must not have."""
        return f"<Request {self.host}/{self.probe}>"

    @classmethod
    def filled(
        cls, probe: str, host: str, method: str, target: str, values: Mapping[str, str]
    ) -> Self:
        """Make a request of a guide's path, whose {names} become `values`.

        Raises:
            BadFormatError: naming a value that cannot stand in an address.

        """
        written = _PLACEHOLDER.sub(lambda found: _quoted(found[1], values[found[1]]), target)
        path, _, query = written.partition("?")
        return cls(probe, host, method, HOSTS[host].base + path, query)

    @property
    def target(self) -> str:
        """Path and query, as the first line of a request has them."""
        return f"{self.path}?{self.query}" if self.query else self.path

    def with_headers(self, headers: Mapping[str, str]) -> Self:
        """Give the same with more headers."""
        return replace(self, headers={**self.headers, **headers})

    def with_body(self, body: bytes, content_type: str) -> Self:
        """Give the same with a body."""
        return replace(self.with_headers({"Content-Type": content_type}), body=body)


def _quoted(name: str, value: str) -> str:
    if plain(name, value).strip(".") == "":  # a step up the path
        raise BadFormatError(name)
    return quote(value, safe="")


Ask = Callable[[Request], Answer | Failure]
"""Asks a mall once; `BadFormatError` naming a header that cannot be sent."""
