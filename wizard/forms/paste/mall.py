"""The mall that a form is of, and the addresses by which a text may speak of it or of another."""

import re
from dataclasses import dataclass

from wizard.forms.paste import vocabulary
from wizard.forms.paste.names import key

_TOP = "com|net|org|info|biz|shop|store|io|me|(?:co|or|ne|pe|go)\\.kr|kr"
ADDRESS = (
    rf"(?<![\w@./-])(?:https?://)?(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,6}}(?:{_TOP})"
    r"(?![\w@-]|\.\w)(?::[0-9]{1,5})?(?:[/?#][^\s,;()<>\[\]\"']*)?"
)
"""A web address as people write it: with or without https, www. and a path; nothing of an e-mail's."""
_PARTS = re.compile(
    r"(?:https?://)?(?:[0-9]{1,2}\.)?(?:(?:www|m|login|signin|member|memberssl|auth|xauth|sso)\.)*([^/:?#]+)",
    re.IGNORECASE,
)
"""Behind a list's number and what only says that one signs in, or has a phone."""


@dataclass(frozen=True)
class Mall:
    """The mall that a form is of.

    Attributes:
        names: its id, title and other names; without them no mall is another.
        hosts: where its guide leads, and no other's.
        other_hosts: where the guides of other malls lead.

    """

    names: tuple[str, ...] = ()
    hosts: frozenset[str] = frozenset()
    other_hosts: frozenset[str] = frozenset()

    def is_at(self, address: str) -> bool:
        """Say whether an address is the mall's: one of its guide, or its own name before .com or .co.kr."""
        host = bare_host(address)
        return host in self.hosts or host.split(".")[0] in map(key, self.names)

    def knows(self, address: str) -> bool:
        """Say whether it is plain that an address is of this mall or of another."""
        host = bare_host(address)
        is_guides = host in self.hosts or host in self.other_hosts
        return is_guides or not vocabulary.MALL_KEYS.isdisjoint(host.split("."))


def bare_host(address: str) -> str:
    """Give the host of an address, without www., m. and login."""
    found = _PARTS.match(address)
    return found[1].lower() if found else ""


def is_address(said: str) -> bool:
    """Say whether a mall is told by its address."""
    return "." in said
