"""What a seller pastes of several malls at once: nothing of another mall comes into a box, however its block begins."""

import random
from itertools import product

import pytest
from support.pasting import GUIDES, HOSTS

from wizard.forms.paste_parser import read
from wizard.web.form import pasted

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
SITES = {
    "tmon": ("https://www.auction.co.kr", "po.ssgadm.com"),
    "smartstore": ("www.gmarket.co.kr", "https://partners.cjonstyle.com/login"),
    "coupang": ("m.11st.co.kr", "https://www.esmplus.com/Member/SignIn/LogOn?ReturnUrl=%2f"),
    "11st": ("wing.coupang.com", "hmall.com"),
}
OWN_SITES = {
    "tmon": "https://www.tmon.co.kr",
    "smartstore": "sell.smartstore.naver.com",
    "coupang": "https://wing.coupang.com",
    "11st": "soffice.11st.co.kr",
}
SITE_HEADS = {
    "alone": "{}\n",
    "in brackets": "[{}]\n",
    "in a list": "1. {}\n",
    "between rules": "=====\n{}\n=====\n",
    "at a label": "사이트: {}\n",
    "at a label above": "웹사이트\n{}\n",
    "in a row": "URL\t{}\n",
    "before the first name": "{} ",
    "before the first name with a dash": "{} - ",
    "in a cell before": "{}\t",
    "with what comes": "{} 로그인 정보\n",
}
ENDS = {
    "alone": "\n{}",
    "in brackets": "\n({})",
    "behind an arrow": "\n→ {}",
    "at a label": "\n웹사이트: {}",
    "at a label above": "\n웹사이트\n{}",
    "in a row": "\nURL\t{}",
    "in the line": " {}",
    "in the line, in brackets": " ({})",
    "above a rule": "\n{}\n-----",
}


NAMED = {
    "coupang": ("쿠팡", "https://wing.coupang.com"),
    "11st": ("11번가", "www.11st.co.kr"),
    "smartstore": ("스마트스토어", "sell.smartstore.naver.com"),
    "tmon": ("티몬", "www.tmon.co.kr"),
    "auction": ("옥션", "auction.co.kr"),
    "gmarket": ("지마켓", "https://www.gmarket.co.kr"),
    "lotteon": ("롯데온", "store.lotteon.com"),
    "ssg": ("쓱", "po.ssgadm.com"),
    "own": ("오늘의집", "woori.cafe24.com"),
}
LOGIN = {"login_id": "woori77", "password": "abc!1234"}


def boxes(mall, text):
    guide = GUIDES[mall]
    step = next(step for step in guide.steps if step.kind == "credentials")
    found = read(step.fields, text, pasted.mall_of(guide, HOSTS))
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


def wrongly_filled(mall, theirs, mine):
    """Give the notes of two blocks, one below the other, of which something of the other comes into a box, or nothing of ours."""
    for first, second in ((theirs, mine), (mine, theirs)):
        for gap in ("\n", "\n\n"):
            found = boxes(mall, text := f"{first}{gap}{second}")
            if found.get("login_id") != "ourid77" or "qz" in "".join(found.values()):
                yield mall, text, found


@pytest.mark.parametrize("mall", OTHERS)
@pytest.mark.parametrize("head", SITE_HEADS)
def test_a_block_under_another_malls_address_fills_no_box_and_ours_is_taken_beside_it(head, mall):
    wrong = []
    for site, layout in product(SITES[mall], LAYOUTS):
        theirs = SITE_HEADS[head].format(site) + LAYOUTS[layout].format("qz")
        if found := boxes(mall, theirs):
            wrong.append((mall, theirs, found))
        for own in (GUIDES[mall].title, OWN_SITES[mall]):
            mine = SITE_HEADS[head].format(own) + LAYOUTS["lines"].format("our")
            wrong += wrongly_filled(mall, theirs, mine)

    assert wrong == []


@pytest.mark.parametrize("mall", OTHERS)
@pytest.mark.parametrize("end", ENDS)
def test_a_block_that_ends_with_another_malls_name_or_address_fills_no_box(end, mall):
    wrong = []
    for site, layout in product((SITES[mall][0], OTHERS[mall]), LAYOUTS):
        theirs = LAYOUTS[layout].format("qz") + ENDS[end].format(site)
        if found := boxes(mall, theirs):
            wrong.append((mall, theirs, found))
        for own in (GUIDES[mall].title, OWN_SITES[mall]):
            mine = LAYOUTS["lines"].format("our") + ENDS[end].format(own)
            wrong += wrongly_filled(mall, theirs, mine)

    assert wrong == []


@pytest.mark.parametrize(
    ("mall", "site"),
    [
        ("coupang", "coupang.com"),
        ("coupang", "http://wing.coupang.com/tenants/login"),
        ("11st", "https://login.11st.co.kr"),
        ("11st", "openapi.11st.co.kr"),
        ("auction", "memberssl.auction.co.kr"),
        ("gmarket", "m.gmarket.co.kr"),
        ("smartstore", "sell.smartstore.naver.com/#/login"),
        ("lotteon", "STORE.LOTTEON.COM"),
    ],
)
def test_a_malls_own_address_heads_its_own_block_however_it_is_written(mall, site):
    assert boxes(mall, f"{site}\n아이디 woori77\n비번 abc!1234") == LOGIN


