"""The form in its parts: firm, a pasted screen, the boxes, the table; sent whole, with JavaScript or without."""

import pytest
from conftest import FIRM, filled, soup_of
from support.people import seller_client

VENDOR, ACCESS = "A00099999", "1b2c3d4e-0000-4000-8000-0a1b2c3d4e5f"
SECRET = "0123456789abcdef0123456789abcdef01234567"
SCREEN = f"업체코드\n{VENDOR}\nAccess Key\n{ACCESS}\nSecret Key\n{SECRET}\n"
LOGIN = {"login_id": "woorishop", "password": "correct horse"}
FORM = "/guides/coupang/account?company=listed"


@pytest.fixture
def client(content_app):
    return content_app.test_client()


def sent(client, **values):
    return client.post(FORM, data=filled(soup_of(client.get(FORM)), **values))


def ticked(page):
    return [tag["data-tick"] for tag in page.select(".ticks .got")]


@pytest.mark.parametrize("action", ["split", "save"])
def test_a_pasted_screen_goes_to_its_boxes_each_ticked_and_is_looked_at_before_it_is_saved(
    client, action
):
    looked = sent(client, **FIRM, **LOGIN, **{"form.paste": SCREEN, "action": action})

    page = soup_of(looked)
    assert looked.status_code == (422 if action == "save" else 200)
    assert page.select_one("#vendor_id")["value"] == VENDOR
    assert "값 3개를 찾아" in page.select_one(".moved").text
    assert set(ticked(page)) == {"login_id", "password", "vendor_id", "access_key", "secret_key"}
    assert ACCESS not in looked.text
    assert SECRET not in looked.text
    assert not page.select(".error, .doubt")
    assert client.post(FORM, data=filled(page)).status_code == 303


def test_what_stood_in_the_boxes_before_a_screen_was_pasted_comes_back(client):
    page = soup_of(sent(client, vendor_id="A00000001", **{"form.paste": SCREEN, "action": "split"}))

    back = soup_of(client.post(FORM, data=filled(page, action="undo")))

    assert back.select_one("#vendor_id")["value"] == "A00000001"
    assert ticked(back) == ["vendor_id"]


def test_a_screen_without_a_value_says_so_and_judges_nothing(client):
    answer = sent(client, **{"form.paste": "오늘의 주문 3건", "action": "split"})

    page = soup_of(answer)
    assert "값을 찾지 못했어요" in page.select_one(".moved").text
    assert not page.select(".error")


def test_a_form_that_is_sent_whole_is_saved_whatever_parts_it_is_shown_in(client):
    keys = {"vendor_id": VENDOR, "access_key": ACCESS, "secret_key": SECRET}

    assert sent(client, **FIRM, **LOGIN, **keys).status_code == 303


def test_the_firm_is_asked_for_once_ever(content_app, client):
    assert soup_of(client.get(FORM)).select_one(".firm")
    assert soup_of(seller_client(content_app).get(FORM)).select_one(".firm") is None


def test_few_boxes_stand_in_one_part_and_a_question_stands_alone(client):
    for path in (FORM, "/guides/auction/account?way=self&remit=online"):
        for part in soup_of(client.get(path)).select(".values [data-part]"):
            asks = part.select("fieldset.options")
            boxes = part.select(".box")
            assert (len(asks), len(boxes)) == (1, 0) or (not asks and 1 <= len(boxes) <= 3)


def test_two_boxes_are_typed_without_a_place_to_paste_a_screen(client):
    assert soup_of(client.get("/guides/cjmall/account")).select_one(".paste") is None


def test_enter_in_a_box_shows_the_table_and_saves_nothing(client):
    page = soup_of(client.get(FORM))
    first = page.select_one("form#account button")

    looked = client.post(FORM, data=filled(page, **FIRM, **{first["name"]: first["value"]}))

    assert looked.status_code == 200
    assert not soup_of(looked).select(".error")
    assert client.get("/my").status_code == 403


def test_at_the_first_secret_it_is_told_once_why_it_is_asked_and_who_may_see_it(client):
    page = soup_of(client.get(FORM))

    assert [tag["id"] for tag in page.select("[id$='-why']")] == ["password-why"]
    assert "password-why" in page.select_one("#password")["aria-describedby"]
    assert page.text.count("담당자가 열면 알려 드려요") == 1


def test_a_doubt_is_named_linked_and_compared_and_its_value_is_not_shown(client):
    refusal = sent(client, **FIRM, **LOGIN, vendor_id=VENDOR, access_key="0x3c", secret_key=SECRET)

    page = soup_of(refusal)
    [odd] = page.select("#summary li")
    assert odd.a["href"] == "#access_key"
    assert "36자가 아니라 4자 · 끝 ••3c" in odd.text
    assert "0x3c" not in refusal.text
    assert page.title.text.startswith("오류:")
    assert client.post(FORM, data=filled(page)).status_code == 303


def test_a_table_that_waits_for_an_answer_says_for_which(client):
    page = soup_of(client.get("/guides/auction/account?way=agency"))

    assert "‘송금방법’에 답하면" in page.select_one(".rows").text
    assert not page.select("table[data-rows]")
