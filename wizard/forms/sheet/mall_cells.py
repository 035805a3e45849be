"""The malls of a row: named in one cell, or marked in a column for each."""

import difflib
import re
from collections.abc import Iterator, Mapping
from unicodedata import normalize

from wizard.forms.normalize import clean
from wizard.forms.sheet.cells import Cell, shown
from wizard.forms.sheet.headings import key

_BETWEEN = re.compile(r"[,，、/／·ㆍ・•;|+&\n\t]")
_SAYS_YES = "o ㅇ ○ ● ◯ ◎ v ✓ ✔ √ ☑ ■ 1 y yes true 예 네 유 있음 입점 입점중 사용 사용중 이용 이용중 운영 운영중 연결 신청"
_SAYS_NO = "x × ✗ ✕ ☐ □ - – — 0 n no false 아니오 아니요 무 없음 미입점 미사용 미이용 해당없음"
_YES, _NO = frozenset(_SAYS_YES.split()), frozenset(_SAYS_NO.split())
_SAME_LETTER = str.maketrans("０１ＯＸｏｘ", "01OXox")


def named(written: str, malls: Mapping[str, str]) -> Cell:
    """Read the malls that a cell names; the value is their ids, with blanks between.

    Args:
        written: such as "쿠팡, 11번가 / 스토어팜".
        malls: the name of a mall, as `key` gives it -> its id.

    """
    parts = [part for part in _BETWEEN.split(clean(written, "edges").value) if part.strip()]
    found: list[str] = []
    strange: list[str] = []
    for part in parts:
        for mall, word in _read(part, malls):
            (found if mall else strange).append(mall or word)
    value = " ".join(dict.fromkeys(found))
    doubt = " ".join(_doubt(word, malls) for word in dict.fromkeys(strange))
    return Cell(value, shown(written), doubt=doubt)


def marked(written: str, mall: str, title: str, malls: Mapping[str, str]) -> Cell:
    """Read whether a mall's own column is marked; the value is its id, or ""."""
    plain = clean(written, "edges").value.translate(_SAME_LETTER).casefold().strip(" .")
    if not plain or plain in _NO:
        return Cell(written=shown(written))
    if plain in _YES or malls.get(key(plain)) == mall:
        return Cell(mall, shown(written))
    said = f"‘{title}’ 칸의 ‘{shown(written)}’: 입점했다는 뜻인지 모르겠어요."
    doubt = f"{said} 그대로 두면 이 쇼핑몰은 빼고 만들어요."
    return Cell(written=shown(written), doubt=doubt)


def _read(part: str, malls: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give (id, "") for each mall of a part, which may name several with blanks between; ("", word) if strange."""
    if mall := malls.get(key(part)):
        yield mall, ""
        return
    words = part.split()
    while words:
        lengths = range(len(words), 0, -1)
        length = next((n for n in lengths if malls.get(key("".join(words[:n])))), 0)
        yield (malls[key("".join(words[:length]))], "") if length else ("", words[0])
        words = words[length or 1 :]


def _doubt(word: str, malls: Mapping[str, str]) -> str:
    """Say that a mall is not known, and which may be meant, compared letter by letter within the syllables."""
    spelt = {normalize("NFD", name): name for name in malls}
    near = difflib.get_close_matches(normalize("NFD", key(word)), spelt, n=1, cutoff=0.7)
    hint = f" 혹시 {spelt[near[0]]}인가요?" if near else ""
    return f"‘{shown(word)}’: 모르는 쇼핑몰이에요.{hint} 그대로 두면 이 쇼핑몰은 빼고 만들어요."
