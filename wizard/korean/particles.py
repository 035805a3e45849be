"""The particle after a word, by the sound in which the word ends."""

import re

_PAIRS = (
    ("이라는", "라는"),
    ("이에요", "예요"),
    ("으로", "로"),
    ("을", "를"),
    ("은", "는"),
    ("이", "가"),
    ("과", "와"),
)
_KNOWN = {particle: pair for pair in _PAIRS for particle in pair}
_WRITTEN = {
    f"{one}/{other}": (closed, open_)
    for closed, open_ in (*_PAIRS, ("이라고", "라고"), ("이나", "나"), ("이고", "고"))
    for one, other in ((closed, open_), (open_, closed))
}
PAIRS = tuple(_WRITTEN)[::2]
"""Pairs of particles as an editor writes them, "을/를"; either may stand first."""
_QUOTED = re.compile(
    rf"([가-힣]|[a-z]{{2,}})'({'|'.join(sorted(_KNOWN, key=len, reverse=True))})(?![가-힣])"
)
_FIRST, _FINALS, _RIEUL, _OTHER = 0xAC00, 28, 8, 1
_ENDS_IN_RIEUL, _ENDS_CLOSED = frozenset("178LlRr"), frozenset("036MmNn")
"""Letters and digits that end in a consonant as they are read: 엘, 알, 일, 칠, 팔; 엠, 엔, 영, 삼, 육."""
_SAID_CLOSED = re.compile(r"(?:[mn]e?|ng|\b(?:tab|top|step|map|format|secret|edit|unit))$")
"""English words that end in a consonant as Korean says them: 네임, 버튼, 탭."""
_SAID_RIEUL = re.compile(r"le?$|url$")
_SMALL_ENGLISH = re.compile(r"(?<![A-Za-z])[A-Za-z]?[a-z]+$")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")


def particled(sentence: str) -> str:
    """Correct the particle after each quoted word of Korean or English: '칸'를 -> '칸'을, 'say'은 -> 'say'는."""

    def correct(found: re.Match[str]) -> str:
        return f"{found[1]}'{_fitting(found[1], found[2])}"

    return _QUOTED.sub(correct, sentence)


class Noun(str):
    """A word that takes its particle in a format: `"{mall:이}".format(mall=Noun("11번가"))` is 11번가가.

    What stands in brackets at its end is not heard: 비밀키 (Secret Key)를.
    """

    __slots__ = ()

    def __format__(self, particle: str) -> str:
        """Give the word with its particle; without one, the word."""
        if not particle:
            return str(self)
        return f"{self}{_fitting(_heard(self), particle)}"


def fitting_particle(word: str, pair: str) -> str:
    """Give the one of a pair of particles, "을/를", that follows a word; `KeyError` for no such pair."""
    return _chosen(_heard(word), *_WRITTEN[pair])


def is_pair(written: str) -> bool:
    """Say whether a text is a pair of particles, as "을/를"."""
    return written in _WRITTEN


def _heard(word: str) -> str:
    """Give what is heard last of a word: a letter, or a whole word of small English letters."""
    bare = _IN_BRACKETS.sub("", word) or word
    english = _SMALL_ENGLISH.search(bare)
    return english[0] if english else bare[-1:]


def _fitting(last: str, particle: str) -> str:
    """Give the one of a pair of particles that follows a word's last letter, or an English word."""
    return _chosen(last, *_KNOWN[particle])


def _chosen(last: str, closed: str, open_: str) -> str:
    final = _final(last)
    return closed if final and not (final == _RIEUL and closed == "으로") else open_


def _final(last: str) -> int:
    """Give the number of the final sound of a letter or an English word as it is said; 0 if it ends openly."""
    if len(last) > 1:
        return _RIEUL if _SAID_RIEUL.search(last) else bool(_SAID_CLOSED.search(last)) * _OTHER
    if "가" <= last <= "힣":
        return (ord(last) - _FIRST) % _FINALS
    if last in _ENDS_IN_RIEUL:
        return _RIEUL
    return _OTHER if last in _ENDS_CLOSED else 0
