"""An operator registers what a seller saved: as they saw it, one at a time, and with words for the seller."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
import sqlalchemy as sa
from conftest import filled, soup_of
from flask import Flask
from flask.testing import FlaskClient
from support.people import (
    events,
    everything,
    post,
    registration_of,
    save_account,
    seller_client,
    services_of,
    staff_client,
)

from wizard.db.models import Registration, Request
from wizard.web.staff.registrations import CHANGED, DONE, SAY_WHY, WHICH

WHY = "키가 두 글자 모자라요"


@dataclass(frozen=True)
class Desk:
    """An account that waits to be registered, its seller, and an operator."""

    app: Flask
    seller: FlaskClient
    operator: FlaskClient
    account: str
    place: str

    @property
    def stands(self):
        """How the account stands."""
        return services_of(self.app).registrations.of([self.account])[self.account]

    def colleague(self, role="operator"):
        return staff_client(self.app, role, "other@example.com")

    def change(self):
        form = filled(soup_of(self.seller.get(f"/accounts/{self.account}")), login_id="changed1")
        assert self.seller.post(f"/accounts/{self.account}", data=form).status_code == 303

    def open(self):
        self.press("assignment")
        return self.press("secrets", reason="register")

    def press(self, act, by=None, **values):
        return post(by or self.operator, f"{self.place}/{act}", **values)


@pytest.fixture
def desk(app):
    seller = seller_client(app)
    account = save_account(seller)
    place = f"/staff/requests/{registration_of(app, account)}"
    return Desk(app, seller, staff_client(app, "operator"), account, place)


def test_a_saved_account_stands_in_the_queue_by_itself(desk):
    page = soup_of(desk.operator.get("/staff/requests?kind=registration"))

    [row] = page.select("tbody tr")
    assert row.select_one("a")["href"].startswith(desk.place)
    assert "아임셀러 등록" in row.text
    assert "새 등록 요청" in row.text


def test_the_operator_opens_copies_and_says_that_it_is_registered(desk):
    page = soup_of(desk.open())
    form = page.select_one("form[action$='/registration']")
    copies = {tag["data-copy"] for tag in page.select("dl [data-copy]")}
    revision = form.select_one("[name=revision]")["value"]

    answer = desk.press("registration", revision=revision)

    assert copies == {code.text for code in page.select("dl code")} != set()
    assert answer.status_code == 303
    assert DONE in soup_of(desk.operator.get(answer.location)).text
    who = f"staff:{desk.operator.staff_id}"
    assert (desk.stands.state, desk.stands.registered_revision, desk.stands.decided_by) == (
        "registered",
        1,
        who,
    )
    assert ("registration.registered", who) in events(desk.app)
    assert not soup_of(desk.operator.get("/staff/requests")).select("tbody a")


def test_what_was_not_opened_is_not_called_registered(desk):
    desk.press("assignment")

    answer = desk.press("registration", revision="1")

    assert answer.status_code == 409
    assert "먼저 열고" in soup_of(answer).select_one("[role=alert]").text
    assert desk.stands.state == "asked"


def test_an_account_that_was_changed_meanwhile_is_to_be_opened_again(desk):
    desk.open()
    desk.change()

    answer = desk.press("registration", revision="1")

    assert answer.status_code == 409
    assert CHANGED in soup_of(answer).select_one("[role=alert]").text
    assert (desk.stands.state, desk.stands.revision) == ("asked", 2)
    assert "고쳐서 다시 저장했어요" in soup_of(desk.operator.get(desk.place)).text

    desk.open()
    assert desk.press("registration", revision="2").status_code == 303
    assert desk.stands.registered_revision == 2


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"why": WHY}, WHICH), ({"field": "none", "why": WHY}, WHICH), ({"field": "api_key", "why": " "}, SAY_WHY),
     ({"field": "api_key", "why": "가" * 501}, SAY_WHY)],
    ids=["no box", "no such box", "no reason", "too long a reason"],
)  # fmt: skip
def test_a_return_without_box_or_reason_keeps_what_was_written(desk, sent, said):
    desk.open()

    answer = desk.press("return", revision="1", **sent)

    page = soup_of(answer)
    assert answer.status_code == 422
    assert page.select_one("form[action$='/return']")["action"] == f"{desk.place}/return"
    assert said in [tag.text for tag in page.select("p.error")]
    assert page.select_one("textarea#why").text == sent["why"]
    assert desk.stands.state == "asked"


def test_what_is_sent_back_comes_back_to_the_same_operator(desk):
    desk.open()
    assert desk.press("return", revision="1", field="api_key", why=WHY).status_code == 303

    assert (desk.stands.field, desk.stands.reason) == ("api_key", WHY)
    assert "판매자를 기다려요" in soup_of(desk.operator.get("/staff/requests?state=answered")).text
    desk.change()
    page = soup_of(desk.operator.get("/staff/requests?mine=1"))
    assert "등록할 차례" in page.select_one("tbody").text
    assert desk.press("return", revision="1", field="", why=WHY).status_code == 409


@pytest.mark.parametrize(
    ("act", "said"),
    [("registration", {}), ("return", {"field": "", "why": WHY})],
    ids=["registers", "sends back"],
)
def test_only_whose_request_it_is_decides(desk, act, said):
    desk.open()

    answer = desk.press(act, desk.colleague(), revision="1", **said)

    assert answer.status_code == 409
    assert desk.stands.state == "asked"


def test_a_registration_ends_by_a_decision_only(desk):
    desk.press("assignment")

    answer = desk.press("closure", outcome="solved")

    assert answer.status_code == 409
    assert "‘등록했어요’나 ‘되돌려 보내기’" in soup_of(answer).text
    assert not soup_of(desk.operator.get(desk.place)).select("form[action$='/closure']")


def test_nobody_takes_over_or_opens_what_a_colleague_has_open_unless_they_know(desk):
    desk.open()
    other, before = desk.colleague(), everything(desk.app)
    mine = {"over_from": desk.operator.staff_id}

    refused = desk.press("assignment", other, **mine)

    page = soup_of(refused)
    assert refused.status_code == 409
    told = page.select_one("[data-elsewhere]").text
    assert "operator@example.com님이 지금 이 계정을 열어 보고 있어요" in told
    assert everything(desk.app)["request"] == before["request"]

    known = page.select_one("form[action$='/assignment'] [name=known]")["value"]
    assert desk.press("assignment", other, known=known, **mine).status_code == 303
    assert desk.press("secrets", other, reason="register").status_code == 422
    assert desk.press("secrets", other, reason="register", known=known).status_code == 200


def test_a_quarter_of_an_hour_later_a_colleague_is_in_nobodys_way(desk, clock):
    desk.open()
    clock.moment = clock() + timedelta(minutes=16)

    taken = desk.press("assignment", desk.colleague(), over_from=desk.operator.staff_id)

    assert taken.status_code == 303


def test_who_has_it_open_for_another_request_about_it_is_told_too(desk):
    services = services_of(desk.app)
    services.requests.ask(desk.seller.seller_id, desk.account, "issuance")
    [issuance] = services.requests.of_seller(desk.seller.seller_id)
    post(desk.operator, f"/staff/requests/{issuance.id}/assignment")
    post(desk.operator, f"/staff/requests/{issuance.id}/secrets", reason="issue")
    other = desk.colleague()

    assert soup_of(other.get(desk.place)).select("[data-elsewhere]")
    assert desk.press("assignment", other).status_code == 409


def test_a_reason_is_asked_for_that_fits_the_request(desk):
    desk.press("assignment")

    page = soup_of(desk.operator.get(desk.place))

    assert [tag["value"] for tag in page.select("[name=reason]")] == ["register", "check"]
    assert desk.press("secrets", reason="issue").status_code == 422


def test_support_sees_the_request_and_no_way_to_open_or_decide(desk):
    page = soup_of(desk.colleague("support").get(desk.place))

    acts = ("secrets", "registration", "return")
    assert not page.select(",".join(f"form[action$='/{act}']" for act in acts))


def unfinish(app, account):
    """Have an account be one of which a value is yet to come, as its seller's change made it."""
    registration = Registration.__table__
    change = sa.update(registration).where(registration.c.account_id == account)
    with services_of(app).accounts.engine.begin() as connection:
        connection.execute(change.values(state="unfinished"))


