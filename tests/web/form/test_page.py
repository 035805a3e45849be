import re

import pytest
from conftest import FIRM, GOOD, HTMX, filled, soup_of
from sqlalchemy import text
from support.people import hidden_on

from wizard.web import form_cache

FORM = "/guides/keys/form?remit=online"
TOKENS = re.compile(r'(name="(?:csrf|form)_token" value=")[^"]*')


def saved(client, **changes):
    form = filled(soup_of(client.get(FORM)), **GOOD, **FIRM)
    answer = client.post("/guides/keys/form", data=form | changes)
    assert answer.status_code == 303
    return client


def without_tokens(answer):
    return TOKENS.sub(r"\1", answer.text)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_two_readers_get_the_same_form_with_tokens_of_their_own(app, headers):
    one, other = (app.test_client().get(FORM, headers=headers) for _ in range(2))

    assert one.text != other.text
    assert without_tokens(one) == without_tokens(other)
    assert one.headers["Cache-Control"] == "no-store"
    assert len(set(TOKENS.findall(one.text))) == 2


def test_each_showing_of_a_form_has_a_form_token_of_its_own(client):
    tokens = {soup_of(client.get(FORM)).select_one("[name=form_token]")["value"] for _ in range(5)}

    assert len(tokens) == 5


def test_a_sellers_name_is_put_in_as_text_for_its_own_browser_only(app):
    odd = saved(app.test_client(), seller_name="<b>\"한빛\" & '상회'</b>")
    plain = saved(app.test_client(), seller_number="123-45-67891")

    assert soup_of(odd.get(FORM)).select_one(".who b").text == "<b>\"한빛\" & '상회'</b>"
    assert soup_of(plain.get(FORM)).select_one(".who b").text == "한빛상회"
    assert soup_of(app.test_client().get(FORM)).select_one(".who") is None


def test_who_saved_an_account_here_already_is_told_so_in_the_form_for_one_more_and_led_to_it(app):
    client = app.test_client()
    before = soup_of(client.get(FORM)).select_one(".who")
    saved(client)

    [link] = soup_of(client.get(FORM)).select(".who a")
    refused = client.post("/guides/keys/form", data=filled(soup_of(client.get(FORM))))

    assert before is None
    assert "하나 더 저장해요" in link.parent.text
    assert soup_of(client.get(link["href"])).select_one("form#account")["action"] == link["href"]
    assert refused.status_code == 422
    assert soup_of(refused).select_one(".who a")["href"] == link["href"]
    other = saved(app.test_client(), seller_number="123-45-67891")
    assert soup_of(other.get(FORM)).select_one(".who a")["href"] != link["href"]


def test_no_mark_of_a_hole_ever_leaves(app):
    marks = [form_cache.SLOTS.csrf_token, form_cache.SLOTS.form_token, form_cache.SLOTS.seller]
    answers = [
        saved(app.test_client(), seller_name=marks[0]).get(FORM),
        app.test_client().get(FORM),
    ]

    assert not any(mark in answer.text for answer in answers[1:] for mark in marks)
    assert soup_of(answers[0]).select_one(".who b").text == marks[0]  # a name is text, not a hole
    assert soup_of(answers[0]).select_one("[name=csrf_token]")["value"] not in marks


def test_a_form_drawn_before_tells_at_once_when_nothing_can_be_saved(client, settings):
    assert "지금은 저장할 수 없어요" not in client.get(FORM).text

    settings.keys.rename(settings.keys.with_suffix(".away"))

    assert "지금은 저장할 수 없어요" in client.get(FORM).text


def test_what_was_told_once_is_not_told_to_the_next_reader(app, client):
    saved(client)
    with app.extensions["wizard"].accounts.engine.connect() as connection:
        account = connection.execute(text("select id from account")).scalar_one()
    asked = hidden_on(client, f"/accounts/{account}/deletion")
    after = client.post(f"/accounts/{account}/deletion", data=asked)

    assert "을 지웠어요. 저장했던 값도 모두" in client.get(after.location).text
    assert "을 지웠어요. 저장했던 값도 모두" not in client.get(FORM).text
    assert "을 지웠어요. 저장했던 값도 모두" not in app.test_client().get(FORM).text
