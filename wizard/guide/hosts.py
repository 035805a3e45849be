"""The hosts that a guide leads to: where its mall is signed in to, issues keys and helps."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from wizard.guide.model import Guide
from wizard.steps.base import Where


def hosts_of(guide: Guide) -> frozenset[str]:
    """Give the hosts of a guide's consoles and of its mall's help, without www. and m.; those of its sources are none."""
    return frozenset(map(_host, _addresses(guide)))


def _addresses(guide: Guide) -> Iterator[str]:
    if guide.contact and guide.contact.url:
        yield guide.contact.url
    for step in guide.steps:
        for shown in (step, *step.screens):
            if isinstance(shown.where, Where) and shown.where.url:
                yield shown.where.url


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.").removeprefix("m.")
