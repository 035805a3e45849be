"""What was typed comes back when a form is not taken: an old page, a lost session, no cookies, a fault of ours."""

from pathlib import Path

import pytest
from conftest import DEPOSIT, FIRM, filled, soup_of
from support.people import (
    asked_for_issuance,
    hidden_on,
    invited,
    post,
    seller_client,
    services_of,
    staff_client,
    token_of,
)
from werkzeug.datastructures import MultiDict

import wizard
from wizard.services.requests import Queue
from wizard.web.typed_boxes import OWN_BOXES

TEMPLATES = Path(wizard.__file__).parent / "templates"

CALLER = {"seller_name": "한빛상회", "seller_phone": "010-1234-5678"}


def sent_again(client, refusal, **more):
    """Press the button of the page that gave a form back."""
    form = soup_of(refusal).select_one("main form[method=post]")
    data = MultiDict((tag["name"], tag.get("value", "")) for tag in form.select("input[name]"))
    data.update({tag["name"]: tag.text.lstrip("\n") for tag in form.select("textarea")})
    return client.post(form["action"], data={**data, **more})


def alerted(page):
    return " ".join(one.text for one in soup_of(page).select("[role=alert], .error"))


def test_a_new_link_that_is_asked_for_on_an_old_page_costs_one_more_press(client):
    refusal = client.post("/enter/requests", data={**CALLER, "csrf_token": "old"})

    page = soup_of(refusal)
    assert refusal.status_code == 422
    assert page.select_one("#seller_name")["value"] == CALLER["seller_name"]
    assert "다시 눌러 주세요" in alerted(refusal)
    assert sent_again(client, refusal).status_code == 303


def test_who_comes_by_a_link_on_an_old_page_keeps_link_and_digits(app, client):
    _, token = invited(app)

    refusal = client.post("/enter", data={"csrf_token": "old", "token": token, "digits": "67891"})

    assert refusal.status_code == 422
    assert soup_of(refusal).select_one("#digits")["value"] == "67891"
    assert sent_again(client, refusal).status_code == 303
    assert client.get("/my").status_code == 200


def test_staff_who_sign_in_on_an_old_page_keep_their_address_and_no_page_holds_the_password(client):
    said = {"csrf_token": "old", "email": "support@example.com", "password": "correct horse"}

    refusal = client.post("/staff/enter", data=said)

    assert refusal.status_code == 422
    assert soup_of(refusal).select_one("#email")["value"] == said["email"]
    assert "correct horse" not in refusal.text


ANSWER = "내일 오전에 전화드릴게요."


@pytest.mark.parametrize("is_old", [True, False], ids=["an old page", "a lost session"])
def test_an_answer_of_staff_comes_back_and_is_sent_by_one_more_press(app, is_old):
    request, _ = asked_for_issuance(app, seller_client(app))
    client = staff_client(app, "support")
    path = f"/staff/requests/{request}/messages"
    cookie = client.get_cookie("staff")
    if not is_old:
        client.delete_cookie("staff")
    token = "old" if is_old else token_of(client)

    refusal = client.post(path, data={"csrf_token": token, "text": ANSWER})

    assert soup_of(refusal).select_one("textarea").text.strip() == ANSWER
    assert bool(soup_of(refusal).select_one("#summary a[target=_blank]")) is not is_old
    client.set_cookie("staff", cookie.value)
    assert sent_again(client, refusal).status_code == 303
    [said] = services_of(app).requests.thread(request).messages
    assert said.text == ANSWER


def test_a_new_seller_comes_back_on_an_old_page_to_be_seen_and_is_made_by_one_more_press(app):
    client = staff_client(app, "support")

    refusal = client.post("/staff/sellers/new", data={**FIRM, "csrf_token": "old"})

    assert soup_of(refusal).select_one("#seller_number")["value"] == FIRM["seller_number"]
    assert sent_again(client, refusal).status_code == 303


