"""The mall that a form is of, and the addresses by which a text may speak of it or of another."""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from wizard.forms.paste import vocabulary
from wizard.forms.paste.names import key

_TOP = "com|net|org|info|biz|shop|store|io|me|(?:co|or|ne|pe|go)\\.kr|kr"
_BARE = rf"(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,6}}(?:{_TOP})"
_PLAIN = r"https?://(?:[a-z0-9가-힣][a-z0-9가-힣-]{0,62}\.){1,6}[a-z]{2,10}"
_HANGUL = r"[가-힣][a-z0-9가-힣-]{0,62}\.(?:com|net|kr)"
ADDRESS = (
    rf"(?<![\w@./-])(?:{_PLAIN}|{_BARE}|{_HANGUL})"
    r"(?![A-Za-z0-9_@-]|\.\w)(?::[0-9]{1,5})?(?:[/?#][^\s,;()<>\[\]\"']*)?"
)
"""A web address as people write it: with or without https, www. and a path; nothing of an e-mail's. Behind https:// any top is one."""
_PARTS = re.compile(
    r"(?:https?://)?(?:[0-9]{1,2}\.)?(?:(?:www|m|login|signin|signinssl|accounts|member|memberssl|auth|xauth|sso)\.)*([^/:?#]+)",
    re.IGNORECASE,
)
"""Behind a list's number and what only says that one signs in, or has a phone."""
_OWN_TOP = re.compile(rf"([^.]+)\.(?:{_TOP})")
SIGN_INS: Mapping[str, frozenset[str]] = {
    "smartstore": frozenset({"commerce.naver.com", "nid.naver.com"}),
    "tmon": frozenset({"spc.tmon.co.kr"}),
    "wemakeprice": frozenset({"wpartner.wemakeprice.com"}),
    "interpark": frozenset({"seller.interpark.com"}),
    "cjmall": frozenset({"cjonstyle.com"}),
}
"""Mall id -> where its sellers sign in as well, beside the consoles that its guide leads to; as `bare_host` gives them."""
_SIGN_IN = re.compile(
    r"log-?[io]n|sign-?in|sell|partner|adm|office|center|biz|wing|scm|vendor|auth|member",
    re.IGNORECASE,
)
"""Of what an address holds where one signs in."""
BESIDE = frozenset(
    {
        "partners.coupang.com",
        "supplier.coupang.com",
        "ads.coupang.com",
        "searchad.naver.com",
        "developers.naver.com",
        "pay.naver.com",
        "mail.naver.com",
    }
)
"""Other services of a mall's firm, with logins and keys of their own that look like the mall's."""


@dataclass(frozen=True)
class Mall:
    """The mall that a form is of.

    Attributes:
        names: its id, title and other names; without them no mall is another.
        hosts: where its guide leads, and no other's.
        other_hosts: where the guides of other malls lead.
        shared_hosts: where its guide leads and another's as well, and 아임셀러 itself: what stands there may be its.

    """

    names: tuple[str, ...] = ()
    hosts: frozenset[str] = frozenset()
    other_hosts: frozenset[str] = frozenset()
    shared_hosts: frozenset[str] = frozenset()

    def is_at(self, address: str) -> bool:
        """Say whether an address is the mall's: one of its guide, or its own name before .com or .co.kr."""
        host = bare_host(address)
        return host in self.hosts or host.split(".")[0] in map(key, self.names)

    def is_near(self, address: str, called: AbstractSet[str]) -> bool:
        """Say whether an address has the mall's name, one of these keys, in its host: it may be its or its firm's."""
        host = bare_host(address)
        is_known = host in BESIDE or host in self.other_hosts
        return not is_known and not called.isdisjoint(host.split("."))

    def knows(self, address: str) -> bool:
        """Say whether it is plain that an address is of this mall or of another."""
        host = bare_host(address)
        is_guides = host in self.hosts or host in self.other_hosts
        return is_guides or not vocabulary.MALL_KEYS.isdisjoint(host.split("."))

    def is_anothers(self, address: str, called: AbstractSet[str]) -> bool:
        """Say whether an address is of another mall, or has what places to sign in at are called."""
        host = bare_host(address)
        is_known = host in BESIDE | self.other_hosts | self.shared_hosts
        named = vocabulary.MALL_KEYS - called
        return is_known or not named.isdisjoint(host.split(".")) or bool(_SIGN_IN.search(address))


def bare_host(address: str) -> str:
    """Give the host of an address, without www., m. and login."""
    found = _PARTS.match(address)
    return found[1].lower() if found else ""


def named_by(address: str) -> str:
    """Give what stands before the top of an address that has nothing else: naver.com; "" of any other."""
    found = _OWN_TOP.fullmatch(bare_host(address))
    return found[1] if found else ""


def is_address(said: str) -> bool:
    """Say whether a mall is told by its address."""
    return "." in said
