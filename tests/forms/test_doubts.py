"""What is odd about any value is a doubt, said in words that tell what to do; the seller may insist."""

import pytest
from conftest import CONTENT

from wizard.content.catalog import open_catalog
from wizard.forms import doubts
from wizard.forms.normalize import clean

GUIDES = open_catalog(CONTENT).guides


def field(mall, name):
    return next(s for s in GUIDES[mall].steps if s.kind == "credentials").fields[name]


def doubt(mall, name, raw):
    what = field(mall, name)
    return doubts.doubt(what, clean(raw, what.normalise, what.prefix or "").value)


@pytest.mark.parametrize(
    ("mall", "name", "raw", "said"),
    [
        ("gmarket", "password", "••••••••", doubts.MASKED),
        ("gmarket", "password", "********", doubts.MASKED),
        ("11st", "api_key", "abcd1234****", doubts.MASKED),
        ("coupang", "access_key", "3f6c1e9a-52b7-…", doubts.MASKED),
        ("gmarket", "login_id", "아이디: woorishop9", doubts.NAMED.format("아이디:")),
        ("gmarket", "password", "비밀번호=pw!12", doubts.NAMED.format("비밀번호=")),
        ("gmarket", "login_id", "woorishop9\tpw12", doubts.BLANK),
        ("gmarket", "login_id", "woori\u00a0shop9", doubts.BLANK),
        ("gmarket", "login_id", "woori shop9", doubts.BLANK),
        ("gmarket", "password", "pw\t12", doubts.BLANK),
        ("gmarket", "login_id", "노ㅐㅔ1234", doubts.HANGUL),
        ("gmarket", "password", "ㅔㅈ1234", doubts.HANGUL),
        ("lotteon", "login_id", "우리shop", doubts.HANGUL),
        ("smartstore", "store", "?", doubts.NOTHING),
        ("gmarket", "login_id", "--", doubts.NOTHING),
        ("gmarket", "edealer", ".", doubts.NOTHING),
        ("smartstore", "store", "https://blog.naver.com/woori", doubts.ADDRESS.format("smartstore.naver.com/")),
        ("smartstore", "store", "blog.naver.com/woori", doubts.ADDRESS.format("smartstore.naver.com/")),
        ("smartstore", "store", "sbdc1228/products/1", doubts.ADDRESS.format("smartstore.naver.com/")),
        ("smartstore", "store", "sbdc1228#review", doubts.ADDRESS.format("smartstore.naver.com/")),
    ],
)  # fmt: skip
def test_a_value_that_is_hardly_meant_is_doubted(mall, name, raw, said):
    assert doubt(mall, name, raw) == said


@pytest.mark.parametrize(
    ("mall", "name", "raw"),
    [
        ("gmarket", "login_id", "woorishop9"),
        ("gmarket", "login_id", "woori@naver.com"),
        ("gmarket", "password", "correct horse"),
        ("gmarket", "password", "p*w**:=1"),
        ("gmarket", "password", "!@#$"),
        ("gmarket", "edealer", "우리 상점 2호"),
        ("auction", "holder", "(주)우리 상점"),
        ("auction", "bank_account", "110-123-456789"),
        ("smartstore", "store", "https://smartstore.naver.com/sbdc1228?NaPm=ct%3Dx"),
        ("smartstore", "store", "m.smartstore.naver.com/sbdc1228/products/123#review"),
        ("smartstore", "store", "https://brand.naver.com/woori"),
    ],
)
def test_a_value_that_may_well_be_meant_is_not(mall, name, raw):
    assert doubt(mall, name, raw) == ""


@pytest.mark.parametrize("letter", "\u3164\uffa0\u2800\ufffc\ufe0f\u200b\u115f\u034f")
def test_letters_that_nobody_sees_are_no_value(letter):
    assert clean(letter * 3).value == ""
    assert clean(f"woori{letter}shop9").value == "woorishop9"