def test_a_button_that_writes_nothing_leads_signed_out_staff_to_the_sign_in_as_ever(app):
    request, _ = asked_for_issuance(app, seller_client(app))
    client = app.test_client()

    answer = post(client, f"/staff/requests/{request}/assignment")

    assert answer.status_code == 303
    assert answer.location.startswith("/staff/enter")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/guides/keys/form", {**DEPOSIT, **FIRM, "action": "save"}),
        ("/guides/keys/form/help", {**CALLER, "text": "못 찾겠어요"}),
        ("/enter", {"token": "x" * 43, "digits": "67891"}),
        ("/enter/requests", CALLER),
    ],
)
def test_a_browser_without_cookies_is_told_so_at_the_second_press_and_never_a_third_time_to_try(
    app, path, said
):
    client = app.test_client(use_cookies=False)
    first = client.post(path, data={**said, "csrf_token": "old"})

    again = sent_again(client, first)

    assert "쿠키" not in alerted(first)
    assert "쿠키를 허용한 뒤" in alerted(again)
    shown = soup_of(again).select_one("#login_id, #text, #digits, #seller_name")
    assert shown.get("value") or shown.text.strip()


def test_a_fault_of_ours_gives_the_account_form_back_without_a_word_of_its_secrets(
    client, monkeypatch
):
    page = soup_of(client.get("/guides/keys/form?remit=deposit"))

    def break_down(*_args, **_more):
        raise RuntimeError("broken")

    with monkeypatch.context() as broken:
        broken.setattr("wizard.web.seller.saving.new_account", break_down)
        refusal = client.post("/guides/keys/form", data=filled(page, **DEPOSIT, **FIRM))

    assert refusal.status_code == 500
    back = soup_of(refusal)
    assert back.select_one("#login_id")["value"] == DEPOSIT["login_id"]
    assert DEPOSIT["password"] not in refusal.text
    assert client.post("/guides/keys/form", data=filled(back)).status_code == 303


def test_a_fault_of_ours_gives_a_question_back(client, monkeypatch):
    held = hidden_on(client, "/guides/keys/place/help")

    def break_down(*_args, **_more):
        raise RuntimeError("broken")

    monkeypatch.setattr("wizard.web.guide.help._send", break_down)
    refusal = client.post("/guides/keys/place/help", data={**held, **CALLER, "text": "못 찾겠어요"})

    assert refusal.status_code == 500
    assert soup_of(refusal).select_one("textarea").text.strip() == "못 찾겠어요"
    assert soup_of(refusal).select_one("#seller_phone")["value"] == CALLER["seller_phone"]


def test_what_breaks_again_while_it_is_drawn_ends_in_a_plain_page(client, monkeypatch, caplog):
    held = hidden_on(client, "/guides/keys/place/help")

    def break_down(*_args, **_more):
        raise RuntimeError("못 찾겠어요")

    monkeypatch.setattr("wizard.web.guide.help._send", break_down)
    monkeypatch.setattr("wizard.web.given_back.page", break_down)
    answer = client.post("/guides/keys/place/help", data={**held, **CALLER, "text": "못 찾겠어요"})

    assert answer.status_code == 500
    assert soup_of(answer).select_one("[data-code]")
    assert "못 찾겠어요" not in caplog.text


def test_a_question_that_is_too_long_to_be_read_comes_back_whole_to_be_shortened(client):
    path, text = "/guides/keys/place/help", "못 찾겠어요. " * 6000
    held = hidden_on(client, "/guides/keys/place/help")

    refusal = client.post(path, data={**held, **CALLER, "text": text})

    assert refusal.status_code == 413
    back = soup_of(refusal)
    assert back.select_one("textarea").text.strip() == text.strip()
    assert back.select_one("#seller_phone")["value"] == CALLER["seller_phone"]
    assert sent_again(client, refusal, text="못 찾겠어요").status_code == 303
    [asked] = services_of(client.application).requests.queue(Queue(("open", "taken", "answered")))
    assert (
        services_of(client.application).requests.thread(asked.id).messages[0].text == "못 찾겠어요"
    )


