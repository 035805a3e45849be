"""The hosts that a guide leads to: where its mall is signed in to, issues keys and helps."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from wizard.guide.model import Guide
from wizard.steps.base import Where

_OUR_CONSOLE = "아임셀러"


def hosts_of(guide: Guide) -> frozenset[str]:
    """Give the hosts of a guide's consoles and of its mall's help, without www. and m.; those of its sources are none."""
    helped = [guide.contact.url] if guide.contact and guide.contact.url else []
    consoles = [url for console, url in _consoles(guide) if console != _OUR_CONSOLE]
    return frozenset(map(_host, [*helped, *consoles]))


def our_hosts_of(guide: Guide) -> frozenset[str]:
    """Give the hosts at which a guide leads to 아임셀러 itself, which is no mall."""
    return frozenset(_host(url) for console, url in _consoles(guide) if console == _OUR_CONSOLE)


def _consoles(guide: Guide) -> Iterator[tuple[str, str]]:
    for step in guide.steps:
        for shown in (step, *step.screens):
            if isinstance(shown.where, Where) and shown.where.url:
                yield shown.where.console, shown.where.url


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.").removeprefix("m.")
