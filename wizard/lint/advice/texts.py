"""Advice on words, read as they are written."""

import re
from collections.abc import Iterator, Mapping

from wizard.guide.constants import Constants
from wizard.guide.model import Path, Problem
from wizard.korean.particles import PAIRS
from wizard.strict_yaml import Document

MAX_SENTENCE_CHARS = 100
MIN_CONSTANT_CHARS = 6
SPACES = re.compile(r"^\s+|\s+$|(?<=\S) {2,}(?=\S)")
WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_PAIR_OF = {one: pair for pair in reversed(PAIRS) for one in pair.split("/")}
_PARTICLES = "|".join(sorted(_PAIR_OF, key=len, reverse=True))
BY_HAND = re.compile(rf"\$\{{([^{{}}:]{{1,60}})\}}(\*\*|)({_PARTICLES})(?![가-힣])")
"""A particle typed behind a constant, which may be another word tomorrow."""
_BLAME = re.compile(r"잘못(?:된|하|입력|넣)|틀리[게셨]|틀린|틀렸|실수|부주의|하면 안 됩니다")
_FORMAL = re.compile(r"(?:니다|십시오|시오|하라|하시오)[.!]?(?=\s|$)")
_FOREIGN = {
    "클릭": "누르기",
    "체크하": "표시하기",
    "디폴트": "처음 값",
    "팝업": "새로 뜬 창",
    "입력란": "칸",
    "로그온": "로그인",
    "컨택": "연락",
}
_SENTENCE = re.compile(r"[^.!?]+[.!?]?")
QUOTED = re.compile(r"\*\*[^*]*\*\*|‘[^’]*’|“[^”]*”|'[^']*'|\[[^\]]*\]\([^)]*\)")
_TOLD = frozenset(
    {"say", "do", "caution", "note", "intro", "needs", "title", "label", "button", "ask"}
)
_UNTOLD = frozenset(
    {"picture", "enter", "copy", "where", "pattern", "source", "url", "example", "format"}
)


def texts(document: Document, constants: Constants) -> Iterator[Problem]:
    """Find words that a shop owner would stumble over."""
    long = {
        name: value for name, value in constants.known.items() if len(value) >= MIN_CONSTANT_CHARS
    }
    for path, scalar in document.scalars.items():
        text = scalar.value
        if path[-1] != "pattern" and scalar.style not in {"|", ">"} and SPACES.search(text):
            yield Problem(path, "A20", "빈칸이 더 있어요", "`wizard check --fix`가 지워요")
        if path[-1] != "pattern" and (wide := WIDE.search(text)):
            yield Problem(path, "A23", f"'{wide[0]}'은 전각 글자예요", "반각으로 적어 주세요")
        if found := named(text, long):
            message = f"'{found[1]}'이 그대로 적혀 있어요"
            yield Problem(path, "A18", message, f"${{{found[0]}}}으로 적어 주세요")
        if by_hand := BY_HAND.search(text):
            hint = f"{by_hand[2]}{repaired(by_hand[0])}라고 적어 주세요"
            yield Problem(path, "A71", f"상수 뒤에 '{by_hand[3]}'을 손으로 적었어요", hint)
        if is_told(path):
            yield from _words(path, text)


def repaired(text: str) -> str:
    """Put each particle that stands behind a constant into its call."""
    return BY_HAND.sub(lambda found: f"${{{found[1]}:{_PAIR_OF[found[3]]}}}{found[2]}", text)


def named(text: str, constants: Mapping[str, str]) -> tuple[str, str] | None:
    """Give the longest constant whose value stands in `text`."""
    found = [(name, value) for name, value in constants.items() if value in text]
    return max(found, key=lambda item: len(item[1]), default=None)


def is_told(path: Path) -> bool:
    """Say whether a seller reads what stands there."""
    names = [part for part in path if isinstance(part, str)]
    is_shown = any(name in _TOLD for name in names) and not any(n in _UNTOLD for n in names[:-1])
    return is_shown or names[-2:] == ["format", "say"]


def _words(path: Path, text: str) -> Iterator[Problem]:
    bare = QUOTED.sub("＿", text)
    if blame := _BLAME.search(bare):
        hint = "무엇을 보았고 이제 무엇을 하면 되는지 적어 주세요"
        yield Problem(path, "A07", f"'{blame[0]}'은 탓하는 말로 들려요", hint)
    if formal := _FORMAL.search(bare):
        yield Problem(path, "A08", f"'{formal[0]}'은 해요체가 아니에요", "해요체로 적어 주세요")
    for word, plain in _FOREIGN.items():
        if word in bare:
            yield Problem(path, "A09", f"'{word}'보다 쉬운 말이 있어요", f"'{plain}'로 적어 주세요")
    longest = max(map(len, _SENTENCE.findall(bare)), default=0)
    if longest > MAX_SENTENCE_CHARS:
        yield Problem(path, "A10", f"한 문장이 {longest}자예요", "두 문장으로 나눠 주세요")
