import pytest

from wizard.guide.markup import Span, number, plain, spans, stray, unnumbered


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("그냥 글", [Span("plain", "그냥 글")]),
        ("**저장**을 눌러요", [Span("bold", "저장"), Span("plain", "을 눌러요")]),
        (
            "왼쪽 [센터](https://a.kr/b?c=d)로",
            [
                Span("plain", "왼쪽 "),
                Span("link", "센터", "https://a.kr/b?c=d"),
                Span("plain", "로"),
            ],
        ),
        ("**가****나**", [Span("bold", "가"), Span("bold", "나")]),
        ("[가](ftp://a.kr)", [Span("plain", "[가](ftp://a.kr)")]),
        ("[가](javascript:alert)", [Span("plain", "[가](javascript:alert)")]),
        ('[가](https://a.kr"onclick=x)', [Span("plain", '[가](https://a.kr"onclick=x)')]),
        ("", []),
    ],
    ids=[
        "plain",
        "bold",
        "link",
        "two bolds",
        "other scheme",
        "script",
        "quote in an address",
        "empty",
    ],
)
def test_a_sentence_is_cut_into_runs_of_one_style(sentence, expected):
    assert spans(sentence) == expected


def test_no_word_of_a_sentence_is_lost():
    assert plain("**저장**을 [여기](https://a.kr)에서 눌러요 (1)") == "저장을 여기에서 눌러요 (1)"


@pytest.mark.parametrize(
    ("sentence", "mark"),
    [
        ("<b>가</b>", "<b>"),
        ("</p>", "</p>"),
        ("<img src=x onerror=y>", "<img src=x onerror=y>"),
        ("{{ secret }}", "{{"),
        ("{% if %}", "{%"),
        ("**반쪽", "**"),
        ("[글](주소)", "]("),
        ("[글](javascript:alert)", "]("),
        ("값 < 3 이고 > 1", ""),
        ("<한글>", ""),
        ("**온전** [글](https://a.kr)", ""),
        ("별 * 하나", ""),
        ("[괄호] (1)", ""),
    ],
)
def test_what_looks_like_a_mark_but_is_none_is_named(sentence, mark):
    assert stray(sentence) == mark


@pytest.mark.parametrize(
    ("sentence", "found", "rest"),
    [
        ("**저장**을 눌러요 (1)", 1, "**저장**을 눌러요"),
        ("눌러요(9)", 9, "눌러요"),
        ("(2) 다음을 눌러요", None, "(2) 다음을 눌러요"),
        ("누르지 않아요 (0)", None, "누르지 않아요 (0)"),
        ("열 개예요 (10)", None, "열 개예요 (10)"),
        ("없어요", None, "없어요"),
    ],
)
def test_an_instruction_points_into_its_picture_by_the_number_it_ends_with(sentence, found, rest):
    assert number(sentence) == found
    assert unnumbered(sentence) == rest
