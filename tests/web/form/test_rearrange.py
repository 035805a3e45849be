"""A pasted block and swapped values, put right by the server alone."""

from dataclasses import replace

import pytest
from conftest import FIRM, HTMX, filled, soup_of
from sqlalchemy import text

from wizard.settings import Rate
from wizard.web.rate_limit import RateLimiter

VENDOR, ACCESS = "A00099999", "1b2c3d4e-0000-4000-8000-0a1b2c3d4e5f"
SECRET = "0123456789abcdef0123456789abcdef01234567"
BLOCK = f"업체코드 {VENDOR} Access Key {ACCESS} Secret Key {SECRET}"
OWN = {"login_id": "woorishop", "password": "correct horse"}
FORM = "/guides/coupang/account?company=listed"
PARTS = FORM.replace("?", "/parts?")
KEYS = {"vendor_id": VENDOR, "access_key": ACCESS, "secret_key": SECRET}


@pytest.fixture
def client(content_app):
    return content_app.test_client()


def send(client, page, **values):
    return client.post(FORM, data=filled(page, **values))


def fresh(client):
    return soup_of(client.get(FORM))


def saved_values(app, client, answer):
    """Open what was stored: field -> value."""
    from support.services import opened

    account = soup_of(client.get(answer.location)).select_one("[data-account]")["data-account"]
    accounts = app.extensions["wizard"].accounts
    with accounts.engine.connect() as connection:
        rows = connection.execute(text("select name, value from account_field where is_sealed = 0"))
        plain = {row.name: row.value for row in rows}
    return plain | opened(accounts, account)


@pytest.mark.parametrize("box", ["vendor_id", "access_key", "secret_key", "login_id"])
def test_a_block_in_any_box_is_split_shown_again_and_saved_when_confirmed(client, content_app, box):
    answer = send(client, fresh(client), **(OWN | FIRM | {box: BLOCK}))

    soup = soup_of(answer)
    assert answer.status_code == 422
    assert "값 3개를 찾아" in soup.select_one(".moved").text
    assert soup.select_one("#vendor_id")["value"] == VENDOR
    assert ACCESS not in answer.text
    assert SECRET not in answer.text
    again = send(client, soup, **({"login_id": "woorishop"} if box == "login_id" else {}))
    assert again.status_code == 303
    assert saved_values(content_app, client, again) == OWN | KEYS


def test_what_was_split_can_be_put_back_and_is_then_one_value_for_good(client, content_app):
    split = soup_of(send(client, fresh(client), **(OWN | FIRM | KEYS | {"password": BLOCK})))

    back = send(client, split, action="undo")

    soup = soup_of(back)
    assert back.status_code == 200
    assert "되돌렸어요" in soup.select_one(".moved").text
    assert soup.select_one("[name='password.kept']")
    saved = send(client, soup)
    assert saved.status_code == 303
    assert saved_values(content_app, client, saved)["password"] == BLOCK


def test_putting_back_brings_what_stood_in_the_other_boxes(client):
    other = "C98765432"
    form = OWN | FIRM | KEYS | {"vendor_id": other, "memo": "", "password": BLOCK}
    split = soup_of(send(client, fresh(client), **form))
    assert split.select_one("#vendor_id")["value"] == VENDOR

    back = soup_of(send(client, split, action="undo"))

    assert back.select_one("#vendor_id")["value"] == other


@pytest.mark.parametrize("undo", ["", "nonsense", "k.AAAA"])
def test_a_way_back_that_does_not_open_changes_nothing(client, undo):
    answer = send(
        client, fresh(client), **OWN, **FIRM, **KEYS, action="undo", **{"form.undo": undo}
    )

    assert answer.status_code == 200
    assert "되돌리지 못했어요" in soup_of(answer).select_one(".moved").text
    assert soup_of(answer).select_one("#vendor_id")["value"] == VENDOR


