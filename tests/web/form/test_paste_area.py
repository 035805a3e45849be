"""A whole page of a console, put into one area, fills the form by the server alone."""

import pytest
from conftest import FIRM, filled, soup_of

VENDOR, ACCESS = "A00099999", "1b2c3d4e-0000-4000-8000-0a1b2c3d4e5f"
SECRET = "0123456789abcdef0123456789abcdef01234567"
PAGE = (
    f"업체코드\n복사\n{VENDOR}\nAccess Key\n{ACCESS}\nSecret Key\n{SECRET}\n최종수정일 2026-08-01"
)
FORM = "/guides/coupang/account?company=listed"


@pytest.fixture
def client(content_app):
    return content_app.test_client()


def send(client, page, **values):
    return client.post(FORM, data=filled(page, **values))


def pasted(client, text, action="split", **values):
    page = soup_of(client.get(FORM))
    return send(client, page, action=action, **{"form.paste": text, **values})


@pytest.mark.parametrize("action", ["split", "preview", "save"])
def test_the_page_comes_back_filled_and_is_saved_by_one_more_press(client, action):
    own = FIRM | {"login_id": "woorishop", "password": "correct horse"}
    answer = pasted(client, PAGE, action, **own)

    soup = soup_of(answer)
    assert answer.status_code == (422 if action == "save" else 200)
    assert soup.select_one("#vendor_id")["value"] == VENDOR
    assert soup.select_one("[name='access_key.kept']")
    assert ACCESS not in answer.text
    assert not soup.select_one("#paste").text.strip()
    assert send(client, soup).status_code == 303


def test_the_receipt_names_just_the_boxes_that_hold_a_value_now(client):
    answer = pasted(client, PAGE + "\n발급일 2026-13-45\n비밀번호: ••••••••")

    said = soup_of(answer).select_one(".moved:not(.warn)").text
    assert (
        "값 3개를 찾아 칸마다 나눠 담았어요: 업체ID (업체코드), API 인증키 (Access Key), 비밀키 (Secret Key)."
        in said
    )
    assert "비밀번호: 가려진 값이라" in said
    assert "발급일" not in said


def test_what_was_put_into_boxes_can_be_put_back(client):
    other = "C98765432"
    filled_in = soup_of(pasted(client, PAGE, vendor_id=other))

    back = soup_of(send(client, filled_in, action="undo"))

    assert back.select_one("#vendor_id")["value"] == other
    assert not back.select_one("[name='access_key.kept']")


@pytest.mark.parametrize("text", ["안녕하세요 사장님", "쿠팡", "correct horse battery staple"])
def test_a_text_of_nothing_is_said_to_be_one_and_changes_no_box(client, text):
    answer = pasted(client, text, login_id="woorishop")

    soup = soup_of(answer)
    assert "찾지 못했어요" in soup.select_one(".moved.warn").text
    assert soup.select_one("#login_id")["value"] == "woorishop"
    assert not soup.select_one("[value=undo]")


def test_a_text_that_is_too_long_to_read_is_said_to_be_so(client):
    answer = pasted(client, PAGE.ljust(6001))

    assert "너무 길어" in soup_of(answer).select_one(".moved").text


def test_what_stands_under_another_malls_name_is_not_taken(client):
    answer = pasted(client, "지마켓\n아이디: woorigm\n쿠팡\n아이디: wooricp")

    assert soup_of(answer).select_one("#login_id")["value"] == "wooricp"


def test_what_stands_under_another_malls_address_is_not_taken_and_told(client):
    answer = pasted(client, "https://www.auction.co.kr\n아이디 acwoori\n비번 Ac!2026b")

    soup = soup_of(answer)
    said = soup.select_one(".moved.warn").text
    assert "다른 쇼핑몰의 것으로 보여 담지 않은 값이 있어요: 사용자ID, 비밀번호." in said
    assert "찾지 못했어요" not in said
    assert not soup.select_one("#login_id").get("value")
    assert not soup.select_one("[name='password.kept']")
