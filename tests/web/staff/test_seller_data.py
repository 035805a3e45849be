"""All that is kept of a seller, given out or gone in the browser: by who may, written down, shown to the seller."""

import io
import json
from zipfile import ZipFile

import pytest
from conftest import soup_of
from support.people import events, post, save_account, seller_client, services_of, staff_client

from wizard.services.sellers import Filter


@pytest.fixture
def seller(app):
    client = seller_client(app)
    client.account = save_account(client)
    return client


@pytest.fixture
def operator(app):
    return staff_client(app, "operator")


def data_of(answer):
    with ZipFile(io.BytesIO(answer.get_data())) as packed:
        return json.loads(packed.read("data.json"))


def test_the_file_is_the_one_the_seller_gets_and_the_seller_is_shown_that_it_was_taken(
    app, seller, operator
):
    place = f"/staff/sellers/{seller.seller_id}/data"
    form = soup_of(operator.get(place)).select_one("form[action$=download]")
    before = "담당자가 이 파일을 내려받은 때" in seller.get("/my/data").text

    answer = operator.post(
        form["action"], data={t["name"]: t["value"] for t in form.select("input")}
    )

    own = post(seller, "/my/data/download", digits="67891")
    assert data_of(answer)["accounts"] == data_of(own)["accounts"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert ("seller.exported", f"staff:{operator.staff_id}") in events(app)
    assert not before
    assert "담당자가 이 파일을 내려받은 때" in seller.get("/my/data").text


def test_a_seller_is_gone_after_their_digits_are_typed_and_not_before(app, seller, operator):
    place = f"/staff/sellers/{seller.seller_id}/data/deletion"

    refused = post(operator, place, digits="00000")
    assert refused.status_code == 422
    assert "지울 판매자가 맞는지" in refused.text
    assert services_of(app).accounts.cards(seller.seller_id)

    done = post(operator, place, digits="67891")
    assert done.location == "/staff/sellers"
    said = operator.get(done.location).text
    assert "계정 1개" in said
    assert "여기에 남은 판매자의 정보는 없어요." in said
    for stays in ("기록의 번호", "백업 사본", "아임셀러에 이미 등록된 계정", "쇼핑몰에서 받은 키"):
        assert stays in said
    [*_, told] = services_of(app).audit.page(operator.staff_id, None, seller.seller_id)
    assert told.subject == seller.seller_id
    assert services_of(app).sellers.page(Filter(), None) == []
    assert seller.get("/my").status_code == 403
    assert ("seller.deleted", f"staff:{operator.staff_id}") in events(app)


def test_support_may_do_neither_and_is_offered_neither(app, seller):
    support = staff_client(app, "support")
    place = f"/staff/sellers/{seller.seller_id}"

    assert not soup_of(support.get(place)).select(f'a[href="{place}/data"]')
    assert support.get(f"{place}/data").status_code == 403
    assert post(support, f"{place}/data/download").status_code == 403
    assert post(support, f"{place}/data/deletion", digits="67891").status_code == 403
    assert services_of(app).sellers.firm(seller.seller_id)


def test_the_page_is_one_link_from_the_sellers_and_leads_back(operator, seller):
    place = f"/staff/sellers/{seller.seller_id}"

    assert soup_of(operator.get(place)).select_one(f'a[href="{place}/data"]')
    assert operator.get(f"{place}/data/deletion").location == f"{place}/data"
