import pytest

from wizard.guide.glossary import Glossary, Term

GLOSSARY = Glossary(
    {
        "API": Term(say="들어오는 문이에요."),
        "대행사": Term(say="대신 해 주는 곳이에요.", aka=("연동업체", "업체")),
        "API 키": Term(say="그 문의 열쇠예요."),
    }
)


@pytest.mark.parametrize(
    ("text", "met", "found"),
    [
        ("API를 켜요", (), [("API", "API")]),
        ("API와 API", (), [("API", "API")]),
        ("API를 켜요", ("API",), []),
        ("API 키와 API", (), [("API 키", "API 키"), ("API", "API")]),
        ("연동업체를 골라 대행사로 정해요", (), [("연동업체", "대행사")]),
        ("OPENAPI, APIs, 발급대행사", (), []),
        ("업체가", (), [("업체", "대행사")]),
    ],
    ids=["one", "twice", "met", "longest first", "another word", "part of a word", "particle"],
)
def test_a_text_is_cut_at_the_first_use_of_each_term(text, met, found):
    parts = list(GLOSSARY.cut(text, met))

    assert [(part, name) for part, name in parts if name] == found
    assert "".join(part for part, _ in parts) == text


def test_an_empty_glossary_cuts_nothing():
    assert list(Glossary().cut("API", ())) == [("API", "")]