@pytest.mark.parametrize(
    ("mall", "site"),
    [
        ("coupang", "supplier.coupang.com"),
        ("coupang", "partners.coupang.com"),
        ("smartstore", "searchad.naver.com"),
        ("gmarket", "www.esmplus.com"),
        ("auction", "www.esmplus.com"),
    ],
    ids=lambda said: said,
)
def test_another_login_at_the_same_firm_is_not_the_malls(mall, site):
    assert boxes(mall, f"{site}\n아이디 woori77\n비번 abc!1234") == {}


@pytest.mark.parametrize("layout", ["{}\n{}\n", "{}: {}\n", "{}\t{}\n"])
def test_a_key_stays_ours_beside_the_address_of_the_program_that_it_is_for(layout):
    said = {"업체코드": "A00123456", "Access Key": "3f6c1e9a-52b7-4d08-9e41-b7a20c8d5f13"}
    facts = {**said, "업체명": "우리상점", "URL": "https://www.solution.co.kr", "IP": "1.2.3.4"}

    found = boxes("coupang", "".join(layout.format(*fact) for fact in facts.items()))

    assert found == {"vendor_id": said["업체코드"], "access_key": said["Access Key"]}


@pytest.mark.parametrize(
    "text",
    [
        "아이디: woori77@naver.com\n비번: abc!1234",
        "블로그 https://blog.naver.com/woori\n아이디: woori77@naver.com\n비번: abc!1234",
        "아이디: woori77@naver.com\n비번: abc!1234\n홈페이지: www.woorishop.co.kr",
    ],
    ids=["an e-mail's host", "a blog", "a shop's page"],
)
def test_an_address_that_nobody_signs_in_at_takes_nothing_away(text):
    assert boxes("coupang", text) == LOGIN | {"login_id": "woori77@naver.com"}


def test_a_login_above_ours_that_no_mall_is_named_for_is_not_mixed_with_ours():
    assert boxes("tmon", "아이디: kim\n비번: other!99\n\n티몬\n아이디: woori77") == {
        "login_id": "woori77"
    }


def test_what_is_named_again_below_a_line_of_another_mall_is_ours():
    text = "카톡 아이디: kimsajang\n아이디: woori77\n비번: abc!1234"

    assert boxes("tmon", text) == {"login_id": "woori77", "password": "abc!1234"}


@pytest.mark.parametrize(
    ("mall", "text"),
    [
        (
            "gmarket",
            "롯데온 아이디: lt77\n비번: lt!pw56\n-----\n아이디: st77\n비번: st!pw56\n(11번가)",
        ),
        (
            "coupang",
            "아이디: lt77\n비번: lt!pw56 (store.lotteon.com)\n\n=== 쓱 ===\nID\tss77\nPW\tss!pw56",
        ),
        (
            "tmon",
            "지마켓 - 아이디=gm77\n비밀번호=gm!pw56\n아이디: ss77\n비번: ss!pw56\n사이트: po.ssgadm.com",
        ),
        (
            "auction",
            "11번가 아이디 st77 비번 st!pw56\n아이디: lt77\n비번: lt!pw56\n롯데온\n1. 쿠팡\n아이디 cp77",
        ),
        (
            "lotteon",
            "아이디=cp77\n비밀번호=cp!pw56\n담당자: 김우리 (쿠팡)\n-----\n[11번가]\n아이디=st77",
        ),
        ("11st", "오늘의집\n아이디: oh77\n비번: oh!pw56"),
    ],
)
def test_a_note_that_names_malls_above_and_below_in_turn_fills_no_box_of_a_mall_it_does_not_hold(
    mall, text
):
    assert boxes(mall, text) == {}


@pytest.mark.parametrize("password", ["naver!99", "coupang#1", "ssg$2026", "wing*77"])
def test_a_password_that_begins_with_a_malls_name_is_a_password(password):
    found = boxes("11st", f"아이디\nwoori77\n비밀번호\n{password}")

    assert found == {"login_id": "woori77", "password": password}


def note_of(malls, hand):
    """Write a note of these malls, each block in another way: its mall above, below or at the end of its line."""
    blocks = []
    for mall in malls:
        layout = LAYOUTS[hand.choice([*LAYOUTS])].format(mall[:3])
        said = hand.choice(NAMED[mall])
        if hand.random() < 0.5:
            blocks.append(SITE_HEADS[hand.choice([*SITE_HEADS])].format(said) + layout)
        else:
            blocks.append(layout + ENDS[hand.choice([*ENDS])].format(said))
    return hand.choice(["\n", "\n\n", "\n-----\n"]).join(blocks)


@pytest.mark.parametrize("seed", range(8))
def test_of_a_note_in_which_each_mall_is_named_in_another_way_nothing_of_another_is_taken(seed):
    hand, astray = random.Random(seed), []
    for _ in range(60):
        malls = hand.sample([*NAMED], hand.choice((2, 3, 4)))
        text, mall = note_of(malls, hand), hand.choice([*OTHERS])
        found = boxes(mall, text)
        if any(not value.startswith(mall[:3]) for value in found.values()):
            astray.append((mall, text, found))

    assert astray == []
