"""The name of a store out of its address, however the address was copied."""

import re
from functools import lru_cache

_ALSO = {"smartstore.naver.com": ("brand.naver.com",)}
"""Where the same stores are met under another host."""
_NO_NAMES = r"(?:main|inflow|search|category|i|products)(?![A-Za-z0-9_-])"


def store_name(value: str, prefix: str) -> str:
    """Give what follows `prefix` in an address, up to the next part of it; "" if it is no such address.

    Args:
        value: what was pasted, e.g. "https://m.smartstore.naver.com/sbdc1228/products/1?NaPm=x#a".
        prefix: what stands before the name, e.g. "smartstore.naver.com/".

    """
    found = _compiled(prefix).fullmatch(value)
    return found[1] if found else ""


def pattern(prefix: str) -> str:
    """Give the pattern of a store's address, as Python and browsers read it alike: its one group is the name.

    It is matched whole and in either case.
    """
    host, _, path = prefix.partition("/")
    hosts = "|".join(_literal(name) for name in (host, *_ALSO.get(host, ())))
    start = rf"(?:https?://)?(?:www\.|m\.)?(?:{hosts})/{_literal(path)}"
    return rf"{start}(?!{_NO_NAMES})([A-Za-z0-9_-]+)(?:[/?#]\S*)?"


def _literal(text: str) -> str:
    return re.sub(r"([.*+?^${}()|\[\]\\/])", r"\\\1", text)


@lru_cache(maxsize=64)
def _compiled(prefix: str) -> re.Pattern[str]:
    return re.compile(pattern(prefix), re.IGNORECASE | re.ASCII)
