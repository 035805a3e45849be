"""The particle after a quoted word, by the sound in which the word ends."""

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
_QUOTED = re.compile(rf"([가-힣])'({'|'.join(sorted(_KNOWN, key=len, reverse=True))})(?![가-힣])")
_FIRST, _FINALS, _RIEUL = 0xAC00, 28, 8


def particled(sentence: str) -> str:
    """Correct the particle after each quoted word that ends in Hangul: '칸'를 -> '칸'을."""

    def correct(found: re.Match[str]) -> str:
        final = (ord(found[1]) - _FIRST) % _FINALS
        closed, open_ = _KNOWN[found[2]]
        is_closed = final and not (final == _RIEUL and closed == "으로")
        return f"{found[1]}'{closed if is_closed else open_}"

    return _QUOTED.sub(correct, sentence)
