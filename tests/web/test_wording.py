"""One thing has one word, on every screen that a seller meets."""

import re
from pathlib import Path

import pytest

import wizard

HOUSE = Path(wizard.__file__).parent
SCREENS = [
    *(HOUSE / "templates").glob("*.html"),
    *(
        file
        for room in ("guide", "seller", "steps", "macros")
        for file in (HOUSE / "templates" / room).glob("*.html")
    ),
    *(HOUSE / "static" / "js").glob("*.js"),
    *(HOUSE / "web").glob("*.py"),
    *(file for room in ("guide", "seller", "form") for file in (HOUSE / "web" / room).glob("*.py")),
    *(HOUSE / "forms").glob("*.py"),
    *(HOUSE / "reminding").glob("words.py"),
]
SAID_ONCE = {
    "휴대폰": "휴대전화|핸드폰",
    "안내": "가이드|매뉴얼",
    "키": "API KEY|API 키|인증키|오픈API",
    "아이디": "로그인 ID|판매자 ID",
    "판매 관리 프로그램": "셀러툴|셀링툴|연동업체",
    "아임셀러 IP": "저희 IP|우리 IP",
    "넓은 글자, 보통 글자": "전각|반각",
    "이미 끝났어요": "만료됐어요",
}
_NOTES = re.compile(r'"""[\s\S]*?"""|\{#[\s\S]*?#\}|^\s*//.*$|^\s*#.*$', re.MULTILINE)


def told(file):
    """Give what a file may show, without what it says to programmers."""
    return _NOTES.sub("", file.read_text("utf-8"))


@pytest.mark.parametrize(("word", "others"), SAID_ONCE.items(), ids=SAID_ONCE)
def test_a_thing_is_called_by_its_one_word(word, others):
    found = {
        (file.name, match.group()) for file in SCREENS for match in re.finditer(others, told(file))
    }

    assert found == set(), f"말은 하나로: {word}"


def test_the_screens_are_looked_at():
    assert len(SCREENS) > 100
    assert any("막혔어요" in told(file) for file in SCREENS)
