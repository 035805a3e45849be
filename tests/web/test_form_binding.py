"""A form belongs to the firm it was drawn for: what is bound, what ends with what, what a replay does."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa
from conftest import FIRM, GOOD, filled, soup_of
from support.people import (
    ACE,
    everything,
    hidden_on,
    invited,
    post,
    save_account,
    seller_client,
    services_of,
)
from support.services import opened

from wizard.services.account_inputs import NewSeller
from wizard.web import binding_check
from wizard.web.binding_check import UNBOUND, is_bound

FORM = "/guides/keys/form"
A = FIRM | {"seller_name": "에이상회"}
B = FIRM | {"seller_name": "비이상회", "seller_number": "123-45-67891"}
B_FIRM = NewSeller("비이상회", "1234567891", "01012345678")


@pytest.fixture
def app(app_on_each_database):
    return app_on_each_database


def page(client, path=FORM, **typed):
    """Open a form and type into it: what its tab would send."""
    return filled(soup_of(client.get(path)), **(GOOD | typed))


def send(client, form, **changes):
    return client.post(FORM, data=form | changes)


def stored(app):
    """Give (firm, login ID, what the sealed values open to) of each account, oldest first."""
    accounts = app.extensions["wizard"].accounts
    query = "select seller.name, account.id from account join seller on seller.id = seller_id order by account.created_at"
    with accounts.engine.connect() as connection:
        rows = connection.execute(sa.text(query)).all()
    return [(row.name, opened(accounts, row.id)) for row in rows]


def firms(app):
    with services_of(app).audit.engine.connect() as connection:
        return sorted(connection.execute(sa.text("select name from seller")).scalars())


def passwords(app):
    return [(name, values.get("password")) for name, values in stored(app)]


def come_in(app, client, firm=B_FIRM):
    """Come in by a link, as in another tab of the same browser."""
    seller_id, token = invited(app, firm)
    assert post(client, "/enter", token=token, digits=firm.business_number[-5:]).status_code == 303
    return seller_id


def told(answer):
    return soup_of(answer).select_one("[role=alert]").text


# A1: two tabs, two firms.


def second_firm_saves(_app, client):
    assert send(client, page(client, **B, password="b-password")).status_code == 303


def second_firm_comes_by_link(app, client):
    come_in(app, client)
    form = page(client, password="b-password")
    assert send(client, form).status_code == 303


SECOND = pytest.mark.parametrize(
    "second", [second_firm_saves, second_firm_comes_by_link], ids=["saves", "by link"]
)


@SECOND
def test_what_one_firm_typed_is_never_saved_as_anothers_however_often_it_is_sent(app, second):
    client = app.test_client()
    first_tab = page(client, **A, password="a-password")
    second(app, client)

    answer = send(client, first_tab)
    again = send(client, filled(soup_of(answer)))

    assert answer.status_code == again.status_code == 409
    assert passwords(app) == [("비이상회", "b-password")]
    for said in (told(answer), told(again)):
        assert "에이상회" in said
        assert "비이상회" in said
    assert soup_of(again).select_one("#login_id")["value"] == GOOD["login_id"]
    assert "a-password" not in again.text


def test_who_typed_a_firm_without_a_link_is_told_to_leave_first_and_then_saves_it_as_theirs(app):
    client = app.test_client()
    first_tab = page(client, **A, password="a-password")
    second_tab = page(client, **B, password="b-password")
    send(client, second_tab)
    torn = soup_of(send(client, first_tab))

    assert torn.select_one("#summary a")["href"] == "/my"
    assert torn.select_one("button[value=save]").text == "나간 뒤 저장하기"
    assert post(client, "/leave").status_code == 303
    asked = soup_of(send(client, filled(torn)))
    saved = send(client, filled(asked, password="a-password", api_key=GOOD["api_key"]))

    assert saved.status_code == 303
    assert passwords(app) == [("비이상회", "b-password"), ("에이상회", "a-password")]


@SECOND
def test_it_is_saved_as_the_others_only_after_it_was_drawn_as_theirs_and_sent_again(app, second):
    client = app.test_client()
    first_tab = page(client, **A, password="a-password")
    second(app, client)
    torn = send(client, first_tab)

    became = send(client, filled(soup_of(torn)), action="rebind")

    assert became.status_code == 200
    assert "비이상회" in soup_of(became).select_one(".who b").text
    assert "비이상회" in told(became)
    assert passwords(app) == [("비이상회", "b-password")]
    assert send(client, filled(soup_of(became))).status_code == 303
    assert passwords(app) == [("비이상회", "b-password"), ("비이상회", "a-password")]


def test_a_form_drawn_for_one_seller_is_refused_while_another_is_here_and_saved_when_they_are_back(
    app,
):
    client = app.test_client()
    _, link = invited(app, ACE)
    post(client, "/enter", token=link, digits="67891")
    tab = page(client, password="a-password")
    come_in(app, client, NewSeller("비이상회", "2208162517", "01012345678"))

    torn = send(client, tab)
    post(client, "/enter", token=link, digits="67891")
    back = send(client, filled(soup_of(torn)))

    assert torn.status_code == 409
    assert ACE.name in told(torn)
    assert "비이상회" in told(torn)
    assert back.status_code == 422  # the cookie is new: one more press
    assert send(client, filled(soup_of(back))).status_code == 303
    assert passwords(app) == [(ACE.name, "a-password")]


def test_the_same_firm_that_came_in_meanwhile_saves_what_it_typed_as_a_reader(app):
    client = app.test_client()
    first_tab = page(client, **(FIRM | {"seller_number": "123-45-67891"}))
    come_in(app, client)

    answer = send(client, first_tab)  # the cookie is new: one more press

    assert answer.status_code == 422
    assert send(client, filled(soup_of(answer))).status_code == 303
    assert [name for name, _ in stored(app)] == ["비이상회"]
    assert firms(app) == ["비이상회"]


def test_another_sellers_account_is_not_changed_and_shows_no_value_of_theirs(app):
    client = seller_client(app)
    account = save_account(client)
    tab = filled(soup_of(client.get(f"/accounts/{account}")), login_id="changed1")
    come_in(app, client)
    before = stored(app)

    torn = client.post(f"/accounts/{account}", data=tab)

    assert torn.status_code == 409
    assert "••••3210" not in torn.text
    assert ACE.name in told(torn)
    assert soup_of(torn).select_one("form#account")["action"] == f"/accounts/{account}"
    assert stored(app) == before


def test_a_seller_is_named_only_in_the_browser_their_form_was_drawn_in(app):
    tab = page(seller_client(app))
    stranger = seller_client(app, B_FIRM)
    own = page(stranger)

    answer = send(stranger, tab | {"csrf_token": own["csrf_token"]})

    assert answer.status_code == 409
    assert ACE.name not in answer.text
    assert stored(app) == []


@pytest.mark.parametrize("token", ["", "nonsense", "page.AAAA", None], ids=repr)
def test_a_form_that_does_not_tell_whose_it_is_costs_one_more_press_and_no_typing(app, token):
    client = seller_client(app)
    tab = page(client)
    tab = (
        {k: v for k, v in tab.items() if k != "form_token"}
        if token is None
        else tab | {"form_token": token}
    )

    answer = send(client, tab)

    assert answer.status_code == 422
    assert stored(app) == []
    assert soup_of(answer).select_one("#login_id")["value"] == GOOD["login_id"]
    assert send(client, filled(soup_of(answer))).status_code == 303


def test_the_token_of_one_form_opens_no_other(app):
    client = seller_client(app)
    other = filled(soup_of(client.get("/guides/agency/form")))

    assert send(client, page(client) | {"form_token": other["form_token"]}).status_code == 422


# A2: what was kept sealed does not open.


def edited(client, account):
    """Type a new password with a fault elsewhere; give the page that comes back."""
    form = filled(
        soup_of(client.get(f"/accounts/{account}")), password="new-password", issued_on="어제"
    )
    return soup_of(client.post(f"/accounts/{account}", data=form))


def an_hour_later(_client, clock):
    clock.moment = clock() + timedelta(minutes=61)


def without_session_cookie(client, _clock):
    client.delete_cookie("wizard")


@pytest.mark.parametrize("loss", [an_hour_later, without_session_cookie])
def test_a_new_secret_that_cannot_be_opened_again_is_asked_for_and_the_old_one_never_taken(
    app, clock, loss
):
    client = seller_client(app)
    account = save_account(client)
    corrected = filled(edited(client, account), issued_on=GOOD["issued_on"])
    loss(client, clock)

    answers = [client.post(f"/accounts/{account}", data=corrected)]
    for _ in range(2):
        answers.append(client.post(f"/accounts/{account}", data=filled(soup_of(answers[-1]))))

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert all(
        "다시 열지 못했어요" in soup_of(a).select_one("#password-error").text for a in answers
    )
    assert passwords(app) == [(ACE.name, GOOD["password"])]
    mended = filled(soup_of(answers[-1]), password="new-password")
    assert client.post(f"/accounts/{account}", data=mended).status_code == 303
    assert passwords(app) == [(ACE.name, "new-password")]


def test_a_secret_that_may_be_empty_is_not_saved_empty_when_it_does_not_open(app):
    client = seller_client(app)
    form = page(client, password="") | {"password.kept": "nonsense"}

    answer = send(client, form)

    assert answer.status_code == 422
    assert soup_of(answer).select_one("#password-error")
    assert stored(app) == []


# K1, K1b: what ended does not begin again.


def replays(tab):
    return [tab, tab | A, tab | B]


def test_after_a_link_was_taken_back_its_seller_form_opens_nothing_and_changes_nothing(app):
    client = app.test_client()
    seller_id, link = invited(app, ACE)
    post(client, "/enter", token=link, digits="67891")
    tab = page(client)
    assert send(client, tab).status_code == 303
    [card] = services_of(app).invitations.of_seller(seller_id)
    services_of(app).invitations.revoke(card.id, "nobody")
    before = everything(app)

    answers = [send(client, form | {"login_id": "stolen"}) for form in replays(tab)]

    assert {answer.status_code for answer in answers} == {409}
    assert everything(app) == before
    assert client.get("/my").status_code == 403


def copy_of(app, client, *names):
    """Give a browser with only these cookies of another."""
    twin = app.test_client()
    for name in names:
        twin.set_cookie(name, client.get_cookie(name).value)
    return twin


@pytest.mark.parametrize("exit_", ["/leave", "/my/sessions/deletion"])
@pytest.mark.parametrize("cookies", ["of now", "of then"])
def test_after_leaving_an_old_form_opens_nothing_and_changes_nothing(app, exit_, cookies):
    client = app.test_client()
    tab = page(client, **FIRM)
    then = copy_of(app, client, "wizard")
    assert send(client, tab).status_code == 303
    assert post(client, exit_).status_code == 303
    before, sender = everything(app), client if cookies == "of now" else then

    answers = [send(sender, form | {"login_id": "stolen"}) for form in replays(tab)]

    assert {answer.status_code for answer in answers} <= {409, 422}
    assert everything(app) == before
    assert sender.get("/my").status_code == 403


@pytest.mark.parametrize("exit_", ["/leave", "/my/sessions/deletion"])
def test_every_way_out_leaves_nothing_in_the_browser_that_an_old_form_fits_to(app, exit_):
    client = seller_client(app)
    client.get(FORM)
    with client.session_transaction() as session:
        visitor = session["visitor"]

    post(client, exit_)

    assert client.get_cookie("seller") is None
    with client.session_transaction() as session:
        assert session.get("visitor") != visitor


def going_on(app, client, digits="67891"):
    """Make a link in this browser and come in by it in another one."""
    token = soup_of(post(client, "/my/links")).select_one("code").text.partition("#")[2]
    other = app.test_client()
    assert post(other, "/enter", token=token, digits=digits).status_code == 303
    return other, token


def is_dead(app, token, digits="67891"):
    return post(app.test_client(), "/enter", token=token, digits=digits).status_code == 404


def test_a_link_taken_back_takes_along_all_links_and_sessions_that_came_of_it_and_no_other(app):
    seller_id, link = invited(app, ACE)
    other_link = services_of(app).invitations.make(seller_id, "staff:nobody")
    client, bystander = app.test_client(), app.test_client()
    post(client, "/enter", token=link, digits="67891")
    post(bystander, "/enter", token=other_link, digits="67891")
    second, second_link = going_on(app, client)
    third, third_link = going_on(app, second)
    first = services_of(app).invitations.of_seller(seller_id)[-1]

    services_of(app).invitations.revoke(first.id, "nobody")

    assert [c.get("/my").status_code for c in (client, second, third, bystander)] == [
        403,
        403,
        403,
        200,
    ]
    assert [is_dead(app, token) for token in (link, second_link, third_link, other_link)] == [
        True,
        True,
        True,
        False,
    ]


def test_leaving_everywhere_takes_back_the_links_the_seller_made_and_leaves_the_staffs(app):
    seller_id, link = invited(app, ACE)
    client = app.test_client()
    post(client, "/enter", token=link, digits="67891")
    other, made = going_on(app, client)

    post(client, "/my/sessions/deletion")

    assert other.get("/my").status_code == 403
    assert is_dead(app, made)
    assert not is_dead(app, link)
    assert services_of(app).sessions.count_browsers(seller_id) == 1


# K2: a form is saved once.


def test_the_first_form_of_a_browser_sent_at_once_makes_one_account_one_seller_and_one_session(app):
    client = app.test_client()
    tab = page(client, **FIRM)
    twins = [copy_of(app, client, "wizard") for _ in range(6)]
    start = Barrier(len(twins))

    def go(twin):
        start.wait()
        return send(twin, tab)

    with ThreadPoolExecutor(len(twins)) as pool:
        answers = list(pool.map(go, twins))

    assert {answer.status_code for answer in answers} == {303}
    assert len({twin.get_cookie("seller").value for twin in twins}) == 1
    assert (len(stored(app)), firms(app)) == (1, ["한빛상회"])


def test_after_a_lost_answer_the_same_form_gives_the_same_answer_and_the_way_in(app):
    client = app.test_client()
    tab = page(client, **FIRM)
    lost = copy_of(app, client, "wizard")
    assert send(lost, tab).status_code == 303

    answer = send(client, tab)

    assert answer.status_code == 303
    assert client.get_cookie("seller").value == lost.get_cookie("seller").value
    assert (len(stored(app)), firms(app)) == (1, ["한빛상회"])
    assert client.get("/my").status_code == 200


def test_a_lost_answer_told_again_under_another_firms_number_is_refused(app):
    client = app.test_client()
    tab = page(client, **FIRM)
    lost = copy_of(app, client, "wizard")
    send(lost, tab)
    before = everything(app)

    answer = send(client, tab | B | {"login_id": "stolen"})

    assert answer.status_code == 409
    assert everything(app) == before
    assert client.get_cookie("seller") is None


def test_the_token_of_a_first_session_cannot_be_worked_out_from_what_a_browser_sees(app):
    client = app.test_client()
    tab = page(client, **FIRM)
    send(client, tab)

    assert client.get_cookie("seller").value not in "".join(tab.values())
    assert re.fullmatch(r"[\w-]{43}", client.get_cookie("seller").value)


# The whole kind: everything that acts for a seller.


def acts(app, client):
    """Give (path, what is typed) of every act for a seller: endpoint -> how it is sent."""
    account = save_account(client, "agency")
    post(client, f"/accounts/{account}/requests", kind="issuance")
    [request] = services_of(app).requests.of_seller(client.seller_id)
    return {
        "accounts.delete": (f"/accounts/{account}/deletion", {}),
        "accounts.ask": (f"/accounts/{account}/requests", {"kind": "migration"}),
        "account_name.rename": (f"/accounts/{account}/name", {"account_name": "본점"}),
        "checks.again": (f"/accounts/{account}/check", {}),
        "dashboard.save_malls": ("/my/malls", {"malls": ["fork", "keys"]}),
        "dashboard.make_link": ("/my/links", {}),
        "dashboard.sign_out_everywhere": ("/my/sessions/deletion", {}),
        "messages.confirm": ("/my/messages/confirmation", {"code": "123456"}),
        "messages.say": ("/my/messages", {"channel": "talk", "want": "0"}),
        "dashboard.reply": (f"/my/requests/{request.id}/messages", {"text": "에이가 적은 말"}),
        "help.ask": (f"{FORM}/help", {"text": "에이가 적은 말", "kind": "help"}),
        "own_data.download": ("/my/data/download", {"digits": ACE.business_number[-5:]}),
        "own_data.erase": ("/my/data/deletion", {"digits": ACE.business_number[-5:]}),
    }


def test_every_post_that_acts_for_a_seller_is_bound_or_named_with_its_reason(app):
    posts = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in rule.methods}
    bound = {endpoint for endpoint in posts if is_bound(endpoint)}

    assert bound == set(binding_check.BUTTONS) == set(acts(app, seller_client(app)))
    assert set(UNBOUND) <= posts


@pytest.mark.parametrize("endpoint", binding_check.BUTTONS)
def test_what_is_pressed_on_a_page_of_another_seller_is_not_done_and_both_are_named(app, endpoint):
    client = seller_client(app)
    path, typed = acts(app, client)[endpoint]
    tab = hidden_on(client, "/my")
    come_in(app, client)
    before = everything(app)

    answers = [
        client.post(path, data=tab | typed)
    ]  # its cookie is older: before the token is asked
    answers.append(
        client.post(path, data=tab | typed | {"csrf_token": hidden_on(client, "/my")["csrf_token"]})
    )

    assert everything(app) == before
    for answer in answers:
        assert answer.status_code == 409
        assert ACE.name in told(answer)
        assert "비이상회" in told(answer)
        if "text" in typed:
            assert soup_of(answer).select_one("textarea").text == typed["text"]


@pytest.mark.parametrize("endpoint", sorted(binding_check.OF_ANYBODY))
def test_who_is_here_may_do_it_for_themselves_by_one_more_press(app, endpoint):
    client = seller_client(app)
    path, typed = acts(app, client)[endpoint]
    tab = hidden_on(client, "/my")
    come_in(app, client)

    torn = soup_of(client.post(path, data=tab | typed)).select_one("#screen form")
    form = {}
    for tag in torn.select("input[name], textarea[name]"):
        form.setdefault(tag["name"], []).append(tag.get("value", tag.text))

    assert "비이상회" in torn.button.text
    assert client.post(torn["action"], data=form).status_code in {200, 303}


@pytest.mark.parametrize("endpoint", binding_check.BUTTONS)
def test_what_does_not_tell_whose_page_it_was_on_is_not_done_before_one_more_press(app, endpoint):
    client = seller_client(app)
    path, typed = acts(app, client)[endpoint]
    token = {"csrf_token": hidden_on(client, "/my")["csrf_token"]}
    before = everything(app)

    answer = client.post(path, data=token | typed)

    assert answer.status_code == 422
    assert everything(app) == before
    assert soup_of(answer).select_one("#screen form [name=owner]")["value"]


def test_help_asked_for_by_a_seller_who_is_out_is_not_sent_as_a_readers(app):
    client = seller_client(app)
    tab = hidden_on(client, "/my") | {"text": "에이가 적은 말", **FIRM}
    services_of(app).sessions.sign_out(client.get_cookie("seller").value)
    before = everything(app)

    answer = client.post(f"{FORM}/help", data=tab)

    assert answer.status_code == 409
    assert everything(app) == before
    assert soup_of(answer).select_one("textarea").text == "에이가 적은 말"


def test_what_another_site_sends_is_not_given_back_to_be_pressed(app):
    client = seller_client(app)

    answer = client.post(
        f"{FORM}/help", data={"text": "남이 적은 말"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403
    assert "남이 적은 말" not in answer.text
