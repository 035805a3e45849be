"""What a paste brings along and nobody means: cut off, and told.

`static/js/paste.js` does the same in the browser, before the seller looks away;
tests/browser/test_walk.py holds the two together.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from wizard.forms.store_address import store_name
from wizard.korean.invisible import INVISIBLE

_FULL_WIDTH = re.compile("[\uff01-\uff5e\u3000]")
_PAIRS = {'"': '"', "'": "'", "“": "”", "‘": "’", "「": "」", "『": "』", "`": "`"}


MAX_CHARS = 4000
"""What is longer is no value: it stays as it is, and is refused for its length."""


@dataclass(frozen=True)
class Cleaned:
    """A value fit to use, and a receipt for each thing taken from it."""

    value: str
    receipts: tuple[str, ...] = ()


def clean(raw: str, normalise: Literal["all", "edges"] = "all", prefix: str = "") -> Cleaned:
    """Take from `raw` what was pasted by accident.

    Args:
        raw: as typed or pasted.
        normalise: "edges" takes invisible characters and outer space only, for passwords.
        prefix: what stands before the value on the mall's screen, e.g. "smartstore.naver.com/".

    Hangul is put together as keyboards write it (NFC): nobody sees the difference, so it is not told.

    """
    if len(raw) > MAX_CHARS:
        return Cleaned(raw)
    receipts: list[str] = []
    value, count = INVISIBLE.subn("", raw)
    _note(receipts, count, "보이지 않는 글자 {}개를 지웠어요")
    value = _trim(unicodedata.normalize("NFC", value), receipts)
    if normalise == "all":
        value, count = _FULL_WIDTH.subn(lambda wide: _narrow(wide.group()), value)
        _note(receipts, count, "넓은 글자 {}개를 보통 글자로 바꿨어요")
        value = _unquote(value, receipts)
    if prefix:
        value = _cut(value, prefix, receipts)
    return Cleaned(value, tuple(receipts))


def meant(typed: str) -> str:
    """Give what is meant by words that were typed: without what nobody sees."""
    return clean(typed, "edges").value.strip()


def _note(receipts: list[str], count: int, text: str) -> None:
    if count:
        receipts.append(text.format(count))


def _trim(value: str, receipts: list[str]) -> str:
    bare = value.strip()
    _note(receipts, len(value) - len(bare), "앞뒤 빈칸 {}개를 지웠어요")
    return bare


def _narrow(wide: str) -> str:
    return " " if wide == "\u3000" else chr(ord(wide) - 0xFEE0)


def _unquote(value: str, receipts: list[str]) -> str:
    while len(value) > 2 and _PAIRS.get(value[0]) == value[-1]:
        value = value[1:-1]
        _note(receipts, 1, "앞뒤 따옴표를 지웠어요")
        value = _trim(value, receipts)
    return value


def _cut(value: str, prefix: str, receipts: list[str]) -> str:
    """Cut an address down to the name that follows `prefix`."""
    name = store_name(value, prefix)
    _note(receipts, len(name), "주소에서 이름만 남겼어요")
    return name or value
