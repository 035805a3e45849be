"""What is wrong in a box that was filled and left is told then, before anything is saved."""

import pytest
from conftest import FIRM, filled, soup_of
from support.people import seller_client

FORM = "/guides/keys/form?remit=online"
JUDGED = "/guides/keys/form/judged?remit=online"


def left(client, **boxes):
    token = filled(soup_of(client.get(FORM)))["csrf_token"]
    return client.post(JUDGED, data={"csrf_token": token, **boxes})


@pytest.mark.parametrize(
    ("boxes", "told"),
    [
        (FIRM, {}),
        (FIRM | {"seller_number": "220-81-62518"}, {"seller_number": "error"}),
        (FIRM | {"seller_phone": "010-1234-567"}, {"seller_phone": "error"}),
        (dict.fromkeys(FIRM, ""), dict.fromkeys(FIRM, "error")),
        ({"login_id": "", "password": ""}, {}),
        ({"api_key": "short"}, {"api_key": "error"}),
        ({"login_id": "shop****"}, {"login_id": "doubt"}),
    ],
    ids=["right", "a digit wrong", "a digit short", "nobody", "empty", "refused", "masked"],
)
def test_what_is_filled_is_judged_and_of_what_is_empty_only_whose_account_it_is(
    client, boxes, told
):
    answer = left(client, **boxes)

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert {name: kind for name, (kind, _) in answer.json.items()} == told


def test_it_is_told_in_the_words_of_saving_and_never_with_the_value(client):
    form = filled(soup_of(client.get(FORM)), **FIRM) | {"api_key": "tiny-secret"}
    saving = soup_of(client.post("/guides/keys/form", data=form)).select_one("#api_key-error")

    answer = left(client, api_key="tiny-secret")

    assert answer.json["api_key"][1] == saving.text.strip()
    assert "tiny-secret" not in answer.text


def test_a_seller_is_not_asked_who_they_are_again(app):
    client = seller_client(app)

    assert left(client, seller_number="1").json == {}


def test_another_site_learns_nothing(client):
    assert client.post(JUDGED, data=FIRM).status_code == 400
