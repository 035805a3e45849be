"""오늘 할 일: the desk's first page says whom to call and why, and a call is written down once."""

import sqlalchemy as sa
from conftest import soup_of
from support.people import post, services_of, staff_client

from gallery.reminders import leave_lines
from wizard.db.models import AuditEvent, Reminder

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
    assert len(shown) == 6
    for card in shown:
        assert card.select_one("a[href^='tel:']").text
        assert card.select_one("h2 .tag").text
        assert "부터" in card.p.text
        message = card.select_one("[data-copy]")["data-copy"]
        assert message.startswith("[아임셀러] ")
        assert message == card.select_one(".message").text
        assert "#" not in message


def test_a_line_can_be_chosen_by_its_kind_and_the_counts_stand_beside_each(app):
    leave_lines(services_of(app))
    client = staff_client(app, "support")

    options = {one.text.strip() for one in soup_of(client.get(TODAY)).select("[name=kind] option")}

    assert {"모두 6", "키 만료 1", "연결 안 됨 1", "답을 기다림 1", "멈춤 1"} <= options
    assert [card.select_one(".tag").text for card in cards(client, "?kind=stuck")] == ["멈춤"]
    assert cards(client, "?mall=nothing&kind=nothing&after=nothing~")
    assert "지금 연락할 분이 없어요" in client.get(TODAY + "?kind=expiry&mall=keys").text


def test_who_called_does_away_with_the_line_and_is_told_with_the_time(app):
    first = leave_lines(services_of(app))
    client = staff_client(app, "support")

    answer = post(client, f"{TODAY}/{first}/call", kind="expiry")

    assert (answer.status_code, answer.location) == (303, f"{TODAY}?kind=expiry")
    assert len(cards(client)) == 5
    [done] = cards(client, "?called=1")
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
    assert "먼저 연락했어요" in soup_of(late).select_one("[role=alert]").text
    assert len(cards(client)) == 6
    assert post(client, f"{TODAY}/{'0' * 32}/call").status_code == 404
