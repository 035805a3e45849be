"""Who is told of events, as admins see and change it in the browser."""

import re

import pytest
import sqlalchemy as sa
from conftest import soup_of, visited
from support.people import post, services_of, staff_client, token_of
from support.webhooks import URL, with_webhook

from wizard.services.event_types import WANTED


@pytest.fixture
def browser(app):
    return staff_client(app, "admin")


def endpoints(app):
    return services_of(app).webhook_admin.endpoints()


def stored(app, query):
    with services_of(app).webhook_admin.engine.connect() as connection:
        return connection.execute(sa.text(query)).all()


def test_a_receiver_is_added_and_its_secret_is_shown_this_once(app, browser, caplog):
    soup = visited(browser, "/staff/webhooks")
    assert "아직 받는 곳이 없어요" in soup.text
    form = soup_of(browser.get("/staff/webhooks/new"))
    assert len(form.select("[name=types][checked]")) == len(WANTED)

    answer = post(
        browser, "/staff/webhooks/new", url=f"  {URL}?key=planted ", types="account.saved"
    )

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    [secret] = set(re.findall(r"whsec_[A-Za-z0-9+/=]{44}", answer.text))
    [endpoint] = endpoints(app)
    assert (endpoint.url, endpoint.types) == (f"{URL}?key=planted", ["account.saved"])
    pages = [browser.get(path).text for path in ("/staff/webhooks", f"/staff/webhooks/{endpoint.id}", f"/staff/webhooks/{endpoint.id}/edit", "/staff/jobs", "/staff/audit")]  # fmt: skip
    assert not [page for page in pages if secret[6:20] in page]
    assert secret[6:20] not in caplog.text
    assert "planted" not in caplog.text
    assert "planted" not in str(stored(app, "select * from audit_event"))


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"url": "http://hooks.example.com", "types": "account.saved"}, "url", "https://"),
        ({"url": "https://127.0.0.1/", "types": "account.saved"}, "url", "숫자 주소"),
        (
            {"url": "https://a:b@hooks.example.com/", "types": "account.saved"},
            "url",
            "아이디나 비밀번호",
        ),
        ({"url": URL}, "types", "하나 이상"),
        ({"url": URL, "types": "nothing.ours"}, "types", "하나 이상"),
        ({}, "url", "https://"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_box_with_what_was_typed(
    app, browser, typed, field, said
):
    answer = post(browser, "/staff/webhooks/new", **typed)

    soup = soup_of(answer)
    assert answer.status_code == 422
    assert soup.title.text.startswith("오류:")
    assert said in soup.select_one(f"#{field}-error").text
    assert said in soup.select_one("[role=alert]").text
    assert soup.select_one("#url").get("value", "") == typed.get("url", "")
    assert endpoints(app) == []


def test_a_test_is_on_its_way_at_once_and_shown(app, browser):
    endpoint, _ = with_webhook(app)

    assert post(browser, f"/staff/webhooks/{endpoint}/test").status_code == 303

    soup = visited(browser, f"/staff/webhooks/{endpoint}")
    assert [cell.text.strip() for cell in soup.select("[data-label=결과] .tag")] == [
        "보내는 중",
        "못 보냈어요",
    ]
    assert "500번으로 답했어요" in soup.text
    assert stored(app, "select kind, state from job") == [("webhook", "waiting")]


def test_what_was_stopped_is_told_and_starts_again_by_a_press(app, browser):
    endpoint, _ = with_webhook(app)
    with services_of(app).webhook_admin.engine.begin() as connection:
        connection.execute(
            sa.text("update webhook_endpoint set state = 'failing', failing_since = since")
        )
    listed = visited(browser, "/staff/webhooks")
    assert "hooks.example.com에 알리기를 멈췄어요" in listed.select_one("[role=status]").text
    soup = visited(browser, f"/staff/webhooks/{endpoint}")
    assert "한 번도 받지 못했어요" in soup.select_one(".notice.warn").text
    assert not soup.select("form[action$=test]")

    refused = post(browser, f"/staff/webhooks/{endpoint}/test")
    assert refused.status_code == 409
    assert "멈춰 있는 곳" in soup_of(refused).select_one("[role=alert]").text

    assert post(browser, f"/staff/webhooks/{endpoint}/resumption").status_code == 303
    assert [one.state for one in endpoints(app)] == ["on"]


def test_a_day_that_is_none_sends_nothing_again(app, browser):
    endpoint, _ = with_webhook(app)

    for since in ("", "어제", "2026-13-01"):
        answer = post(browser, f"/staff/webhooks/{endpoint}/replays", since=since)
        assert answer.status_code == 409
        assert "날짜를 골라" in soup_of(answer).select_one("[role=alert]").text

    assert stored(app, "select state from webhook_delivery") == [("failed",)]


def test_a_long_list_is_paged_and_filtered_by_what_came_of_it(app, browser):
    endpoint, _ = with_webhook(app)
    desk = services_of(app).webhook_deliveries
    for _ in range(60):
        desk.test(endpoint, "nobody")

    first = visited(browser, f"/staff/webhooks/{endpoint}")
    second = visited(browser, first.select_one("[rel=next]")["href"])
    failed = visited(browser, f"/staff/webhooks/{endpoint}?state=failed")

    ids = [
        {cell.text for cell in soup.select("[data-label=webhook-id]")}
        for soup in (first, second, failed)
    ]
    assert [len(one) for one in ids] == [50, 11, 1]
    assert not ids[0] & ids[1]
    assert ids[2] <= ids[1]
    for odd in (
        "?after=x",
        "?before=~",
        "?state=nonsense&after=2026-99-99~a",
        "?after=0001-01-01~a",
    ):
        assert browser.get(f"/staff/webhooks/{endpoint}{odd}").status_code == 200


def test_what_is_not_there_is_not_found(browser):
    gone = "0" * 32
    assert {
        browser.get(f"/staff/webhooks/{gone}{rest}").status_code
        for rest in ("", "/edit", "/deletion")
    } == {404}
    token = {"csrf_token": token_of(browser)}
    acts = ("test", "pause", "resumption", "secret", "deletion", "deliveries/x/replay")
    assert {
        browser.post(f"/staff/webhooks/{gone}/{act}", data=token).status_code for act in acts
    } == {404}


def test_a_delivery_of_one_receiver_is_not_sent_by_the_address_of_another(app, browser):
    endpoint, delivery = with_webhook(app)
    other = services_of(app).webhook_admin.add(
        type("Wish", (), {"url": URL, "types": list(WANTED)})(), "nobody"
    )

    answer = post(browser, f"/staff/webhooks/{other.id}/deliveries/{delivery}/replay")

    assert (answer.status_code, endpoint != other.id) == (404, True)
    assert stored(app, "select count(*) from job") == [(0,)]


@pytest.mark.parametrize("role", ["support", "admin"])
def test_todays_work_tells_of_an_endpoint_that_stopped_and_an_admin_how_to_start_it(app, role):
    endpoint, _ = with_webhook(app)
    client = staff_client(app, role)
    before = visited(client, "/staff/today").select(".notice.warn")
    with services_of(app).webhook_admin.engine.begin() as connection:
        connection.execute(sa.text("update webhook_endpoint set state = 'gone'"))

    [said] = visited(client, "/staff/today").select(".notice.warn")

    assert before == []
    assert "웹훅" in said.text
    links = [one["href"] for one in said.select("a")]
    assert links == ([f"/staff/webhooks/{endpoint}"] if role == "admin" else [])
