"""Decision 14 for every POST of the product: each way in which one may be sent when it should not."""

import re
from collections import Counter

import pytest
from support.acts import ACTS, ALONG, NOTES, PASSKEYS, READERS, TWICE, changing_endpoints
from support.beginnings import Beginnings
from support.people import (
    ACE,
    events,
    everything,
    invited,
    post,
    seller_client,
    services_of,
    staff_client,
    token_of,
)
from support.presses import EVIL, stopped, stranger

from wizard.services.account_inputs import NewSeller
from wizard.web import repeated_forms

NOT_GENERATED = {
    **dict.fromkeys(NOTES | TWICE, "bound to the text it was begun on: editor/test_text.py"),
    **dict.fromkeys(PASSKEYS, "needs a browser that signs: browser/test_browser_passkeys.py"),
    **dict.fromkeys(READERS, "changes nothing"),
}
OPEN_TO_READERS = {
    "accounts.save": "a firm may start here",
    "dashboard.save_malls": "a firm may start here",
    "help.ask": "anybody may ask, and is asked who they are",
    "sign_in.start": "it lets a firm in, by its link and number",
    "sign_in.request_link": "anybody may ask for a link",
    "staff.sign_in": "it lets a member in, by password and code",
    "staff.finish_setup": "it lets a member in, by the set-up code",
}
EVENTS_OF_TWO = {
    "staff.open_secrets": ["secret.opened", "secret.opened"],
    "sign_in.start": ["link.started", "link.started"],
    "staff.sign_in": ["staff.entered"],
    "own_data.download": ["seller.exported", "seller.exported"],
}
"""The same values put twice are one account; each look at a secret, each copy, and each way in, is told."""

NOISE = {"spent_form", "session", "attempt", "used_code", "challenge", "opening"}
REFUSED = {303, 400, 403, 404, 409, 422}
ACT = pytest.mark.parametrize("endpoint", ACTS)
MEMBERS_ACT = pytest.mark.parametrize("endpoint", sorted(set(ACTS) - set(OPEN_TO_READERS)))
B_FIRM = NewSeller("비이상회", "2208162517", "01011112222")


@pytest.fixture(scope="module")
def beginnings(tmp_path_factory):
    beginnings = Beginnings(tmp_path_factory.mktemp("beginnings"))
    yield beginnings
    services_of(beginnings.app).audit.engine.dispose()


@pytest.fixture
def app(beginnings):
    return beginnings.app


def state(app):
    return {name: rows for name, rows in everything(app).items() if name not in NOISE}


def is_refused(answer, *, is_elsewhere=True):
    """Say so; the browser that the form was drawn in, of which nobody left, may still name its firm."""
    opens = [cookie for cookie in answer.headers.getlist("Set-Cookie") if "eller=" in cookie or "staff=" in cookie]  # fmt: skip
    begun = [cookie for cookie in opens if "Max-Age=0" not in cookie]
    return (
        answer.status_code in REFUSED
        and not begun
        and not (is_elsewhere and ACE.name in answer.text)
    )


def test_every_post_of_the_product_is_tried_here_or_named_with_its_reason(app):
    assert set(ACTS) | set(NOT_GENERATED) == changing_endpoints(app)


@MEMBERS_ACT
def test_after_leaving_nothing_that_is_sent_again_is_done(app, endpoint, beginnings):
    press = beginnings.press(endpoint)
    post(press.client, "/staff/leave" if hasattr(press.client, "staff_id") else "/leave")
    before, told = state(app), events(app)

    answers = [
        press.send(),
        press.send(csrf_token=token_of(press.client)),
        press.send(csrf_token=token_of(press.client), owner=None),
    ]

    assert all(map(is_refused, answers)) or endpoint == "accounts.sign_out"
    assert (state(app), events(app)) == (before, told)


@MEMBERS_ACT
def test_after_its_session_was_taken_back_nothing_that_is_sent_is_done(app, endpoint, beginnings):
    press = beginnings.press(endpoint)
    sessions = services_of(app).sessions
    if hasattr(press.client, "staff_id"):
        sessions.sign_out_staff(press.client.staff_id, "nobody")
    else:
        sessions.sign_out_everywhere(press.client.seller_id)
    before, told = state(app), events(app)

    answers = [press.send(), press.send(csrf_token=token_of(press.client))]

    is_leaving = endpoint == "accounts.sign_out"
    assert all(is_refused(one, is_elsewhere=False) for one in answers) or is_leaving
    assert (state(app), events(app)) == (before, told)


@MEMBERS_ACT
def test_a_stranger_with_the_fields_of_a_form_does_nothing(app, endpoint, beginnings):
    press = beginnings.press(endpoint)
    client, own = stranger(app, press)
    before, told = state(app), events(app)

    answers = [press.send(client), press.send(client, **own)]

    assert all(map(is_refused, answers)) or endpoint == "accounts.sign_out"
    assert (state(app), events(app)) == (before, told)


@MEMBERS_ACT
def test_another_seller_with_the_fields_of_a_form_does_nothing(app, endpoint, beginnings):
    press = beginnings.press(endpoint)
    other = seller_client(app, B_FIRM)
    before, told = state(app), events(app)

    answers = [press.send(other), press.send(other, csrf_token=token_of(other))]

    if endpoint != "accounts.sign_out":
        assert all(map(is_refused, answers))
        assert events(app) == told
    assert state(app) == before