def test_the_way_back_of_one_browser_opens_in_no_other(client, content_app):
    split = soup_of(send(client, fresh(client), **OWN, **FIRM, vendor_id=BLOCK))
    token = split.select_one("[name='form.undo']")["value"]
    stranger = content_app.test_client()

    answer = send(stranger, fresh(stranger), action="undo", **{"form.undo": token})

    assert "되돌리지 못했어요" in soup_of(answer).select_one(".moved").text


def test_a_preview_splits_as_well_and_is_no_refusal(client):
    answer = send(client, fresh(client), vendor_id=BLOCK, action="preview")

    assert answer.status_code == 200
    assert soup_of(answer).select_one("[data-cell=access_key]").text == "••••••"


def test_swapped_keys_are_noticed_and_one_press_swaps_them_sealed_as_they_are(client, content_app):
    wrong = KEYS | {"access_key": SECRET, "secret_key": ACCESS}
    doubt = send(client, fresh(client), **OWN, **FIRM, **wrong)

    soup = soup_of(doubt)
    assert doubt.status_code == 422
    offers = soup.select("button[value='swap:access_key:secret_key']")
    assert "‘비밀키 (Secret Key)’ 값이 들어온" in soup.select_one("#access_key-warning").text
    assert [offer.find_parent(class_="box").select_one("input[id]")["id"] for offer in offers] == [
        "access_key",
        "secret_key",
    ]
    swapped = send(client, soup, action="swap:access_key:secret_key")
    after = soup_of(swapped)
    assert swapped.status_code == 200
    assert not after.select(".swapped, .doubt")
    saved = send(client, after)
    assert saved.status_code == 303
    assert saved_values(content_app, client, saved) == OWN | KEYS


@pytest.mark.parametrize("action", ["swap:password:login_id", "swap:login_id:password"])
def test_a_secret_that_came_back_sealed_is_never_moved_into_a_box_that_shows_it(client, action):
    held = soup_of(send(client, fresh(client), **OWN, **FIRM, action="preview"))
    assert held.select_one("[name='password.kept']")

    answer = send(client, held, action=action)

    soup = soup_of(answer)
    assert OWN["password"] not in answer.text
    assert soup.select_one("#login_id")["value"] == OWN["login_id"]
    assert "보이는 칸으로 옮기지 않아요" in soup.select_one(".moved").text
    assert send(client, soup, **KEYS).status_code == 303


@pytest.mark.parametrize("action", ["save", "preview", "refresh"])
def test_a_kept_secret_that_reads_like_a_block_is_not_split_into_boxes_that_show_it(client, action):
    split = soup_of(send(client, fresh(client), **OWN, **FIRM, **KEYS | {"secret_key": BLOCK}))
    back = filled(soup_of(send(client, split, action="undo")))
    stripped = {name: value for name, value in back.items() if not name.endswith(".whole")}
    assert stripped["secret_key.kept"]

    answer = client.post(FORM, data=stripped | {"action": action, "vendor_id": ""})

    assert VENDOR not in answer.text


def test_a_secret_that_its_guide_made_a_plain_text_meanwhile_does_not_come_back_to_be_seen(
    client, monkeypatch
):
    held = filled(soup_of(send(client, fresh(client), **OWN, **FIRM, action="preview")))
    token = held["password.kept"]
    app = client.application.extensions["wizard"]
    step = app.catalog.guides["coupang"].form("account")
    monkeypatch.setitem(
        step.fields, "password", step.fields["password"].model_copy(update={"kind": "text"})
    )

    answer = client.post(FORM, data=held | {"password.kept": token, "action": "preview"})

    assert OWN["password"] not in answer.text


def test_who_insists_on_swapped_values_may_save_them(client):
    wrong = KEYS | {"access_key": SECRET, "secret_key": ACCESS}
    doubt = soup_of(send(client, fresh(client), **OWN, **FIRM, **wrong))

    assert send(client, doubt).status_code == 303


@pytest.mark.parametrize("action", ["swap:", "swap:a:b", "swap:login_id:issued_on", "swap:x:"])
def test_a_swap_of_what_is_no_text_box_changes_nothing(client, action):
    answer = send(client, fresh(client), **OWN, **KEYS, action=action)

    assert answer.status_code == 200
    assert soup_of(answer).select_one("#login_id")["value"] == "woorishop"


