import pytest

from wizard.forms.normalize import clean


@pytest.mark.parametrize(
    ("raw", "value", "receipt"),
    [
        ("abc", "abc", None),
        ("  abc\n", "abc", "앞뒤 공백 3칸을 지웠어요"),
        ("\u00a0abc\u3000", "abc", "앞뒤 공백 2칸을 지웠어요"),
        ("a\u200bb\ufeffc", "abc", "보이지 않는 글자 2개를 지웠어요"),
        ("\u202eabc\x00", "abc", "보이지 않는 글자 2개를 지웠어요"),
        ("ＡＢ１！", "AB1!", "전각 글자 4개를 반각으로 바꿨어요"),
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
