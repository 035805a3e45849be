"""A reader puts the malls they chose on a list of their own, and is a seller from then on."""

import pytest
from conftest import FIRM, soup_of
from support.people import ACE, events, invited, post, services_of
from support.presses import Press
from werkzeug.datastructures import MultiDict

from wizard.services.account_inputs import NewSeller
from wizard.services.shown_screens import Mark
from wizard.web import binding_check

PATH = "/my/malls"


def typed(page, malls=("keys", "fork"), **values):
    """Give what a browser would send of the form with these malls ticked."""
    form = soup_of(page).select_one("main form[method=post]")
    hidden = {
        tag["name"]: tag.get("value", "") for tag in form.select("input:not([type=checkbox])")
    }
    data = MultiDict(hidden | FIRM | values)
    data.setlist("malls", list(malls))
    return data


def on_list(client):
    """Name the malls on a list, as stored."""
    [seller] = sellers_of(client.application)
    return {run.mall for run in services_of(client.application).progress.of_seller(seller)}


def sellers_of(app):
    with services_of(app).sellers.engine.connect() as connection:
        return connection.exec_driver_sql("select id from seller").scalars().all()


def test_what_a_reader_chose_is_ticked_and_stands_on_the_list_they_begin_with(app, client):
    page = client.get(f"{PATH}?malls=keys&malls=fork")
    ticked = {tag["value"] for tag in soup_of(page).select("[name=malls][checked]")}

    answer = client.post(PATH, data=typed(page))

    assert ticked == {"keys", "fork"}
    assert soup_of(page).select_one("h1").text == "누구의 목록인지 적고 쇼핑몰을 골라요"
    assert (answer.status_code, answer.location) == (303, "/my")
    assert on_list(client) == {"keys", "fork"}
    shown = client.get("/my")
    assert soup_of(shown).select_one("h1").text == "첫 쇼핑몰부터 연결해요"
    assert "내 목록에 담았어요" in shown.text
    assert FIRM["seller_name"] in shown.text
    assert events(app)[-1][0] == "malls.chosen"


def test_what_is_to_correct_costs_nothing_of_what_was_typed_and_ticked(client):
    refusal = client.post(PATH, data=typed(client.get(PATH), seller_number="123"))
    nothing = client.post(PATH, data=typed(client.get(PATH), malls=()))

    page = soup_of(refusal)
    assert refusal.status_code == nothing.status_code == 422
    assert page.select_one("#seller_number-error")
    assert page.select_one("#seller_name")["value"] == FIRM["seller_name"]
    assert len(page.select("[name=malls][checked]")) == 2
    assert "하나라도 골라" in soup_of(nothing).select_one("#summary").text
    assert sellers_of(client.application) == []
    assert client.post(PATH, data=typed(refusal)).status_code == 303


def test_a_stranger_at_the_sellers_place_may_begin_a_list(client):
    page = soup_of(client.get("/my"))

    assert page.select_one(f"a[href='{PATH}']").text == "처음이면 내 목록 만들기"


def test_where_nobody_may_start_by_themselves_it_says_whom_to_call(app_by_link_only):
    client = app_by_link_only.test_client()
    assert not soup_of(client.get("/my")).select_one(f"a[href='{PATH}']")

    page = client.get(PATH)

    assert page.status_code == 403
    assert soup_of(page).select_one(".lead a[href^='tel:']")
    assert post(client, PATH, malls="keys", **FIRM).status_code == 403
    assert sellers_of(app_by_link_only) == []


def test_sent_twice_or_after_a_lost_answer_it_begins_one_seller_who_is_let_in_again(client):
    press = Press(client, PATH, typed(client.get(PATH)))
    lost, again = press.forked(), press.forked()

    assert lost.post(PATH, data=press.data).status_code == 303
    assert again.post(PATH, data=press.data).status_code == 303

    assert len(sellers_of(client.application)) == 1
    assert again.get("/my").status_code == 200


def test_another_browser_with_the_fields_of_the_form_begins_nothing(app, client):
    data = typed(client.get(PATH))
    stranger = app.test_client()
    data["csrf_token"] = typed(stranger.get(PATH))["csrf_token"]

    assert stranger.post(PATH, data=data).status_code == 422
    assert sellers_of(app) == []


def test_an_old_page_costs_one_more_press(client):
    refusal = client.post(
        PATH, data={**typed(client.get(PATH)).to_dict(flat=False), "csrf_token": "old"}
    )

    page = soup_of(refusal)
    assert page.select_one("form .button").text == binding_check.BUTTONS["dashboard.save_malls"]
    hidden = MultiDict(
        (tag["name"], tag.get("value", "")) for tag in page.select("main form input")
    )
    assert client.post(PATH, data=hidden).status_code == 303
    assert on_list(client) == {"keys", "fork"}


def test_a_firm_that_is_a_seller_already_adds_to_its_list_and_loses_nothing_of_it(app, client):
    known = NewSeller(FIRM["seller_name"], "2208162517", "01012345678")
    seller_id, _ = invited(app, known)
    services_of(app).progress.choose(seller_id, {"agency": "0" * 12}, "staff:nobody")

    client.post(PATH, data=typed(client.get(PATH), malls=["keys"]))

    assert sellers_of(app) == [seller_id]
    assert on_list(client) == {"agency", "keys"}
    shown = client.get("/my")
    assert "전에 시작하신 사업자예요" in shown.text
    assert "링크 만들기" not in shown.text  # which who is not let in to all cannot make
    assert [tag["id"] for tag in soup_of(shown).select("li.account")] == ["mall-keys"]


def test_a_mall_chosen_before_and_again_now_is_shown_unless_something_of_it_is_to_be_hidden(
    app, client
):
    known = NewSeller(FIRM["seller_name"], "2208162517", "01012345678")
    seller_id, _ = invited(app, known)
    progress = services_of(app).progress
    progress.choose(seller_id, {"keys": "0" * 12, "fork": "0" * 12}, "staff:nobody")
    progress.marks.put(seller_id, Mark("fork", "0" * 12, "hello", {}))

    client.post(PATH, data=typed(client.get(PATH)))

    shown = soup_of(client.get("/my")).select("li.account")
    assert [tag["id"] for tag in shown] == ["mall-keys"]


def test_who_came_in_by_a_link_meanwhile_is_asked_whose_list_it_is(app, client):
    data = typed(client.get(PATH))
    _, token = invited(app, ACE)
    post(client, "/enter", token=token, digits=ACE.business_number[-5:])

    answer = client.post(PATH, data=data)

    assert answer.status_code == 409
    assert ACE.name in answer.text


@pytest.fixture
def app_by_link_only(settings, clock):
    from dataclasses import replace

    from wizard.app import create_app

    app = create_app(replace(settings, self_start=False), clock)
    yield app
    app.extensions["wizard"].accounts.engine.dispose()