def test_a_saved_account_takes_a_block_as_well(client):
    saved = send(client, fresh(client), **OWN, **FIRM, **KEYS)
    account = soup_of(client.get(saved.location)).select_one("[data-account]")["data-account"]
    path = f"/accounts/{account}"
    new = f"Access Key: {ACCESS[::-1].replace('-', '')}\nSecret Key: {SECRET[::-1]}"

    page = soup_of(client.get(path))
    first = client.post(path, data=filled(page, secret_key=new))

    assert first.status_code == 422
    assert "값 2개" in soup_of(first).select_one(".moved").text


def test_places_in_a_pasted_text_are_told_and_never_the_text(client):
    page = fresh(client)
    data = {
        "csrf_token": page.select_one("[name=csrf_token]")["value"],
        "box": "login_id",
        "text": BLOCK,
    }

    answer = client.post(PARTS, data=data)

    found = answer.get_json()["parts"]
    assert {name: BLOCK[start:end] for name, start, end in found} == KEYS
    assert ACCESS not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_open_values_are_told_as_they_will_stand_in_their_boxes(client):
    data = {
        "csrf_token": fresh(client).select_one("[name=csrf_token]")["value"],
        "box": "form.paste",
        "text": f"{BLOCK}\n발급일: 2026. 1. 2.\n만료일: 2026. 7. 1.",
    }

    answer = client.post(PARTS, data=data)

    assert answer.get_json()["values"] == {"issued_on": "2026-01-02"}
    assert ACCESS not in answer.text


@pytest.mark.parametrize(
    ("path", "changes", "status"),
    [
        (PARTS, {"csrf_token": "old"}, 400),
        ("/guides/coupang/keys/parts?company=listed", {}, 405),
        ("/guides/coupang/nothing/parts", {}, 404),
        ("/guides/nothing/account/parts", {}, 404),
    ],
    ids=["an old token", "no form", "no step", "no guide"],
)
def test_places_are_told_for_a_form_of_this_browser_only(client, path, changes, status):
    token = fresh(client).select_one("[name=csrf_token]")["value"]
    data = {"csrf_token": token, "box": "login_id", "text": BLOCK} | changes

    assert client.post(path, data=data).status_code == status


def test_who_pastes_too_often_is_not_told_that_nothing_was_found(content_app, client):
    token = fresh(client).select_one("[name=csrf_token]")["value"]
    data = {"csrf_token": token, "box": "form.paste", "text": BLOCK}
    limiter = RateLimiter(Rate(1, 60))
    content_app.extensions["wizard"] = replace(content_app.extensions["wizard"], save_limiter=limiter)  # fmt: skip

    first, second = (client.post(PARTS, data=data) for _ in range(2))

    assert len(first.get_json()["parts"]) == 3
    assert (second.status_code, second.is_json) == (429, False)


@pytest.mark.parametrize("box", ["nothing", "", "csrf_token"])
def test_a_text_for_no_box_has_no_parts(client, box):
    token = fresh(client).select_one("[name=csrf_token]")["value"]

    answer = client.post(PARTS, data={"csrf_token": token, "box": box, "text": BLOCK})

    assert answer.get_json()["parts"] == []


def test_a_block_splits_within_htmx_as_without(client):
    page = fresh(client)
    answer = client.post(FORM, data=filled(page, vendor_id=BLOCK), headers=HTMX)

    assert answer.status_code == 422
    assert "<html" not in answer.text
    assert soup_of(answer).select_one("#vendor_id")["value"] == VENDOR


def test_a_value_in_the_looks_of_its_own_box_is_not_read_as_a_screen(client, monkeypatch):
    from wizard.web.form import pasted

    read, of_box = [], pasted.of_box
    monkeypatch.setattr(
        pasted, "of_box", lambda step, asked, text, ours: [read.append(text), of_box(step, asked, text, ours)][1]
    )  # fmt: skip

    answer = send(client, fresh(client), **(OWN | FIRM | KEYS))

    assert answer.status_code == 303
    assert set(read) == set(OWN.values())
