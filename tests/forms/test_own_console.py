"""A console of the form's own mall keeps its keys, whatever else stands on it: programs, help, notices, its sign-in page."""

import pytest
from support.pasting import LOGIN, LOGIN_LINES, boxes, read

COUPANG = {
    "vendor_id": "A00012345",
    "access_key": "3f6c1e9a-52b7-4d08-9e41-b7a20c8d5f13",
    "secret_key": "8d0b5c7a1f3e9624b0c7d8e5f1a2934605b8c7de",
}
COUPANG_LINES = (
    "\n업체코드\n{vendor_id}\nAccess Key\n{access_key}\nSecret Key\n{secret_key}".format(**COUPANG)
)
LOTTEON_KEY = "5d2f81c07be94a3618f0c2d7e5b96a4403e8d1c7f26b5a908d4e71c3"


@pytest.mark.parametrize(
    "programs",
    [
        "연동업체 선택\n사방넷\n샵링커\n플레이오토\n아임셀러",
        "연동업체 목록\n☐ 사방넷\n☐ 샵링커\n☑ 아임셀러\n☐ 카페24",
        "연동업체\n○ 사방넷\n● 아임셀러",
        "연동업체\n플레이오토",
        "연동업체\n사방넷",
        "연동업체 사방넷 샵링커 플레이오토",
        "연동업체: 사방넷, 샵링커, 플레이오토",
        "셀러툴\n사방넷\t플레이오토\t샵링커",
        "API 대행사\n사방넷\n\n플레이오토\n\n이지어드민",
        "업체명\n플레이오토",
        "업체명\n아임셀러",
        "업체명: 샵링커",
        "상호\n셀메이트",
    ],
)
def test_the_programs_that_a_console_offers_a_key_for_take_no_key_away(programs):
    assert boxes("coupang", programs + COUPANG_LINES) == COUPANG
    assert boxes("coupang", f"쿠팡 WING\n{programs}{COUPANG_LINES}") == COUPANG


@pytest.mark.parametrize("programs", ["셀러툴\n사방넷\n플레이오토\n샵링커", "셀러툴\n셀메이트"])
def test_the_key_below_a_list_of_programs_is_taken(programs):
    assert boxes("lotteon", f"{programs}\n인증키\n{LOTTEON_KEY}") == {"api_key": LOTTEON_KEY}


def test_the_shop_and_the_program_beside_it_are_both_the_malls():
    text = "API 대행사\n사방넷\n플레이오토\n스토어 주소\nhttps://smartstore.naver.com/woori"

    assert boxes("smartstore", text)


@pytest.mark.parametrize(
    "text",
    [
        "사방넷",
        "솔루션\n사방넷",
        "연동업체 아임셀러\n사방넷",
        "연동업체 아임셀러\n\n플레이오토",
        "셀러툴\n아임셀러\n사방넷",
        "11번가\n연동업체: 아임셀러\n\n사방넷",
    ],
)
def test_the_login_of_a_program_itself_is_not_the_malls(text):
    assert boxes("11st", text + LOGIN_LINES) == {}


@pytest.mark.parametrize(
    "line",
    [
        "고객센터 https://help.11st.co.kr",
        "공지: 교육영상 https://www.youtube.com/watch?v=a1b2",
        "개인정보 처리방침 https://privacy.kisa.or.kr",
        "우리상점 (woorishop.co.kr)",
    ],
)
def test_an_address_that_a_line_of_the_malls_own_page_ends_with_takes_nothing_away(line):
    assert boxes("11st", f"11번가 셀러오피스\n{line}{LOGIN_LINES}") == LOGIN
    assert boxes("coupang", f"쿠팡 WING\n{line.replace('11st.co.kr', 'coupang.com')}{COUPANG_LINES}") == COUPANG  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "쿠팡 로그인 https://wing.coupang.com",
        "여기로 들어가요 https://wing.coupang.com",
        "여기로 들어가요 https://po.ssgadm.com",
        "알리 셀러 https://seller.alibaba.com",
        "거래처 발주 https://partner.domesin.com",
    ],
)
def test_a_line_that_ends_with_another_place_to_sign_in_heads_its_block(line):
    assert boxes("11st", line + LOGIN_LINES) == {}
    assert boxes("11st", f"11번가\n{line}{LOGIN_LINES}") == {}


def test_below_a_site_that_nobody_knows_only_what_proves_itself_is_taken():
    found = read("11st", "도매의신 https://www.domesin.com" + LOGIN_LINES)

    assert (found.values, found.foreign) == ({}, ("login_id", "password"))
    assert boxes("coupang", "도매의신 https://www.domesin.com" + COUPANG_LINES) == COUPANG


@pytest.mark.parametrize(
    ("mall", "site"),
    [
        ("smartstore", "https://accounts.commerce.naver.com/login"),
        ("smartstore", "https://nid.naver.com/nidlogin.login"),
        ("smartstore", "naver.com"),
        ("gmarket", "https://signinssl.gmarket.co.kr/login"),
        ("tmon", "https://spc.tmon.co.kr"),
        ("wemakeprice", "https://wpartner.wemakeprice.com/login"),
        ("interpark", "https://seller.interpark.com"),
        ("cjmall", "https://www.cjonstyle.com"),
    ],
)
def test_where_a_mall_is_signed_in_to_heads_its_own_block(mall, site):
    alone, headed = read(mall, LOGIN_LINES), read(mall, site + LOGIN_LINES)

    assert alone.values
    assert (headed.values, headed.foreign) == (alone.values, ())


def test_a_row_of_a_browsers_saved_passwords_is_taken():
    head = "name,url,username,password"
    row = "naver.com,https://nid.naver.com/nidlogin.login,woori7,pw!2345"

    assert boxes("smartstore", f"{head}\n{row}") == boxes("smartstore", LOGIN_LINES)


def test_at_a_place_of_the_same_firm_that_nobody_knows_a_key_still_proves_itself():
    found = read("coupang", "https://api-gateway.coupang.com\n아이디 woori7" + COUPANG_LINES)

    assert found.values == COUPANG


@pytest.mark.parametrize("site", ["partners.coupang.com", "supplier.coupang.com"])
def test_the_keys_of_another_service_of_the_same_firm_are_not_the_malls(site):
    assert boxes("coupang", site + COUPANG_LINES) == {}
