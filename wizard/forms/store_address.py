"""The name of a store out of its address, however the address was copied."""

import re
from functools import lru_cache

_ALSO = {"smartstore.naver.com": ("brand.naver.com",)}
"""Where the same stores are met under another host."""
_NO_NAMES = r"(?:main|inflow|search|category|i|products)(?![\w-])"
_NAME = rf"(?!{_NO_NAMES})(?P<name>[\w-]+)"


def store_name(value: str, prefix: str) -> str:
    """Give what follows `prefix` in an address, up to the next part of it; "" if it is no such address.

    Args:
        value: what was pasted, e.g. "https://m.smartstore.naver.com/sbdc1228/products/1?NaPm=x#a".
        prefix: what stands before the name, e.g. "smartstore.naver.com/".

    """
    found = _pattern(prefix).fullmatch(value)
    return found["name"] if found else ""


@lru_cache(maxsize=64)
def _pattern(prefix: str) -> re.Pattern[str]:
    host, _, path = prefix.partition("/")
    hosts = "|".join(map(re.escape, (host, *_ALSO.get(host, ()))))
    start = rf"(?:https?://)?(?:www\.|m\.)?(?i:{hosts})/{re.escape(path)}"
    return re.compile(rf"(?i:{start}){_NAME}(?:[/?#]\S*)?", re.ASCII)
