"""A choice judges nothing; what is wrong is told after saving, or of a box that was filled and moved."""

import pytest
from conftest import FIRM, GOOD, HTMX, filled, soup_of

FORM = "/guides/keys/form?remit=online"


@pytest.mark.parametrize("action", ["refresh", "preview"])
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["browser", "htmx"])
@pytest.mark.parametrize(
    "typed", [{}, {"api_key": "short", "login_id": "shop1234"}], ids=["empty", "odd"]
)
def test_neither_a_choice_nor_a_look_at_the_table_calls_anything_wrong(
    client, action, headers, typed
):
    form = filled(soup_of(client.get(FORM)), **typed, remit="deposit") | {"action": action}

    answer = client.post("/guides/keys/form", data=form, headers=headers)

    page = soup_of(answer)
    assert answer.status_code == 200
    assert not page.select(".error, .doubt, #summary, [aria-invalid]")
    assert not page.title.text.startswith("오류")


def test_saving_tells_all_that_is_wrong(client):
    form = filled(soup_of(client.get(FORM)), **FIRM)

    page = soup_of(client.post("/guides/keys/form", data=form))

    assert len(page.select(".summary a")) == len(page.select(".error")) == 5


def test_a_move_between_boxes_judges_no_empty_box(client):
    form = filled(soup_of(client.get(FORM)), password=GOOD["password"], api_key="short")
    form |= {"action": "swap:password:api_key"}

    page = soup_of(client.post("/guides/keys/form", data=form))

    assert {tag["id"] for tag in page.select(".error")} == {"api_key-error"}


def test_a_form_that_was_sent_says_so_to_the_browser_and_a_new_one_does_not(client):
    fresh = soup_of(client.get(FORM)).select_one("form#account")
    sent = soup_of(client.post("/guides/keys/form", data=filled(soup_of(client.get(FORM)))))

    assert not fresh.has_attr("data-posted")
    assert sent.select_one("form#account").has_attr("data-posted")
    assert fresh["autocomplete"] == sent.select_one("form#account")["autocomplete"] == "off"
