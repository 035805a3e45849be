"""알림 받기: exactly what was read is agreed to, it is on or off at once, and what was told is shown."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from conftest import GOOD, filled, prepared, settings_for, soup_of
from support.people import code_sent, post, save_account, seller_client, services_of

from gallery.reminders import leave_told
from gallery.stage import TELLING
from wizard.app import create_app
from wizard.db.models import MessageConsent, Notice
from wizard.message_settings import MessageSettings
from wizard.reminding.consent import TEXT, VERSION
from wizard.services.email_confirmation import code_in

PAGE = "/my/messages"


@pytest.fixture
def telling(tmp_path):
    """An application that has both channels; nothing is sent, for nobody does its jobs."""
    settings = settings_for(tmp_path, messages=MessageSettings.from_env(TELLING))
    prepared(settings)
    return create_app(settings)


def stored(app):
    with services_of(app).consents.engine.connect() as connection:
        rows = connection.execute(sa.select(MessageConsent.__table__))
        return {row.channel: (row.is_given, row.email, row.act, row.version) for row in rows}


def form_of(client, channel, page=PAGE):
    for form in soup_of(client.get(page)).select("form.told"):
        hidden = {tag["name"]: tag.get("value", "") for tag in form.select("input")}
        if hidden.get("channel") == channel:
            return hidden
    return None


def test_without_a_channel_nothing_is_offered_and_that_is_said(app):
    client = seller_client(app)

    page = soup_of(client.get(PAGE))

    assert not page.select("form.told")
    assert "담당자가 전화해요" in page.text
    refused = post(client, PAGE, channel="talk", want="1", version=VERSION)
    assert refused.status_code == 422
    assert stored(app) == {}


def test_what_is_agreed_to_is_the_text_on_the_page_and_it_can_be_left_at_once(telling):
    client = seller_client(telling)
    asked = form_of(client, "talk")

    assert TEXT["talk"] in soup_of(client.get(PAGE)).text
    assert client.post(PAGE, data=asked).status_code == 303
    given = stored(telling)
    assert client.post(PAGE, data=form_of(client, "talk")).status_code == 303

    assert given == {"talk": (True, "", "my", VERSION)}
    assert stored(telling)["talk"][0] is False
    assert "이제 카카오톡으로 보내지 않아요" in client.get(PAGE).text


def test_a_text_that_changed_meanwhile_is_read_again_first(telling):
    client = seller_client(telling)

    answer = client.post(PAGE, data=form_of(client, "talk") | {"version": "2020-01-01"})

    assert answer.status_code == 409
    assert "다시 읽고" in soup_of(answer).select_one("[role=alert]").text
    assert stored(telling) == {}


@pytest.mark.parametrize("email", ["", "kim", "kim@example.com\r\nBcc: a@b.kr", "김@example.com"])
def test_an_address_that_is_none_is_said_beside_its_box_and_stays(telling, email):
    client = seller_client(telling)

    answer = client.post(PAGE, data=form_of(client, "email") | {"email": email})

    soup = soup_of(answer)
    assert answer.status_code == 422
    assert soup.title.text.startswith("오류:")
    assert soup.select_one("#email-error")
    assert email[:3] in soup.select_one("#email")["value"]
    assert stored(telling) == {}


def test_letters_go_to_the_address_that_was_typed_and_it_is_gone_when_they_are_left(telling):
    client = seller_client(telling)

    client.post(PAGE, data=form_of(client, "email") | {"email": " kim@example.com "})
    given = stored(telling)
    post(client, PAGE, channel="email", want="0")

    assert given["email"][:2] == (True, "kim@example.com")
    assert stored(telling)["email"][:2] == (False, "")


def test_the_page_after_saving_asks_once_with_the_phone_that_is_known(telling):
    client = seller_client(telling)
    save_account(client)

    asked = form_of(client, "talk", "/guides/keys/done")
    client.post(PAGE, data=asked)

    assert asked["act"] == "saved"
    assert stored(telling)["talk"][2] == "saved"
    assert form_of(client, "talk", "/guides/keys/done") is None
    assert form_of(client, "email", "/guides/keys/done")


def test_who_has_only_named_a_known_firm_turns_nothing_on_and_nothing_off(telling):
    first = seller_client(telling)
    save_account(first)
    post(first, PAGE, channel="talk", want="1", version=VERSION, to="01098765432")
    agreed = stored(telling)
    stranger = telling.test_client()
    page = soup_of(stranger.get("/guides/keys/form"))
    firm = {
        "seller_name": "에이스상사",
        "seller_number": "123-45-67891",
        "seller_phone": "010-9876-5432",
    }
    stranger.post("/guides/keys/form", data=filled(page, **(GOOD | firm)))
    shown = stranger.get(PAGE)

    assert "받은 링크로 들어와 주세요" in shown.text
    for want in "10":
        said = post(stranger, PAGE, channel="talk", want=want, version=VERSION)
        assert said.status_code == 403
    assert stored(telling) == agreed != {}


def test_what_was_told_is_shown_with_what_became_of_it(telling):
    client = seller_client(telling)
    leave_told(services_of(telling), client.seller_id)

    told = [row.text for row in soup_of(client.get(PAGE)).select(".asked li")]
    assert any("키 만료" in row and "도착했어요" in row for row in told)
    with services_of(telling).message_consents.engine.connect() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(Notice)) == len(told)


def test_a_reader_is_told_how_to_come_in(telling):
    assert telling.test_client().get(PAGE).status_code == 403


def test_a_telephone_of_an_office_is_offered_no_message_that_cannot_reach_it(telling):
    client = seller_client(telling)
    firm = services_of(telling).sellers.firm(client.seller_id)
    services_of(telling).sellers.correct(replace(firm, phone="021234567"), "nobody")

    assert not soup_of(client.get(PAGE)).select("[name=channel][value=talk]")


def correct_phone(app, seller, phone):
    services = services_of(app)
    firm = services.sellers.firm(seller)
    services.sellers.correct(replace(firm, phone=phone), "nobody")


def agreed_phone(app):
    with services_of(app).consents.engine.connect() as connection:
        return connection.scalar(sa.select(MessageConsent.phone))


def test_whose_phone_staff_changed_is_told_so_and_agrees_for_the_new_one_by_one_press(telling):
    client = seller_client(telling)
    client.post(PAGE, data=form_of(client, "talk"))
    correct_phone(telling, client.seller_id, "01055556666")

    page = soup_of(client.get(PAGE))
    asked = form_of(client, "talk")
    pressed = client.post(PAGE, data=asked)

    assert "연락처가 바뀌었어요" in page.select_one(".offer .notice").text
    assert "010-5555-6666" in page.select_one(".offer .notice").text
    assert (asked["want"], asked["to"], pressed.status_code) == ("1", "01055556666", 303)
    assert agreed_phone(telling) == "01055556666"
    assert "연락처가 바뀌었어요" not in client.get(PAGE).text


def test_a_number_that_changes_while_it_is_read_is_read_again_first(telling):
    client = seller_client(telling)
    asked = form_of(client, "talk")
    correct_phone(telling, client.seller_id, "01055556666")

    answer = client.post(PAGE, data=asked)

    assert answer.status_code == 409
    assert "연락처가 바뀌었어요" in soup_of(answer).select_one("[role=alert]").text
    assert stored(telling) == {}


def test_a_phone_that_became_an_offices_is_said_to_reach_nobody(telling):
    client = seller_client(telling)
    client.post(PAGE, data=form_of(client, "talk"))
    correct_phone(telling, client.seller_id, "021234567")

    assert form_of(client, "talk") is None
    assert "받을 수 없는 번호예요" in client.get(PAGE).text


CONFIRM = "/my/messages/confirmation"


def test_an_address_that_is_typed_is_told_nothing_until_its_six_digits_come_back(telling):
    client = seller_client(telling)
    client.post(PAGE, data=form_of(client, "email") | {"email": "kim@example.com"})
    asked = soup_of(client.get(PAGE))
    said = services_of(telling).message_consents.of(client.seller_id)["email"]
    code = code_in(services_of(telling).keys, said)

    wrong = post(client, CONFIRM, code="12345")
    right = post(client, CONFIRM, code=f"{code[:3]} {code[3:]}")

    assert "아직 알림을 보내지 않아요" in asked.select_one(".offer .notice").text
    assert wrong.status_code == 422
    assert soup_of(wrong).select_one("#code-error")
    assert right.status_code == 303
    assert services_of(telling).message_consents.of(client.seller_id)["email"].confirmed_at
    assert "이메일을 확인했어요" in client.get(PAGE).text
    assert not soup_of(client.get(PAGE)).select("#code")


def test_an_address_of_before_there_were_digits_asks_for_them_by_one_press(telling):
    client = seller_client(telling)
    services_of(telling).message_consents.agree(client.seller_id, "email", "my", "kim@example.com")
    page = soup_of(client.get(PAGE))
    [press] = [one for one in page.select("form.told") if "확인 번호 받기" in one.text]

    sent = client.post(PAGE, data={one["name"]: one["value"] for one in press.select("input")})

    assert sent.status_code == 303
    assert soup_of(client.get(PAGE)).select("#code")


def test_a_fourth_letter_in_a_day_is_not_sent_and_that_is_said(telling):
    client = seller_client(telling)
    sent = {"channel": "email", "want": "1", "version": VERSION, "email": "kim@example.com"}

    codes = [post(client, PAGE, **sent).status_code for _ in range(4)]

    assert codes == [303, 303, 303, 429]
    assert post(client, CONFIRM, code="1").status_code == 422


def test_who_wrote_no_address_confirms_none(telling):
    client = seller_client(telling)

    assert post(client, CONFIRM, code="123456").status_code == 409


def test_a_second_press_with_the_digits_is_as_good_as_the_first(telling):
    client = seller_client(telling)
    code = code_sent(telling, client.seller_id, "kim@example.com")

    answers = [post(client, CONFIRM, code=code) for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    assert services_of(telling).message_consents.of(client.seller_id)["email"].confirmed_at


WANTS = {"channel": "email", "want": "1", "version": VERSION}


def test_whose_address_is_confirmed_reads_of_no_letter(telling):
    client = seller_client(telling)
    code = code_sent(telling, client.seller_id, "kim@example.com")
    post(client, CONFIRM, code=code)
    client.get(PAGE)

    answer = post(client, PAGE, **WANTS, email="kim@example.com")

    assert answer.status_code == 303
    said = client.get(PAGE).text
    assert "확인 번호를 이메일로 보냈어요" not in said
    assert "이미 확인한 이메일" in said


def test_a_letter_for_another_address_that_is_refused_leaves_the_digits_of_before(telling):
    client = seller_client(telling)
    code_sent(telling, client.seller_id, "kim@example.com")
    others = [post(client, PAGE, **WANTS, email="kim@example.com") for _ in range(2)]
    said = services_of(telling).message_consents.of(client.seller_id)["email"]

    refused = post(client, PAGE, **WANTS, email="lee@example.com")

    assert [one.status_code for one in (*others, refused)] == [303, 303, 429]
    assert soup_of(refused).select_one("#code")
    assert services_of(telling).message_consents.of(client.seller_id)["email"] == said
    assert code_in(services_of(telling).keys, said).isdecimal()


def test_without_letters_an_address_that_is_not_confirmed_is_offered_none(tmp_path):
    talk_only = {name: value for name, value in TELLING.items() if "MAIL" not in name and "SMTP" not in name}  # fmt: skip
    settings = settings_for(tmp_path, messages=MessageSettings.from_env(talk_only))
    prepared(settings)
    app = create_app(settings)
    client = seller_client(app)
    code_sent(app, client.seller_id, "kim@example.com")
    before = services_of(app).message_consents.of(client.seller_id)

    page = soup_of(client.get(PAGE))
    answer = post(client, PAGE, **WANTS, email="kim@example.com")

    assert "지금은 이메일을 보내지 않아요" in page.text
    assert not [one for one in page.select("button") if "확인" in one.text]
    assert answer.status_code == 422
    assert services_of(app).message_consents.of(client.seller_id) == before


def test_a_letter_that_did_not_get_there_is_said_with_what_to_do(telling):
    client = seller_client(telling)
    code_sent(telling, client.seller_id, "kim@example.com")
    engine = services_of(telling).message_consents.engine
    with engine.begin() as connection:
        connection.execute(sa.update(MessageConsent).values(code=""))

    page = soup_of(client.get(PAGE))

    assert "이 이메일로 가지 못했어요" in page.text
    assert not page.select("#code")
    assert [one.text for one in page.select("button") if "번호 받기" in one.text]
