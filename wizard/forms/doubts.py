"""What is odd about a value though no guide says what it looks like: the seller may be right, and may insist."""

import re
from functools import lru_cache

from wizard.forms.paste.names import CONCEPTS, key
from wizard.steps.fields import TextField

MASKED = (
    "가려진 값 같아요. 쇼핑몰 화면에서 보기를 눌러 진짜 값이 보이게 한 다음, 다시 복사해 주세요."
)
NAMED = "칸 이름이 함께 들어온 것 같아요. ‘{}’ 부분은 지우고 값만 남겨 주세요."
HANGUL = "한글이 들어 있어요. 한/영 키를 확인해 주세요."
BLANK = "가운데에 빈칸이 있어요. 두 값이 함께 들어왔는지 확인하고 한 값만 남겨 주세요."
NOTHING = "글자나 숫자가 없어요. 쇼핑몰 화면에서 값을 다시 복사해 주세요."
ADDRESS = "주소 전체가 들어온 것 같아요. {} 뒤에 오는 이름만 남겨 주세요."

_MASKED = re.compile(r"[•●*∙○·⦁✱∗⁎]{3,}|(?:\.{3}|…)$")
_NAMED = re.compile(r"(?P<name>[^:=：＝\s][^:=：＝]{0,20})\s{0,3}[:=：＝]\s{0,3}\S")
_HANGUL = re.compile("[가-힣ㄱ-ㅣ]")
_SOME = re.compile(r"[^\W_]")
_BLANK, _TAB = re.compile(r"\s"), re.compile(r"[\t\u00a0]|[^\S ]")
_ADDRESS = re.compile(r"[/?#:]|\.(?:com|net|kr)\b", re.IGNORECASE)


def doubt(what: TextField, value: str) -> str:
    """Say what is odd about a cleaned value, and what to do; "" if nothing is.

    Args:
        what: the box.
        value: what stands in it, on one line and no longer than a value may be.

    """
    if _MASKED.search(value):
        return MASKED
    if what.kind != "secret" and not _SOME.search(value):
        return NOTHING
    if name := _name_before(what, value):
        return NAMED.format(name)
    if is_typed(what) and _HANGUL.search(value):
        return HANGUL
    is_one_word = is_typed(what) and what.normalise == "all"
    if (_BLANK if is_one_word else _TAB).search(value):
        return BLANK
    return ADDRESS.format(what.prefix) if what.prefix and _ADDRESS.search(value) else ""


@lru_cache(maxsize=512)
def _sort(names: tuple[str, ...]) -> tuple[bool, bool]:
    """Give whether a box's names say what it is for, and whether its values are names."""
    own = set(map(key, names))
    concepts = [c for c in CONCEPTS.values() if own & set(map(key, c.known_by))]
    return bool(concepts), any(concept.is_namely for concept in concepts)


def is_typed(what: TextField) -> bool:
    """Say whether a box's values are made of a keyboard's Latin letters: IDs, keys, passwords, addresses."""
    is_known, is_namely = _sort(what.names)
    is_secret = what.kind == "secret" or bool(what.format) or bool(what.prefix)
    return not is_namely and (is_known or is_secret)


def _name_before(what: TextField, value: str) -> str:
    """Give the name of a box that stands before its value: "아이디:"; "" if none does."""
    found = _NAMED.match(value)
    if found is None:
        return ""
    known = {key(name) for concept in CONCEPTS.values() for name in concept.called}
    is_name = key(found["name"]) in known | set(map(key, what.names))
    return value[: found.end() - 1].strip() if is_name else ""
