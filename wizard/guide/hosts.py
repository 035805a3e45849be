"""The hosts that a guide leads to: where its mall is signed in to, issues keys and helps."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from wizard.guide.model import Guide
from wizard.steps.base import Where

_OUR_CONSOLE = "아임셀러"


@dataclass(frozen=True)
class Hosts:
    """The hosts that a guide leads to, without www. and m.; those of its sources are none.

    Attributes:
        mall: of its mall's consoles and help.
        ours: of 아임셀러 itself, which is no mall.

    """

    mall: frozenset[str]
    ours: frozenset[str]


def hosts_of(guide: Guide) -> Hosts:
    """Give the hosts of the consoles at which a guide's steps are done, and of its mall's help."""
    consoles = [*_consoles(guide)]
    malls = [url for console, url in consoles if console != _OUR_CONSOLE]
    helped = [guide.contact.url] if guide.contact and guide.contact.url else []
    ours = [url for console, url in consoles if console == _OUR_CONSOLE]
    return Hosts(frozenset(map(_host, [*helped, *malls])), frozenset(map(_host, ours)))


def _consoles(guide: Guide) -> Iterator[tuple[str, str]]:
    for step in guide.steps:
        for shown in (step, *step.screens):
            if isinstance(shown.where, Where) and shown.where.url:
                yield shown.where.console, shown.where.url


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.").removeprefix("m.")
