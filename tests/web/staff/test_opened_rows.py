"""An opened account shows every fact as it is entered, in the order of 아임셀러's table."""

import pytest
from conftest import FIRM, filled, soup_of
from support.people import post, seller_client, services_of, staff_client

from gallery.values import values_of


@pytest.mark.parametrize("remit", ["online", "deposit"])
def test_the_operator_sees_the_forms_own_choices_in_the_order_of_the_table(content_app, remit):
    seller = seller_client(content_app)
    page = soup_of(seller.get(f"/guides/auction/account?way=agency&remit={remit}"))
    saved = seller.post(
        "/guides/auction/account?way=agency",
        data=filled(page, **FIRM, **values_of("auction"), remit=remit),
    )
    assert saved.status_code == 303
    account = soup_of(seller.get("/guides/auction/request?way=agency")).select_one("[data-account]")
    post(seller, f"/accounts/{account['data-account']}/requests", kind="issuance")
    [request] = services_of(content_app).requests.of_seller(seller.seller_id)
    staff = staff_client(content_app, "operator")
    post(staff, f"/staff/requests/{request.id}/assignment")

    opened = post(staff, f"/staff/requests/{request.id}/secrets", reason="issue")

    facts = [(dt.text, dt.parent.select_one("code").text) for dt in soup_of(opened).select("dt")]
    columns = ["사용자ID", "비밀번호", "송금방법"]
    columns += ["계좌번호", "예금주"] if remit == "online" else []
    assert [name for name, _ in facts] == columns
    assert dict(facts)["송금방법"] == (
        "온라인 송금" if remit == "online" else "옥션 판매 예치금으로 송금"
    )