def test_a_request_that_ended_because_the_account_became_unfinished_is_nowhere_said_to_be_registered(
    desk,
):
    seller, _ = desk.seller.seller_id, unfinish(desk.app, desk.account)
    request = Request.__table__
    with services_of(desk.app).accounts.engine.begin() as connection:
        connection.execute(sa.update(request).values(state="closed"))

    for path in ("/staff/requests?state=closed", f"/staff/sellers/{seller}", desk.place):
        page = soup_of(desk.operator.get(path)).select_one("main")
        assert "끝냈어요" in [tag.text for tag in page.select(".tag.closed")]
        assert "등록했어요" not in page.text
    thread = soup_of(desk.seller.get(desk.place.replace("/staff", "/my")))
    assert "아직 적지 않은 칸" in thread.select_one("[data-held-back]").text


def test_an_unfinished_account_is_neither_offered_to_be_sent_back_nor_is_it(desk):
    unfinish(desk.app, desk.account)
    desk.press("assignment")

    page = soup_of(desk.operator.get(desk.place))
    refused = desk.press("return", revision="1", field="", why=WHY)

    assert page.select("form[action$='/return'], form[action$='/registration']") == []
    assert "아직 다 적지 않은 계정" in page.select_one("[data-undecidable]").text
    assert refused.status_code == 409
    assert "아직 다 적지 않은 계정" in refused.text
    assert (desk.stands.state, desk.stands.decided_by) == ("unfinished", "")
