"""오늘 할 일: the desk's first page says whom to call and why, and a call is written down once."""

import sqlalchemy as sa
from conftest import soup_of
from support.people import post, services_of, staff_client

from gallery.reminders import leave_lines
from wizard.db.models import AuditEvent, Reminder, Request
from wizard.db.queries import reminder_desk

TODAY = "/staff/today"


def rows(app, column):
    with services_of(app).reminders.engine.connect() as connection:
        return sorted(connection.scalars(sa.select(column)))


def cards(client, query=""):
    return soup_of(client.get(TODAY + query)).select(".todos > li")


def test_the_desk_begins_with_whom_to_call_why_by_which_number_and_what_to_send(app):
    leave_lines(services_of(app))
    client = staff_client(app, "support")

    home = client.get("/staff")
    shown = cards(client)

    assert home.location == TODAY
    assert len(shown) == 5
    for card in shown:
        assert card.select_one("a[href^='tel:']").text
        assert card.select_one(".reasons .tag").text
        assert card.select_one(".reasons p").text.count(".")
        message = card.select_one("[data-copy]")["data-copy"]
        assert message.startswith("[아임셀러] ")
        assert message == card.select_one(".message").text
        assert "#" not in message


def test_a_line_can_be_chosen_by_its_kind_and_the_counts_stand_beside_each(app):
    leave_lines(services_of(app))
    client = staff_client(app, "support")

    queues = {one.text.strip() for one in soup_of(client.get(TODAY)).select(".queues a")}

    assert {"모두 5", "키 만료 1", "연결 안 됨 1", "답을 기다림 1", "멈춤 1"} <= queues
    [stuck] = cards(client, "?kind=stuck")
    assert {tag.text for tag in stuck.select(".reasons .tag")} == {"멈춤", "답을 못 봄"}
    assert cards(client, "?mall=nothing&kind=nothing&after=nothing~")
    assert "지금 연락할 분이 없어요" in client.get(TODAY + "?kind=expiry&mall=keys").text


def test_who_called_does_away_with_the_line_and_is_told_with_the_time(app):
    first = leave_lines(services_of(app))
    client = staff_client(app, "support")

    answer = post(client, f"{TODAY}/{first}/call", kind="expiry")

    assert (answer.status_code, answer.location) == (303, f"{TODAY}?kind=expiry&done={first}")
    assert len(cards(client)) == 4
    [done] = cards(client, "?view=called")
    assert "support@example.com 님이 연락했어요" in done.text
    assert rows(app, Reminder.state).count("called") == 1
    assert "reminder.called" in rows(app, AuditEvent.kind)


def test_two_who_call_at_once_are_told_and_a_slip_is_undone(app):
    first = leave_lines(services_of(app))
    client, other = staff_client(app, "support"), staff_client(app, "operator")
    post(client, f"{TODAY}/{first}/call")

    late = post(other, f"{TODAY}/{first}/call")
    undone = post(other, f"{TODAY}/{first}/undoing")
    twice = post(other, f"{TODAY}/{first}/undoing")

    assert [late.status_code, undone.status_code, twice.status_code] == [409, 303, 409]
    told = soup_of(late).select_one("[role=alert]").text
    assert "support@example.com 님이 먼저 연락했어요" in told
    assert len(cards(client)) == 5
    assert post(client, f"{TODAY}/{'0' * 32}/call").status_code == 404


def test_every_card_says_who_why_since_when_and_leads_to_the_sellers_own_screen(app):
    leave_lines(services_of(app))
    with services_of(app).reminders.engine.begin() as connection:
        place = {"mall": "keys", "step_id": "place"}
        connection.execute(sa.update(Request).values(**place))
    client = staff_client(app, "support")

    reasons = [one for card in cards(client) for one in card.select(".reasons li")]

    by_kind = {one.select_one(".tag").text: one for one in reasons}
    asked = by_kind["답을 기다림"]
    assert "도움 요청이 아직 끝나지 않았어요." in asked.text
    assert "부터 · 2일째" in asked.text
    assert "부터 · 4일째" in by_kind["멈춤"].text
    assert "부터" not in by_kind["키 만료"].text
    assert "12일 남았어요" in by_kind["키 만료"].text
    ways = [link["href"] for link in asked.select(".ways a")]
    assert ways[0].startswith("/staff/requests/")
    assert ways[1] == "/guides/keys/place"
    assert all(client.get(way).status_code == 200 for way in ways)


