"""Secrets that are typed and not yet sent: sealed for their browser, useless anywhere else."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from conftest import DEPOSIT, FIRM, filled, soup_of
from support.people import ACE, invited, post, save_account, seller_client, services_of
from support.services import opened

from wizard.services.account_inputs import NewSeller
from wizard.settings import Rate
from wizard.web.form.sealed_inputs import LIFE_S
from wizard.web.rate_limit import RateLimiter

B_FIRM = NewSeller("비이상회", "2208162517", "01011112222")
FORM = "/guides/keys/form"
SECRETS = {"password": "correct horse", "api_key": "fedcba9876543210"}


def drawn(client, path=FORM):
    return filled(soup_of(client.get(path)))


def seal(client, form, path=FORM, **secrets):
    """Ask for what is sealed, as the page's script does."""
    named = {name: form[name] for name in ("csrf_token", "form_token")}
    return client.post(f"{path}/unsent", data=named | secrets)


def kept(answer):
    return {f"{name}.kept": one["sealed"] for name, one in answer.json.items()}


def saved(client, form, **values):
    return client.post(FORM, data=form | DEPOSIT | dict.fromkeys(SECRETS, "") | values)


def stored(client):
    accounts = services_of(client.application).accounts
    with accounts.engine.connect() as connection:
        account = connection.execute(sa.text("select id from account")).scalar_one()
    return opened(accounts, account)


def test_what_was_sealed_while_it_was_typed_is_saved_by_the_form_drawn_after_a_reload(app):
    client = seller_client(app)
    answer = seal(client, drawn(client), **SECRETS)

    assert saved(client, drawn(client), **kept(answer)).status_code == 303

    assert {name: stored(client)[name] for name in SECRETS} == SECRETS
    assert answer.headers["Cache-Control"] == "no-store"
    assert not any(secret in answer.text for secret in SECRETS.values())


def test_after_a_reload_it_is_told_how_each_ends_that_opens_still_and_nothing_of_a_short_one(app):
    client = seller_client(app)
    sealed = kept(seal(client, drawn(client), password="geheim1", api_key=SECRETS["api_key"]))

    told = seal(client, drawn(client), **sealed | {"bank.kept": "nonsense"}).json

    assert {name: one["ends"] for name, one in told.items()} == {
        "password": "", "api_key": "끝 ••10",
    }  # fmt: skip


def test_what_a_form_that_came_back_brought_along_is_not_called_lost_after_a_reload(app):
    client = seller_client(app)
    again = soup_of(client.post(FORM, data=drawn(client) | SECRETS | {"action": "refresh"}))
    brought = {f"{name}.kept": filled(again)[f"{name}.kept"] for name in SECRETS}

    told = seal(client, drawn(client), **brought).json

    assert {f"{name}.kept": one["sealed"] for name, one in told.items()} == brought
    assert saved(client, drawn(client), **brought).status_code == 303
    assert {name: stored(client)[name] for name in SECRETS} == SECRETS


def test_an_account_that_is_changed_takes_its_own_and_no_new_one_does(app):
    client = seller_client(app)
    account = f"/accounts/{save_account(client)}"
    sealed = kept(seal(client, drawn(client, account), account, password="new password"))

    refused = saved(client, drawn(client), **sealed)
    changed = client.post(account, data=drawn(client, account) | sealed)

    assert soup_of(refused).select_one("#password-error")
    assert changed.status_code == 303
    assert stored(client)["password"] == "new password"


def an_hour_later(_client, clock):
    clock.moment = clock() + timedelta(seconds=LIFE_S + 1)


def another_browser(client, _clock):
    client.delete_cookie("wizard")


def leaving(client, _clock):
    post(client, "/leave")
    _, token = invited(client.application)
    post(client, "/enter", token=token, digits=ACE.business_number[-5:])


def another_firm(client, _clock):
    _, token = invited(client.application, B_FIRM)
    post(client, "/enter", token=token, digits=B_FIRM.business_number[-5:])