@MEMBERS_ACT
def test_in_one_browser_the_next_seller_does_nothing_with_the_form_of_the_last(
    app, endpoint, beginnings
):
    press = beginnings.press(endpoint)
    if hasattr(press.client, "staff_id") or endpoint == "accounts.sign_out":
        return
    _, token = invited(app, B_FIRM)
    post(press.client, "/enter", token=token, digits=B_FIRM.business_number[-5:])
    before, told = state(app), events(app)

    answers = [press.send(), press.send(csrf_token=token_of(press.client))]

    assert {answer.status_code for answer in answers} <= {404, 409}
    assert (state(app), events(app)) == (before, told)


@pytest.mark.parametrize("endpoint", sorted(one for one in ACTS if one.startswith("staff.")))
def test_a_member_whose_role_does_not_open_it_does_nothing(app, endpoint, beginnings):
    press = beginnings.press(endpoint)
    is_anybodys = endpoint in OPEN_TO_READERS or "/me/" in press.path or "/leave" in press.path
    if is_anybodys:
        return
    editor = staff_client(app, "editor", "lower@example.com")
    before, told = state(app), events(app)

    answer = press.send(editor, csrf_token=token_of(editor))

    assert answer.status_code == 403
    assert (state(app), events(app)) == (before, told)


@ACT
def test_what_another_site_sends_is_not_done_and_nothing_of_it_is_shown(app, endpoint, beginnings):
    press = beginnings.press(endpoint)
    before, told = state(app), events(app)

    answers = [
        press.send(headers=EVIL),
        press.send(headers=EVIL, csrf_token=None),
        press.send(headers={"Sec-Fetch-Site": "same-site"}),
        press.send(press.forked().be_silent(), headers={"Origin": "https://evil.example"}),
        press.send(press.forked().be_silent(), headers={"Origin": "null"}),
        press.send(press.forked().be_silent(), csrf_token="old"),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert (state(app), events(app)) == (before, told)
    typed = {value for name, value in press.data.items() if len(value) > 7 and name != "csrf_token"}
    assert not [value for value in typed for answer in answers if value in answer.text]


def test_no_post_of_any_route_is_read_when_another_site_sends_it(app, client):
    for rule in app.url_map.iter_rules():
        if "POST" in rule.methods:
            path = rule.rule
            for name in rule.arguments:
                path = path.replace(f"<{name}>", "x")
            answer = client.post(path, data={"text": "evil words"}, headers=EVIL)
            assert (answer.status_code, "evil words" in answer.text) == (403, False), path


@ACT
def test_a_browser_that_does_not_say_whence_does_it_with_the_token_of_its_session(
    endpoint, beginnings
):
    press = beginnings.press(endpoint)

    assert press.send(press.client.be_silent()).status_code in {200, 303}


def new_kinds(app, told):
    """Give what was done since; that a second try was refused is told as well, and does nothing."""
    return [kind for kind, _ in events(app)[len(told) :] if kind != "staff.refused"]


@ACT
def test_sent_again_after_a_lost_answer_it_leads_where_it_led_and_nothing_is_doubled(
    app, endpoint, beginnings
):
    press = beginnings.press(endpoint)
    second = press.forked()
    told = events(app)
    first = press.send()
    counts = {name: len(rows) for name, rows in state(app).items()}

    again = press.send(second)

    assert first.status_code in {200, 303}
    expected = EVENTS_OF_TWO.get(endpoint, [*ALONG.get(endpoint, ()), ACTS[endpoint][1]])
    assert new_kinds(app, told) == expected
    assert {name: len(rows) for name, rows in state(app).items()} == counts
    if endpoint in repeated_forms.LEADS and endpoint != "accounts.delete":
        assert (again.status_code, again.location) == (303, first.location)
    if endpoint in repeated_forms.SHOWN_AGAIN and not endpoint.endswith("sign_out_everywhere"):
        assert (again.status_code, secrets_of(again)) == (first.status_code, secrets_of(first))


def secrets_of(answer):
    """Give the links and codes that a page shows once."""
    text = answer.get_data().decode("utf-8", "replace")  # some are files
    words = text.replace('"', " ").split()
    codes = re.findall(r"<li><code>(.*?)</code>", text)
    return codes + [word for word in words if "#" in word and "http" in word]


def twice_at_once(app, endpoint, press):
    told = events(app)

    answers = press.at_once()

    expected = EVENTS_OF_TWO.get(endpoint, [*ALONG.get(endpoint, ()), ACTS[endpoint][1]])
    assert Counter(new_kinds(app, told)) == Counter(expected)
    assert max(answer.status_code for answer in answers) < 500
    if endpoint in repeated_forms.LEADS and endpoint != "accounts.delete":
        assert len({answer.location for answer in answers}) == 1
        assert {answer.status_code for answer in answers} == {303}
    if endpoint in repeated_forms.SHOWN_AGAIN:
        assert secrets_of(answers[0]) == secrets_of(answers[1])


@ACT
def test_sent_twice_at_once_it_is_done_once_on_sqlite(app, endpoint, beginnings):
    twice_at_once(app, endpoint, beginnings.press(endpoint))


@ACT
def test_sent_twice_at_once_it_is_done_once_on_postgresql(app_on_postgres, endpoint):
    twice_at_once(app_on_postgres, endpoint, stopped(app_on_postgres, ACTS[endpoint][0]))
