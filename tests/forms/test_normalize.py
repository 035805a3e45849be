import re
from pathlib import Path

import pytest

import wizard
from wizard.forms import paste_parser
from wizard.forms.normalize import clean
from wizard.korean.invisible import INVISIBLE

SCRIPTS = Path(wizard.__path__[0]) / "static" / "js"


@pytest.mark.parametrize(
    ("raw", "value", "receipt"),
    [
        ("abc", "abc", None),
        ("  abc\n", "abc", "앞뒤 빈칸 3개를 지웠어요"),
        ("\u00a0abc\u3000", "abc", "앞뒤 빈칸 2개를 지웠어요"),
        ("a\u200bb\ufeffc", "abc", "보이지 않는 글자 2개를 지웠어요"),
        ("\u202eabc\x00", "abc", "보이지 않는 글자 2개를 지웠어요"),
        ("ＡＢ１！", "AB1!", "넓은 글자 4개를 보통 글자로 바꿨어요"),
        ('"abc"', "abc", "앞뒤 따옴표를 지웠어요"),
        ("“abc”", "abc", "앞뒤 따옴표를 지웠어요"),
        ("「abc」", "abc", "앞뒤 따옴표를 지웠어요"),
        ("`abc`", "abc", "앞뒤 따옴표를 지웠어요"),
    ],
    ids=[
        "clean",
        "space",
        "wide space",
        "invisible",
        "control",
        "full-width",
        "straight quotes",
        "curly quotes",
        "corner quotes",
        "backticks",
    ],
)
def test_what_a_paste_brought_along_is_cut_and_told(raw, value, receipt):
    cleaned = clean(raw)

    assert cleaned.value == value
    assert cleaned.receipts == ((receipt,) if receipt else ())


def test_several_things_are_cut_one_after_another_and_each_is_told():
    cleaned = clean(" \u200b“ ＡＢ ” ")

    assert cleaned.value == "AB"
    assert len(cleaned.receipts) == 5


@pytest.mark.parametrize("value", ['"', "''", "“a", "a”", "a'b'c", "가나 다", "a  b"])
def test_what_may_be_meant_stays(value):
    assert clean(value).value == value


def test_a_password_keeps_quotes_and_full_width_letters_but_no_outer_space():
    cleaned = clean(' "ＰＷ\u200b" ', "edges")

    assert cleaned.value == '"ＰＷ"'
    assert len(cleaned.receipts) == 2


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("smartstore.naver.com/shop", "shop"),
        ("https://smartstore.naver.com/shop", "shop"),
        ("http://www.smartstore.naver.com/shop/", "shop"),
        ("HTTPS://SmartStore.Naver.com/shop", "shop"),
        ("https://smartstore.naver.com/sbdc1228?NaPm=ct%3Dlz0%7Cci%3D0", "sbdc1228"),
        ("https://smartstore.naver.com/sbdc1228/products/123", "sbdc1228"),
        ("smartstore.naver.com/sbdc1228#review", "sbdc1228"),
        ("https://m.smartstore.naver.com/sbdc1228/category/ALL?cp=1", "sbdc1228"),
        ("brand.naver.com/woori", "woori"),
        (
            "https://smartstore.naver.com/main/products/123",
            "https://smartstore.naver.com/main/products/123",
        ),
        ("https://smartstore.naver.com", "https://smartstore.naver.com"),
        ("shop", "shop"),
        ("shop/", "shop/"),
        ("smartstorexnaver.com/shop", "smartstorexnaver.com/shop"),
    ],
)
def test_an_address_is_cut_down_to_what_follows_the_prefix(raw, value):
    cleaned = clean(raw, prefix="smartstore.naver.com/")

    assert cleaned.value == value
    assert bool(cleaned.receipts) is (raw != value)


@pytest.mark.parametrize("raw", ['“"abc"”', "  ＡＢＣ ", "https://smartstore.naver.com/a"])
def test_cleaning_what_is_clean_changes_nothing(raw):
    once = clean(raw, prefix="smartstore.naver.com/")

    again = clean(once.value, prefix="smartstore.naver.com/")

    assert (again.value, again.receipts) == (once.value, ())


def test_hangul_is_put_together_as_a_keyboard_writes_it_and_that_is_not_told():
    cleaned = clean("\u110b\u116e\u1105\u1175")

    assert (cleaned.value, cleaned.receipts) == ("우리", ())


def test_the_browser_takes_away_the_same_letters_and_reads_texts_of_the_same_length():
    said = re.search(r"INVISIBLE = /(\[.*\])/g", (SCRIPTS / "paste.js").read_text("utf-8"))
    theirs = re.compile(said[1])
    most = re.search(r"MAX_CHARS = (\d+);", (SCRIPTS / "split.js").read_text("utf-8"))

    letters = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    assert [c for c in letters if theirs.match(c)] == [c for c in letters if INVISIBLE.match(c)]
    assert int(most[1]) == paste_parser.MAX_CHARS