@pytest.mark.parametrize("between", [an_hour_later, another_browser, leaving, another_firm])
def test_it_opens_for_nobody_else_and_not_for_ever(app, clock, between):
    client = seller_client(app)
    sealed = kept(seal(client, drawn(client), **SECRETS))
    between(client, clock)

    told = seal(client, drawn(client), **sealed)
    refused = saved(client, drawn(client), **sealed)

    assert told.json == {}
    assert {box["id"] for box in soup_of(refused).select(".error")} >= {"password-error", "api_key-error"}  # fmt: skip
    assert not any(secret in refused.text for secret in SECRETS.values())


def test_a_form_of_another_step_or_box_does_not_open_it(app):
    client = seller_client(app)
    sealed = kept(seal(client, drawn(client), **SECRETS))

    crossed = {"api_key.kept": sealed["password.kept"], "password.kept": sealed["api_key.kept"]}

    assert seal(client, drawn(client), **crossed).json == {}
    agency = drawn(client, "/guides/agency/form")
    assert seal(client, agency, "/guides/agency/form", **sealed).json == {}


def test_for_a_form_that_is_not_of_who_is_here_nothing_is_sealed(app):
    client, other = seller_client(app), seller_client(app, B_FIRM)
    form = drawn(client)
    foreign = drawn(other)["form_token"]

    assert seal(client, form | {"form_token": foreign}, **SECRETS).status_code == 409
    assert seal(client, form | {"form_token": "nonsense"}, **SECRETS).status_code == 409
    assert seal(client, form | {"csrf_token": "old"}, **SECRETS).status_code == 400
    assert seal(other, drawn(other), f"/accounts/{save_account(client)}", **SECRETS).status_code == 404  # fmt: skip


def test_a_reader_who_is_no_seller_yet_gets_it_sealed_and_begins_with_it(client):
    sealed = kept(seal(client, drawn(client), **SECRETS))

    answer = saved(client, drawn(client), **FIRM, **sealed)

    assert answer.status_code == 303
    assert {name: stored(client)[name] for name in SECRETS} == SECRETS


def test_whoever_asks_too_often_is_let_rest(app):
    client = seller_client(app)
    form, app_state = drawn(client), app.extensions["wizard"]
    app.extensions["wizard"] = replace(app_state, unsent_limiter=RateLimiter(Rate(1, 3600)))

    statuses = [seal(client, form, password="x" * 9).status_code for _ in range(2)]

    assert statuses == [200, 429]


@pytest.mark.parametrize("value", ["한글", "k." + "A" * 9000, "lost", "page.AAAA"])
def test_what_was_never_sealed_opens_nothing(app, value):
    client = seller_client(app)

    assert seal(client, drawn(client), **{"password.kept": value}).json == {}


@pytest.mark.parametrize("path", ["unsent", "parts"])
def test_a_fault_of_ours_draws_nothing_of_what_a_script_asked_about(client, monkeypatch, path):
    form = drawn(client) | {"box": "form.paste", "text": "비밀번호 correct horse"}

    def break_down(*_args, **_more):
        raise RuntimeError("broken")

    monkeypatch.setattr("wizard.web.seller.unsent.form_of", break_down)
    monkeypatch.setattr("wizard.web.seller.paste_preview.form_of", break_down)
    broken = client.post(f"{FORM}/{path}", data=form | SECRETS)
    too_long = client.post(f"{FORM}/{path}", data=form | SECRETS | {"more": "x" * 70_000})

    assert (broken.status_code, too_long.status_code) == (500, 413)
    assert broken.data == too_long.data == b""


def test_while_the_database_is_away_what_was_sealed_is_not_called_lost(app):
    client = seller_client(app)
    form = drawn(client)
    app.extensions["wizard"].services.storage.rest()

    answer = seal(client, form, **SECRETS)

    assert answer.status_code == 503
    assert not any(secret in answer.text for secret in SECRETS.values())
