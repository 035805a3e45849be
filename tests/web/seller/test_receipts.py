"""What was asked for has a receipt: number, time, what comes next, and how long it usually takes."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from conftest import soup_of
from support.people import hire, invited, post, seller_client, services_of, staff_client

from wizard.korean import calendar
from wizard.services.receipts import number_of
from wizard.services.requests import Queue

QUEUE = Queue(("open",))
CALLER = {"seller_name": "한빛상회", "seller_phone": "010-1234-5678"}
HELP = "/guides/keys/place/help"


def receipt_in(page):
    return soup_of(page).select_one("[data-receipt]")


@pytest.mark.parametrize(
    ("kind", "told"), [("help", "도움 요청"), ("mismatch", "화면이 다르다는 알림")]
)
def test_a_seller_who_asks_at_a_step_gets_a_receipt_that_staff_see_too(app, kind, told):
    client = seller_client(app)

    page = client.get(post(client, HELP, kind=kind, text="칸이 없어요").location)

    [asked] = services_of(app).requests.of_seller(client.seller_id)
    number = number_of(asked.id, asked.created_at)
    shown = receipt_in(page)
    assert (asked.kind, shown["data-receipt"]) == (kind, number)
    assert re.fullmatch(r"[0-9]{4}-[0-9]{5}", number)
    assert told in shown.text
    assert "아직 담당자가 맡지 않았어요" in shown.text
    assert number in client.get("/my").text
    staff = staff_client(app, "support")
    assert number in staff.get("/staff/requests").text
    assert number in staff.get(f"/staff/requests/{asked.id}").text


@pytest.mark.parametrize(
    ("path", "values", "sent", "none"),
    [
        (HELP, {"text": "못 찾겠어요"}, "담당자에게 전했어요", "아직 보낸 것이 없어요"),
        ("/enter/requests", {"token": ""}, "새 링크를 요청했어요", "아직 요청한 것이 없어요"),
    ],
    ids=["help", "new link"],
)
def test_a_reader_gets_a_receipt_and_who_sent_nothing_is_told_so(app, path, values, sent, none):
    client = app.test_client()
    answer = post(client, path, **CALLER, **values)

    for _ in range(2):  # it stays on reload
        page = client.get(answer.location)
        assert soup_of(page).h1.text == sent
        [asked] = services_of(app).requests.queue(QUEUE)
        assert receipt_in(page)["data-receipt"] == number_of(asked.id, asked.created_at)
        assert "적어 주신 번호로" in receipt_in(page).text
    stranger = app.test_client().get(answer.location)
    assert soup_of(stranger).h1.text == none
    assert receipt_in(stranger) is None


@pytest.mark.parametrize(
    ("path", "receipt"), [(HELP, f"{HELP}/sent"), ("/enter/requests", "/enter/asked")]
)
def test_nobody_is_told_that_it_was_sent_if_the_whole_of_it_is_not_kept(app, path, receipt):
    def gone(_connection):
        raise sa.exc.OperationalError("commit", {}, Exception("gone"))

    clients, engine = (seller_client(app), app.test_client()), services_of(app).requests.engine
    sa.event.listen(engine, "commit", gone)
    answers = [post(one, path, text="칸이 없어요", token="", **CALLER) for one in clients]
    sa.event.remove(engine, "commit", gone)

    assert [answer.status_code for answer in answers] == [503, 503]
    assert services_of(app).requests.queue(QUEUE) == []
    for client in clients:
        assert "전했어요" not in client.get("/").text
        assert receipt_in(client.get(receipt)) is None


def test_a_link_asked_for_twice_has_one_number(app):
    _, token = invited(app)
    numbers = set()
    for _ in range(2):
        client = app.test_client()
        answer = post(client, "/enter/requests", token=token, **CALLER)
        numbers.add(receipt_in(client.get(answer.location))["data-receipt"])

    assert len(numbers) == 1


def test_how_long_answers_take_is_told_from_five_answers_on(app, clock):
    clock.moment = calendar.clock()
    client, services = seller_client(app), services_of(app)
    staff_id, _ = hire(app, "support")
    for waited in (1, 1, 2, 3, 30):
        asked = ask(client)
        assert "아직 말씀드릴 수 없어요" in client.get(f"/my/requests/{asked}").text
        clock.moment += timedelta(hours=waited)
        services.request_handling.answer(asked, staff_id, "이렇게 하세요")
        services.request_handling.close(asked, staff_id)

    asked = ask(client)

    assert services.receipts.usual_wait("help") == timedelta(hours=3)
    assert services.receipts.usual_wait("mismatch") is None
    assert "요즘은 보통 3시간 안에 답했어요" in receipt_in(client.get(f"/my/requests/{asked}")).text


def ask(client):
    return post(client, HELP, kind="help", text="막혔어요").location.rpartition("/")[2]