TYPED_BY_STAFF = {
    "/staff/sellers/new": {**FIRM},
    "/staff/sellers/{seller}/firm": {"seller_name": "새 이름", "seller_phone": "01011112222"},
    "/staff/sellers/{seller}/links": {"start_at": "/guides/keys/form", "days": "7"},
    "/staff/sellers/{seller}/malls": {"malls": ["keys", "fork"]},
    "/staff/me/passkeys": {"name": "사무실 노트북", "password": "correct horse battery"},
    "/staff/requests/{request}/key": {"key": "issued-by-the-mall-1"},
}


@pytest.mark.parametrize("path", TYPED_BY_STAFF)
def test_whatever_staff_typed_comes_back_after_their_session_ended_and_no_secret_is_on_the_page(
    app, path
):
    seller = seller_client(app)
    request, _ = asked_for_issuance(app, seller)
    client = staff_client(app, "operator")
    client.delete_cookie("staff")
    typed, place = TYPED_BY_STAFF[path], path.format(seller=seller.seller_id, request=request)

    refusal = client.post(place, data={"csrf_token": token_of(client), **typed})

    page = soup_of(refusal)
    back = [tag.get("value") for tag in page.select("main form input")]
    given = MultiDict({name: typed[name] for name in typed if name not in {"key", "password"}})
    assert {value for _, value in given.items(multi=True)} <= set(back)
    assert page.select_one("#summary a[target=_blank]")
    assert page.select_one("main form")["action"] == place
    assert "correct horse battery" not in refusal.text
    assert "issued-by-the-mall-1" not in refusal.text


@pytest.mark.parametrize("endpoint", OWN_BOXES)
def test_what_staff_typed_into_a_forms_own_boxes_comes_back_under_the_forms_own_words(
    app, endpoint
):
    client, labels = app.test_client(), OWN_BOXES[endpoint]
    adapter = app.url_map.bind("localhost")
    [rule] = app.url_map.iter_rules(endpoint)
    place = adapter.build(endpoint, dict.fromkeys(rule.arguments, "1"), method="POST")
    typed = {name: f"첫 줄 {name}\r\n둘째 줄" for name in labels}

    refusal = client.post(place, data={"csrf_token": token_of(client)} | typed)

    page = soup_of(refusal)
    assert refusal.status_code == 403
    for name, label in labels.items():
        assert page.select_one(f"label[for={name}]").text == label
        assert page.select_one(f"textarea[name={name}]").text.split() == typed[name].split()
    assert {tag["name"] for tag in page.select("main form [type=hidden]")} <= {"csrf_token"}


@pytest.mark.parametrize("endpoint", OWN_BOXES)
def test_on_an_old_page_it_comes_back_as_well(app, endpoint):
    client = staff_client(app, "admin")
    [rule] = app.url_map.iter_rules(endpoint)
    adapter = app.url_map.bind("localhost")
    place = adapter.build(endpoint, dict.fromkeys(rule.arguments, "1"), method="POST")
    typed = {name: f"적은 {name}" for name in OWN_BOXES[endpoint]}

    refusal = client.post(place, data={"csrf_token": "old"} | typed)

    page = soup_of(refusal)
    assert refusal.status_code == 422
    assert {name: page.select_one(f"#{name}")["value"] for name in typed} == typed
    assert "다시 눌러 주세요" in alerted(refusal)


def test_an_old_page_costs_who_begins_a_guide_one_more_press(app):
    client = staff_client(app, "editor")
    said = {"title": "브랜드몰", "mall": "brand-mall", "category": "오픈마켓", "issue": "self", "console": "센터", "url": "", "values": ""}  # fmt: skip

    refusal = client.post("/editor/new", data={"csrf_token": "old"} | said)

    assert sent_again(client, refusal).location == "/editor/brand-mall/text"
    assert [one.mall for one in services_of(app).drafts.everybodys()] == ["brand-mall"]


@pytest.mark.parametrize("endpoint", OWN_BOXES)
def test_a_box_is_called_as_its_form_calls_it(endpoint):
    forms = "".join(file.read_text("utf-8") for file in TEMPLATES.rglob("*/*.html"))

    assert [label for label in OWN_BOXES[endpoint].values() if label not in forms] == []
