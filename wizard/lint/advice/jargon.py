"""Advice on words of the trade: whoever meets one can tap it, if the glossary explains it."""

from collections.abc import Iterator

from wizard.guide.glossary import Glossary, Term
from wizard.guide.model import Problem
from wizard.lint.advice.texts import QUOTED, is_told
from wizard.strict_yaml import Document

JARGON = (
    "API", "AppID", "IP", "MD", "2차 인증", "대행사", "발급대행", "셀러툴", "셀링툴", "연동업체", "호스팅",
    "통합매니저", "부매니저", "마스터ID", "마스터 아이디", "e딜러명", "예치금", "인증티켓", "오픈마켓딜", "특가딜",
    "오픈마켓", "종합몰", "협력사", "세미콜론", "파산관재인",
)  # fmt: skip
"""What sellers asked about, or read wrongly, when the guides were read sentence by sentence."""
_WORDS = Glossary({word: Term(say=word) for word in JARGON})


def jargon(document: Document, glossary: Glossary) -> Iterator[Problem]:
    """Find words that a seller cannot look up; names in bold or quotes are a console's own."""
    for path, scalar in document.scalars.items() if glossary.terms else ():
        if not is_told(path):
            continue
        for _, word in _WORDS.cut(QUOTED.sub("＿", scalar.value), ()):
            if word and word not in glossary.names:
                hint = "glossary.yaml에 뜻을 적거나 쉬운 말로 바꿔 주세요"
                yield Problem(path, "A73", f"'{word}'의 풀이가 없어요", hint)
