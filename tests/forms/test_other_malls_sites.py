"""What stands at an address of another mall, however it is written and named, fills no box, and is told."""

import pytest
from support.pasting import GUIDES, HOSTS, LOGIN, LOGIN_LINES, boxes, read

from wizard.content.catalog import Catalog
from wizard.forms.paste.mall import bare_host
from wizard.guide.hosts import hosts_of
from wizard.guide.model import Guide
from wizard.web.form import pasted


def test_a_host_to_which_a_guide_leads_is_known_again_where_a_text_has_its_address():
    led_to = {host for one in HOSTS.values() for host in one.mall}

    assert {bare_host(f"https://www.{host}/login") for host in led_to} == led_to


@pytest.mark.parametrize(
    "label",
    ["쇼핑몰 주소", "홈페이지", "홈페이지 주소", "사이트 URL", "쇼핑몰 URL", "몰 주소", "URL 주소", "관리자 주소", "도메인"],
)  # fmt: skip
def test_another_malls_console_at_any_label_is_no_fact_of_ours(label):
    assert boxes("11st", f"{label}: https://wing.coupang.com{LOGIN_LINES}") == {}


def test_the_shops_own_page_at_a_label_is_a_fact():
    assert boxes("11st", f"홈페이지: https://www.woorishop.co.kr{LOGIN_LINES}") == LOGIN


@pytest.mark.parametrize(
    "site",
    [
        "https://partner.toss.im",
        "https://sell.always.ai",
        "https://seller.zigzag.app",
        "https://partner.29cm.co",
        "https://우리.com",
        "우리.com",
        "wing.coupang.com에서",
        "wing.coupang.com으로 들어가요",
        "https://wing.coupang.com/에서",
    ],
)
def test_an_address_of_any_top_and_with_a_word_right_behind_it_is_one(site):
    assert boxes("11st", site + LOGIN_LINES) == {}


@pytest.mark.parametrize("said", ["pw.io!2345", "woori.kim@naver.com", "a.b.c"])
def test_a_value_with_a_dot_is_a_value(said):
    assert boxes("11st", f"아이디 woori7\n비밀번호 {said}")["password"] == said


def test_where_two_malls_end_a_note_and_tell_different_things_neither_login_is_taken():
    text = "업체코드 A00012345\n11번가\n아이디 ew7\n비밀번호 ep!2345\n쿠팡"

    found = read("coupang", text)

    assert found.values.keys().isdisjoint({"login_id", "password"})
    assert set(found.foreign) >= {"login_id", "password"}


CONSOLE_OF_ESM = "https://www.esmplus.com/Member/Manage\n판매자명\n우리상점\n판매자 ID\nwoori7"


def test_at_a_console_of_two_malls_its_facts_are_taken_and_a_login_to_it_is_not():
    found = read("gmarket", CONSOLE_OF_ESM)

    assert found.values == {"login_id": "woori7", "edealer": "우리상점"}
    assert boxes("gmarket", f"{CONSOLE_OF_ESM}\n비밀번호 변경") == dict(found.values)
    assert boxes("gmarket", f"https://www.esmplus.com{LOGIN_LINES}") == {}
    assert boxes("11st", CONSOLE_OF_ESM) == {}


def with_our_address(guide: Guide) -> Guide:
    """Give a guide as it is once the operator has said where 아임셀러 is."""
    steps = tuple(
        step.model_copy(
            update={"where": step.where.model_copy(update={"url": "https://www.imseller.kr"})}
        )
        if getattr(step.where, "console", "") == "아임셀러"
        else step
        for step in guide.steps
    )
    return guide.model_copy(update={"steps": steps})


def test_the_address_of_imseller_itself_takes_no_key_away_and_its_login_is_no_malls():
    guides = {mall: with_our_address(guide) for mall, guide in GUIDES.items()}
    key = "5d2f81c07be94a3618f0c2d7e5b96a4403e8d1c7f26b5a908d4e71c3"
    mall = pasted.mall_of(guides["lotteon"], Catalog(guides).hosts)
    step = next(step for step in guides["lotteon"].steps if step.kind == "credentials")

    def said(text):
        return dict(pasted.of_area(step, step.fields, text, mall).values)

    assert "imseller.kr" in mall.shared_hosts
    assert all("imseller.kr" not in hosts_of(guide).mall for guide in guides.values())
    assert said(f"https://www.imseller.kr/malls\n인증키\n{key}") == {"api_key": key}
    assert said(f"https://www.imseller.kr{LOGIN_LINES}\n인증키\n{key}") == {"api_key": key}


@pytest.mark.parametrize(
    "text",
    [
        "쇼핑몰\t아이디\t비밀번호\n쿠팡\tcid1\tcp!1111",
        "쇼핑몰\t아이디\t비밀번호\n쿠팡\tcid1\tcp!1111\n옥션\taid1\tap!1111",
        "쇼핑몰,아이디,비밀번호\n쿠팡,cid1,cp!1111",
    ],
)
def test_a_table_of_other_malls_alone_is_told_as_theirs(text):
    found = read("11st", text)

    assert (found.values, found.foreign) == ({}, ("login_id", "password"))


def test_a_table_with_a_row_of_ours_tells_nothing_of_the_others():
    found = read("11st", "쇼핑몰\t아이디\t비밀번호\n쿠팡\tcid1\tcp!1111\n11번가\twoori7\tpw!2345")

    assert (found.values, found.foreign) == (LOGIN, ())
