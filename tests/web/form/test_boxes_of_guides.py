"""What a guide says at a box: why it is asked, where its value is, what is odd about one; nothing of it keeps from saving."""

from conftest import filled, soup_of
from support.people import seller_client, services_of

FORM = "/guides/later/form"
KEY = "fedcba9876543210"


def sent(client, **values):
    typed = {"login_id": "shop1234", "password": "horsestaple", "api_key": KEY} | values
    return client.post(FORM, data=filled(soup_of(client.get(FORM)), **typed))


def test_a_box_says_why_it_is_asked_and_the_first_hidden_one_who_may_see_it(client):
    page = soup_of(client.get(FORM))

    told = page.select_one("#password-why")
    assert (
        told.text
        == "주문을 가져올 때 이 비밀번호로 로그인해요. 잠가서 보관하고, 담당자가 열면 알려 드려요."
    )
    assert "password-why" in page.select_one("#password")["aria-describedby"].split()
    assert not page.select("#login_id-why, #api_key-why")


def test_a_value_that_is_shown_in_several_places_has_a_link_to_each_by_its_title(client):
    page = soup_of(client.get(FORM))

    of_id = page.select_one(".box:has(#login_id)").select("a.find")
    of_key = page.select_one(".box:has(#api_key)").select("a.find")
    assert [(a["href"], a.text) for a in of_id] == [
        ("/guides/later/shop", "로그인 ID, 어디에 있나요? ‘가게 화면을 열어요’"),
        ("/guides/later/keys", "로그인 ID, 또는 ‘키 화면을 열어요’"),
    ]
    assert [a.text for a in of_key] == ["API 인증키, 어디에 있나요?"]


def odd(page, name):
    box = page.select_one(f".box:has(#{name})")
    return box.select_one(".doubt").text if box.select(".doubt") else ""


def test_odd_values_are_told_beside_their_boxes_with_what_was_seen_and_saved_on_a_second_press(app):
    client = seller_client(app)

    asked = sent(client, login_id="Shop1234", password="Shop1234")

    page = soup_of(asked)
    compared = [li.text for li in page.select(".doubts li")]
    assert odd(page, "login_id") == "로그인 ID에는 보통 대문자가 없어요."
    assert odd(page, "password") == "비밀번호 칸에 아이디를 적은 것 같아요. 다시 봐 주세요."
    assert compared == ["로그인 ID 대문자가 들어 있어요", "비밀번호 로그인 ID와 같아요"]
    assert services_of(app).accounts.cards(client.seller_id) == []

    again = client.post(FORM, data=filled(page))

    assert again.status_code == 303
    assert len(services_of(app).accounts.cards(client.seller_id)) == 1


def test_a_letter_that_such_a_value_seldom_has_is_told_without_the_value(app):
    client = seller_client(app)

    page = soup_of(sent(client, password="horse+battery"))

    assert odd(page, "password") == "비밀번호에는 보통 더하기 기호를 쓸 수 없어요."
    assert page.select_one(".doubts li").text == "비밀번호 ‘+’ 글자가 들어 있어요"
    assert "horse" not in page.text
    assert services_of(app).accounts.cards(client.seller_id) == []


def test_a_usual_value_is_saved_at_once(app):
    client = seller_client(app)

    assert sent(client).status_code == 303
    assert len(services_of(app).accounts.cards(client.seller_id)) == 1