def test_one_card_for_two_reasons_is_called_once_with_one_message_and_undone_at_once(app):
    leave_lines(services_of(app))
    client = staff_client(app, "support")
    [card] = [one for one in cards(client) if len(one.select(".reasons li")) == 2]
    message = card.select_one("[data-copy]")["data-copy"]
    form = card.select_one("form[action$=call]")
    told = [tag["value"] for tag in form.select("[name=line]")]

    landed = post(client, form["action"], line=told).location
    gone = cards(client)

    assert message.count("안녕하세요") == 1
    assert "답을 드렸어요" in message
    assert "하던" not in card.h2.text
    assert len(gone) == 4
    undo = soup_of(client.get(landed)).select_one(".good form")
    assert "연락했다고 적었어요" in undo.text
    post(client, undo["action"])
    assert len(cards(client)) == 5
    assert soup_of(client.get(landed)).select_one(".good form") is None


def test_who_is_put_off_stands_under_tomorrow_and_may_be_put_back(app):
    first = leave_lines(services_of(app))
    client = staff_client(app, "support")

    landed = post(client, f"{TODAY}/{first}/postponement").location

    assert "다시 보여 드려요" in soup_of(client.get(landed)).select_one(".good form").text
    assert len(cards(client)) == 4
    [later] = cards(client, "?view=later")
    assert "support@example.com 님이" in later.text
    post(client, later.select_one("form")["action"], view="later")
    assert len(cards(client)) == 5
    assert "reminder.postponed" in rows(app, AuditEvent.kind)


def test_what_a_colleague_has_taken_says_so_to_others_and_not_to_them(app):
    leave_lines(services_of(app))
    mine, other = staff_client(app, "support"), staff_client(app, "operator")
    way = next(
        a["href"] for a in soup_of(mine.get(TODAY)).select(".ways a[href^='/staff/requests']")
    )
    request = way.partition("?")[0]

    post(mine, f"{request}/assignment")

    assert "support@example.com 님이 맡고 있어요" in other.get(TODAY).text
    assert "님이 맡고 있어요" not in mine.get(TODAY).text


def queues(client, query=""):
    return {one.text.strip() for one in soup_of(client.get(TODAY + query)).select(".queues a")}


def test_the_counts_are_of_the_mall_that_is_chosen_and_lead_to_as_many(app):
    leave_lines(services_of(app))
    with services_of(app).reminders.engine.begin() as connection:
        connection.execute(sa.update(Reminder).where(Reminder.kind != "expiry").values(mall="keys"))
        connection.execute(
            sa.update(Reminder).where(Reminder.kind == "expiry").values(mall="agency")
        )
    client = staff_client(app, "support")

    assert queues(client, "?mall=agency") == {"모두 1", "키 만료 1"}
    assert "키 만료 1" not in queues(client, "?mall=keys")
    assert len(cards(client, "?mall=agency&kind=expiry")) == 1


def test_what_was_called_or_put_off_has_no_counts_of_what_is_to_be_called(app):
    first = leave_lines(services_of(app))
    client = staff_client(app, "support")
    post(client, f"{TODAY}/{first}/postponement")

    for view in ("later", "called"):
        shown = queues(client, f"?view={view}")
        assert {"키 만료", "연결 안 됨"} <= shown
        assert not [word for word in shown if word[-1].isdigit()]


def test_who_puts_a_card_back_is_told_that_it_is_there(app):
    first = leave_lines(services_of(app))
    client = staff_client(app, "support")
    post(client, f"{TODAY}/{first}/call")

    undone = post(client, f"{TODAY}/{first}/undoing")

    assert "다시 할 일에 넣었어요." in client.get(undone.location).text
    assert rows(app, Reminder.state).count("open") == len(rows(app, Reminder.state))


def test_of_a_mall_with_too_many_to_count_each_kind_is_named_without_a_number(app, monkeypatch):
    leave_lines(services_of(app))
    with services_of(app).reminders.engine.begin() as connection:
        connection.execute(sa.update(Reminder).values(mall="keys"))
    client = staff_client(app, "support")
    monkeypatch.setattr(reminder_desk, "MOST_OF_MALL", 3)

    shown = queues(client, "?mall=keys")

    assert {"키 만료", "연결 안 됨", "멈춤"} <= shown
    assert "까닭별로 세지 않았어요" in client.get("/staff/today?mall=keys").text
    assert "세지 않았어요" not in client.get("/staff/today?view=called").text
    assert cards(client, "?mall=keys&kind=expiry")
