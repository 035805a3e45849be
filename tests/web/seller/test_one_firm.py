"""A firm that starts again: recognised without telling a stranger anything; joined by its link."""

import pytest
from conftest import FIRM, GOOD, filled, soup_of
from support.people import NewSeller, post, services_of

from wizard.services.sellers import Filter

STRANGER = FIRM | {"seller_phone": "010-9999-8888"}
HANBIT = NewSeller("한빛상회", "2208162517", "01012345678")


@pytest.fixture
def app(app_on_each_database):
    return app_on_each_database


def start(app, firm, **values):
    """Start at a form in a new browser; give the browser."""
    client = app.test_client()
    form = filled(soup_of(client.get("/guides/keys/form")), **(GOOD | firm | values))
    answer = client.post("/guides/keys/form", data=form)
    assert answer.status_code == 303
    client.answer = answer
    return client


def account_of(client):
    return soup_of(client.get("/guides/keys/done")).select_one("[data-account]")["data-account"]


def test_the_second_device_adds_to_the_seller_and_sees_only_what_it_wrote(app):
    first = start(app, FIRM, memo="first")
    second = start(app, FIRM | {"seller_phone": "+82 10-1234-5678"}, memo="second")

    assert len(services_of(app).sellers.page(Filter(), None)) == 1
    mine = soup_of(second.get("/my"))
    assert "전에 시작하신 사업자" in mine.text
    assert len(mine.select(".links a[href*=accounts]")) == 2
    assert second.get(f"/accounts/{account_of(first)}").status_code == 404
    assert post(second, f"/accounts/{account_of(first)}/deletion").status_code == 404
    assert post(second, "/my/links").status_code == 403
    assert len(soup_of(first.get("/my")).select(".links a[href*=accounts]")) == 4


def test_leaving_everywhere_from_a_device_that_sees_a_part_leaves_that_one_only(app):
    first, second = start(app, FIRM), start(app, FIRM)

    post(second, "/my/sessions/deletion")

    assert second.get("/my").status_code == 403
    assert first.get("/my").status_code == 200


def test_a_stranger_who_knows_the_number_alone_is_answered_as_any_new_firm(app):
    start(app, FIRM)
    known, unknown = start(app, STRANGER), start(app, STRANGER | {"seller_number": "124-81-00998"})

    assert known.answer.location == unknown.answer.location
    pages = [soup_of(client.get("/my")).main for client in (known, unknown)]
    assert [page.h1.text for page in pages] == [pages[0].h1.text] * 2
    assert all("전에 시작하신" not in page.text for page in pages)
    assert len(services_of(app).sellers.page(Filter(), None)) == 3


def test_a_link_joins_what_a_browser_began_by_itself_with_the_firm(app):
    services = services_of(app)
    seller_id = services.sellers.add(HANBIT, "kim")
    other_phone = start(app, STRANGER)
    token = services.invitations.make(seller_id, "staff:kim")

    answer = post(other_phone, "/enter", token=token, digits="62517")

    assert answer.status_code == 303
    [seller] = services.sellers.page(Filter(), None)
    assert seller.id == seller_id
    assert len(services.accounts.cards(seller_id)) == 1
    assert len(soup_of(other_phone.get("/my")).select(".links a[href*=accounts]")) == 2


def test_a_phone_of_odd_length_is_asked_about_once_and_then_taken(app):
    client = app.test_client()
    form = filled(soup_of(client.get("/guides/keys/form")), **(GOOD | FIRM | {"seller_phone": "010-1234-567"}))  # fmt: skip

    asked = client.post("/guides/keys/form", data=form)
    assert asked.status_code == 422
    assert "맞으면 그대로" in soup_of(asked).select_one("#seller_phone-error").text
    again = client.post("/guides/keys/form", data=filled(soup_of(asked)) | GOOD)

    assert again.status_code == 303
    [seller] = services_of(app).sellers.page(Filter(), None)
    assert seller.phone == "0101234567"


def two_accounts(app):
    """Give a browser with three accounts of one mall."""
    client = start(app, FIRM, login_id="woorishop")
    for login in ("hanbitshop", "saebyeok01"):
        form = filled(soup_of(client.get("/guides/keys/form")), **(GOOD | {"login_id": login}))
        assert client.post("/guides/keys/form", data=form).status_code == 303
    return client


def test_accounts_of_one_mall_are_told_apart_and_deletion_names_which(app):
    client = two_accounts(app)
    page = soup_of(client.get("/my"))
    assert all(shape in page.text for shape in ("wo••••op", "ha••••op", "sa••••01"))
    assert "woorishop" not in page.text

    link = next(a for a in page.select("a[href$=deletion]") if "ha••••op" in a.text)["href"]
    asked = soup_of(client.get(link))
    assert "ha••••op" in asked.select_one("main .lead").text
    answer = post(client, link)

    assert answer.location == "/my#mall-keys"
    rest = soup_of(client.get("/my"))
    assert "ha••••op" in rest.select_one("[role=status]").text
    assert "wo••••op" in rest.text
    assert "sa••••01" in rest.text
    assert "ha••••op" not in rest.select_one("#mall-keys").text


def test_the_very_same_account_is_told_and_kept_once(app):
    client = start(app, FIRM)
    form = filled(soup_of(client.get("/guides/keys/form")), **GOOD)

    answer = client.post("/guides/keys/form", data=form)

    assert answer.status_code == 303
    assert "똑같은 계정이 이미" in client.get("/guides/keys/done").text
    [seller] = services_of(app).sellers.page(Filter(), None)
    assert len(services_of(app).accounts.cards(seller.id)) == 1
