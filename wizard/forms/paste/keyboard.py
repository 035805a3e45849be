"""What comes of a word when the 한/영 key stands wrong: Hangul as Latin letters and the other way round (두벌식)."""

from collections.abc import Iterator


def _spaced(strokes: str) -> tuple[str, ...]:
    return tuple(strokes.split(" "))


_LEADS = _spaced("r R s e E f a q Q t T d w W c z x v g")
_VOWELS = _spaced("k o i O j p u P h hk ho hl y n nj np nl b m ml l")
_TAILS = _spaced(" r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g")
_SYLLABLES = range(0xAC00, 0xD7A4)
_JAMO = dict(
    zip(
        "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ",
        "rRseEfaqQtTdwWczxvgkoiOjpuPhynbml",
        strict=True,
    )
)
_TYPED = {stroke: jamo for jamo, stroke in _JAMO.items()}


def slips(name: str) -> Iterator[str]:
    """Give what a name, of Hangul or of a few Latin letters, looks like when typed on the other keyboard."""
    if name and all(ord(letter) in _SYLLABLES for letter in name):
        yield "".join(map(_strokes, name)).casefold()
    elif name in {"id", "pw"}:
        yield "".join(_TYPED[letter] for letter in name)


def is_jamo(letter: str) -> bool:
    """Say whether a letter stands alone that belongs into a syllable: ㅑ, ㅋ."""
    return "ㄱ" <= letter <= "ㅣ"


def _strokes(syllable: str) -> str:
    place = ord(syllable) - _SYLLABLES.start
    lead, rest = divmod(place, len(_VOWELS) * len(_TAILS))
    vowel, tail = divmod(rest, len(_TAILS))
    return _LEADS[lead] + _VOWELS[vowel] + _TAILS[tail]
