"""Which words of a guide are explained otherwise than before."""

import pytest

from wizard.guide.changed_terms import changed_terms
from wizard.guide.glossary import Glossary, Term

KEY = Term(say="쇼핑몰의 열쇠예요.", aka=("인증키",))
OLD = Glossary({"키": KEY, "IP": Term(say="주소예요.")})


def told(new, text):
    return [
        (one.what, one.before, one.after)
        for step in changed_terms(OLD, Glossary(new), text)
        for one in step.texts
    ]


@pytest.mark.parametrize("text", ["키를 받아요", "인증키를 받아요"])
def test_a_word_that_the_text_uses_by_any_name_is_told_before_and_after(text):
    new = dict(OLD.terms) | {"키": Term(say="문을 여는 값이에요.", aka=("인증키",))}

    assert told(new, text) == [
        (
            "키",
            ("쇼핑몰의 열쇠예요.", "같은 말: 인증키"),
            ("문을 여는 값이에요.", "같은 말: 인증키"),
        )
    ]


def test_a_word_that_the_text_does_not_use_is_not_told():
    assert told({"키": KEY, "IP": Term(say="다른 말이에요.")}, "키를 받아요") == []


def test_a_word_that_is_new_or_explained_no_more_is_told_where_it_is_used():
    new = {"키": KEY, "셀러툴": Term(say="프로그램이에요.")}

    assert told(new, "IP를 셀러툴에 적어요") == [
        ("IP", ("주소예요.",), ()),
        ("셀러툴", (), ("프로그램이에요.",)),
    ]
