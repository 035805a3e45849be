"""Which passwords are too easily guessed, and what to do instead."""

import re
import unicodedata
from functools import cache

MIN_CHARS = 12
MAX_CHARS = 200
_SOUND = 3
"""zxcvbn's "safely unguessable": ten thousand million guesses do not find it."""

_RATED_CHARS = 72
"""What zxcvbn looks at takes time; a password this long that is weak is weak in its beginning."""

_OURS = ("아임셀러", "imseller", "iamseller", "dkdlatpffj")
"""The product's name, also as it comes out when the keyboard is left in English."""

_KOREAN = ("비밀번호", "안녕하세요", "qlalfqjsgh", "dkssudgktpdy", "tkfkdgo", "eogksalsrnr")
"""비밀번호, 안녕하세요, 사랑해 and 대한민국, typed in Korean and with the keyboard left in English."""


def fault(password: str, email: str) -> str:
    """Say what to do about a password that may not be used; "" for one that may."""
    if not MIN_CHARS <= len(password) <= MAX_CHARS:
        return (
            f"비밀번호는 {MIN_CHARS}자부터 {MAX_CHARS}자까지예요. 낱말 서너 개를 이어 적어 보세요."
        )
    text = unicodedata.normalize("NFC", password).lower()
    if len(set(text)) < 5 or re.fullmatch(r"(.{1,6}?)\1+.{0,2}", text):
        return "같은 글자를 되풀이하면 쉽게 알아내요. 서로 다른 낱말 서너 개를 이어 적어 주세요."
    if any(name in text for name in (*_names(email), *_OURS)):
        return "이메일 이름이나 ‘아임셀러’가 들어 있어요. 그 말을 빼고 적어 주세요."
    if _is_common(text) or _is_weak(text):
        return (
            "많은 사람이 쓰는 비밀번호와 비슷해요. 서로 관계없는 낱말 서너 개를 이어 적어 주세요."
        )
    return ""


def _names(email: str) -> list[str]:
    """Give the words of an email's name that are long enough to be somebody's."""
    words = re.split(r"[._+-]", email.partition("@")[0].lower())
    return [word for word in words if len(word) > 2]


@cache
def _common() -> frozenset[str]:
    """Give 30,000 passwords of leaked lists. Source: the `zxcvbn` package, frequency_lists.py."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # noqa: PLC0415  # 15 MB of words, for staff who choose one

    return frozenset(FREQUENCY_LISTS["passwords"])


def _is_common(text: str) -> bool:
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)
    return text in _common() or core in _common() or core in _KOREAN


def _is_weak(text: str) -> bool:
    from zxcvbn import zxcvbn  # noqa: PLC0415

    rated = zxcvbn(text[:_RATED_CHARS], user_inputs=[*_OURS, *_KOREAN])
    return bool(rated["score"] < _SOUND)
