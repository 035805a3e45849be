"""What a seller pastes of several malls at once: nothing of another mall comes into a box, however its block begins."""

from itertools import product

import pytest
from conftest import CONTENT

from wizard.content.catalog import open_catalog
from wizard.forms.paste_parser import read
from wizard.web.form import pasted

GUIDES = open_catalog(CONTENT).guides
OTHERS = {"tmon": "네이버", "smartstore": "CJ온스타일", "coupang": "11번가", "11st": "쿠팡"}
HEADS = {
    "its name": "{}\n",
    "in brackets": "[{}]\n",
    "in a list": "1. {}\n",
    "in a tight list": "2.{}\n",
    "its account": "{} 계정\n",
    "its login": "■ {} 로그인 정보\n",
    "its firm": "{} 우리상점\n",
    "before the first name": "{} ",
    "before the first name with a dash": "{} - ",
    "before the first name with a colon": "3) {}: ",
    "before a list": "{}쪽 - ",
    "in a cell before": "{}\t",
    "in a row that says what it is": "사이트\t{}\n",
    "in a sentence": "다음은 {} 계정이에요\n",
    "with what comes": "{} ID/PW\n",
}
PROGRAMS = {
    "no program": "",
    "ours": "연동업체: 아임셀러\n",
    "ours below": "셀러툴\n아임셀러\n",
    "another": "API 대행사 : 사방넷\n",
    "none said": "솔루션 :\n\n",
}
LAYOUTS = {
    "lines": "아이디: {0}id77\n비밀번호: {0}!pw5678\nAPI KEY: {0}0123456789abcdef0123456789ab",
    "tabs": "로그인 ID\t{0}id77\nPW\t{0}!pw5678",
    "below one another": "아이디\n{0}id77\n비밀번호\n{0}!pw5678",
    "one line": "아이디 {0}id77 비번 {0}!pw5678",
    "a name of no box first": "업체코드: {0}0123456789\n- 아이디: {0}id77\n- 비밀번호: {0}!pw5678",
    "a pair": "아이디/비번: {0}id77 / {0}!pw5678",
}
BLOCKS = [*product(OTHERS.items(), HEADS, PROGRAMS, LAYOUTS)]


def boxes(mall, text):
    guide = GUIDES[mall]
    step = next(step for step in guide.steps if step.kind == "credentials")
    found = read(step.fields, text, pasted.called(guide))
    return {part.name: part.said(text) for part in found.parts}


@pytest.mark.parametrize("head", HEADS)
def test_another_malls_block_alone_fills_no_box(head):
    filled = [
        (mall, program, layout, found)
        for (mall, other), of, program, layout in BLOCKS
        if of == head
        if (found := boxes(mall, PROGRAMS[program] + HEADS[head].format(other) + LAYOUTS[layout].format("qz")))
    ]  # fmt: skip

    assert filled == []


@pytest.mark.parametrize("head", HEADS)
def test_of_two_blocks_ours_is_taken_and_nothing_of_the_other(head):
    wrong = []
    for (mall, other), of, program, layout in BLOCKS:
        if of != head:
            continue
        theirs = HEADS[head].format(other) + LAYOUTS[layout].format("qz")
        mine = f"{GUIDES[mall].title}\n" + LAYOUTS["lines"].format("our")
        for text in (f"{theirs}\n{PROGRAMS[program]}{mine}", f"{mine}\n{PROGRAMS[program]}{theirs}"):  # fmt: skip
            found = boxes(mall, text)
            if found.get("login_id") != "ourid77" or "qz" in "".join(found.values()):
                wrong.append((text, found))

    assert wrong == []


def test_what_is_named_again_below_a_line_of_another_mall_is_ours():
    text = "카톡 아이디: kimsajang\n아이디: woori77\n비번: abc!1234"

    assert boxes("tmon", text) == {"login_id": "woori77", "password": "abc!1234"}
