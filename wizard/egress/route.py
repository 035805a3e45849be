"""The way to one server, and what is sent on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from wizard.mall_settings import Proxy

HTTPS = 443


@dataclass(frozen=True)
class Route:
    """The way to one server.

    Attributes:
        name: whom it must prove to be.
        proxy: goes there for us and looks the name up; without one we do.
        stand_in: an address on this machine that is asked instead.
        ca: whom to trust; the system's authorities if it is None.
        port: where it listens.

    """

    name: str
    proxy: Proxy | None = None
    stand_in: tuple[str, int] | None = None
    ca: Path | None = None
    port: int = HTTPS


class Outgoing(Protocol):
    """What is sent. Its `repr` stands in logs and shows no secret."""

    @property
    def method(self) -> str:
        """The method."""

    @property
    def target(self) -> str:
        """Path and query, as the first line has them."""

    @property
    def headers(self) -> Mapping[str, str]:
        """Beside those that every call has."""

    @property
    def body(self) -> bytes:
        """What follows the headers, perhaps nothing."""
