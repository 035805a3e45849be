"""The form of values in each engine: what is typed, pasted, refused, left and come back to, and what is kept of it."""

import re

import pytest
import sqlalchemy as sa
from conftest import FIRM
from support.services import opened

FORM, ANSWER = "/guides/coupang/account", "?company=listed"
KEYS = {
    "vendor_id": "A00099999",
    "access_key": "1b2c3d4e-0000-4000-8000-0a1b2c3d4e5f",
    "secret_key": "0123456789abcdef0123456789abcdef01234567",
}
OWN = {"login_id": "woorishop", "password": "correct horse"}
CONSOLE = "업체코드\n복사\n{vendor_id}\nAccess Key\u200b\n{access_key}\nSecret Key\n{secret_key}\n발급일 2026. 5. 13.\n"
FIRM_OF = sa.text(
    "select name, business_number, phone from seller where id = (select seller_id from account where id = :id)"
)
SHOWN_OF = sa.text("select name, value from account_field where account_id = :id and not is_sealed")

BEFORE = "() => getComputedStyle(document.getElementById('issued_on'), '::before').content"


def begin(tab, path=FORM + ANSWER):
    """Open a form whose scripts have come."""
    tab.open(path)
    tab.until("() => window.hasDrafts && Boolean(window.htmx)")


def type_all(tab, values):
    for name, value in values.items():
        tab.type(f"#{name}", value)


def standing(tab, values):
    return {name: tab.value(f"#{name}") for name in values}


def stored(app, tab):
    """Give the firm of the account that a page tells of, and every value of it."""
    account = tab.ask("() => document.querySelector('[data-account]').dataset.account")
    accounts = app.extensions["wizard"].accounts
    with accounts.engine.connect() as connection:
        firm = connection.execute(FIRM_OF, {"id": account}).one()
        shown = dict(map(tuple, connection.execute(SHOWN_OF, {"id": account})))
    return tuple(firm), opened(accounts, account) | shown


def test_a_page_of_the_console_pasted_at_once_is_saved_as_just_these_values_of_this_firm(
    tab, watched_app
):
    begin(tab)
    type_all(tab, FIRM | OWN)
    tab.paste("#paste", CONSOLE.format(**KEYS))
    tab.shows(".moved", "값 4개를 칸마다 나눠 담았어요")
    assert standing(tab, KEYS) == KEYS
    tab.press("button[value=save]")
    tab.sound("/guides/coupang/done")

    firm = tuple(re.sub(r"(?<=\d)-", "", value) for value in FIRM.values())
    assert stored(watched_app, tab) == (firm, KEYS | OWN | {"issued_on": "2026-05-13"})


def test_a_refused_save_has_the_focus_on_what_to_mend_and_leads_to_each_box(tab):
    begin(tab)
    type_all(tab, {"seller_name": "한빛상회", "seller_number": "123"})
    tab.press("button[value=save]")
    tab.has_focus("#summary")
    assert tab.faults() == []

    tab.press("#summary a[href='#seller_number']")

    tab.has_focus("#seller_number")
    tab.shows("#seller_number-error")
    assert tab.value("#seller_name") == "한빛상회"
    assert not tab.count("[data-account]")


def test_what_was_typed_is_there_again_after_back_and_forward_and_a_reload(tab):
    tab.open(f"/guides/coupang/keys{ANSWER}")
    tab.until("() => Boolean(window.htmx)")
    tab.press("a[rel=next]")
    tab.sound(FORM)
    tab.until("() => window.hasDrafts")
    type_all(tab, FIRM | OWN)
    tab.travel(-1)
    tab.shows("h1", "값 세 가지를 복사해요")
    tab.travel(1)
    tab.shows("#drafted", "적던 내용을 다시 넣어 드렸어요")
    assert standing(tab, FIRM | OWN) == FIRM | OWN

    tab.reload()

    tab.shows("#drafted", "적던 내용을 다시 넣어 드렸어요")
    assert standing(tab, FIRM) == FIRM


def test_an_answer_swaps_boxes_and_no_typed_value_is_lost(tab):
    begin(tab, "/guides/smartstore/account?same_id=same")
    type_all(tab, OWN)
    tab.press("[name=same_id][value=different]")
    tab.until("() => Boolean(document.getElementById('api_seller_id'))")

    assert standing(tab, OWN) == OWN
    assert tab.faults() == []


@pytest.mark.parametrize("engine", ["chromium", "webkit"], indirect=True)
def test_a_box_for_a_day_in_which_none_was_chosen_shows_no_day(tab):
    begin(tab)
    tab.ask("() => document.getElementById('issued_on').scrollIntoView({block: 'center'})")
    assert tab.ask(BEFORE) == '"연도-월-일"'
    tab.draw("#issued_on::before { visibility: hidden }")
    drawn = tab.picture("#issued_on")
    tab.draw("#issued_on::-webkit-datetime-edit { visibility: hidden }")

    assert tab.picture("#issued_on") == drawn


def test_a_chosen_day_is_shown_and_a_box_for_a_day_has_the_ring_of_focus_before_and_after(tab):
    begin(tab)
    tab.press("#issued_on")
    tab.until("() => document.activeElement.id === 'issued_on'")
    assert tab.style("#issued_on", "outlineStyle") == "solid"

    tab.type("#issued_on", "2026-05-13")

    assert tab.ask(BEFORE) in {"none", ""}
    assert tab.style("#issued_on", "outlineStyle") == "solid"


def test_a_copied_value_is_what_a_person_pastes(tab):
    tab.open("/guides/11st/ip")
    tab.press("button[data-copy]")
    tab.shows("button[data-copy]", "복사했어요")

    assert tab.clipboard() == tab.ask("() => document.querySelector('[data-copy]').dataset.copy")


def test_without_javascript_a_refused_form_comes_back_and_a_mended_one_is_saved(bare, watched_app):
    bare.open("/guides/cjmall")
    bare.press("#screen a[rel=next]")
    bare.at("/guides/cjmall/login")
    bare.press("#screen a[rel=next]")
    bare.at("/guides/cjmall/account")
    type_all(bare, FIRM | OWN | {"seller_number": "123"})
    bare.press("button[value=save]")
    bare.shows("#seller_number-error")
    assert standing(bare, ("seller_name", "login_id")) == {
        "seller_name": "한빛상회",
        "login_id": "woorishop",
    }
    type_all(bare, FIRM)
    bare.press("button[value=save]")
    bare.at("/guides/cjmall/request")

    assert stored(watched_app, bare)[1] == OWN
