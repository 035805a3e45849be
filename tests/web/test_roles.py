"""Who may open what: the whole matrix, role by route, from the URL map."""

import pytest
from support.people import hire, post, seller_client, services_of, staff_client

ALL = "support operator editor admin"
DESK = "support operator admin"
EDITING = "editor admin"
MATRIX = {
    "staff.door": "anybody",
    "staff.enter": "anybody",
    "staff.home": ALL,
    "staff.self_page": ALL,
    "staff.leave": ALL,
    "staff.leave_everywhere": ALL,
    "staff.queue": DESK,
    "staff.queue_rows": DESK,
    "staff.request_page": DESK,
    "staff.take_request": DESK,
    "staff.answer_request": DESK,
    "staff.close_request": DESK,
    "staff.reopen_request": DESK,
    "staff.no_act": DESK,
    "staff.open_secrets": "operator",
    "staff.enter_key": "operator",
    "staff.sellers": DESK,
    "staff.matrix": DESK,
    "staff.new_seller": DESK,
    "staff.add_seller": DESK,
    "staff.seller": DESK,
    "staff.choose_malls": DESK,
    "staff.no_malls": DESK,
    "staff.make_link": DESK,
    "staff.no_link": DESK,
    "staff.revoke_link": DESK,
    "staff.people": "admin",
    "staff.suspend": "admin",
    "staff.restore": "admin",
    "staff.audit": "admin",
    "staff.steps": EDITING,
    "staff.steps_of": EDITING,
    "staff.freshness": EDITING,
    "editor.guides": EDITING,
    "editor.guide": EDITING,
    "editor.pulse": EDITING,
    "editor.chart_of": EDITING,
    "editor.text": EDITING,
    "editor.save": EDITING,
    "editor.note": EDITING,
    "editor.no_note": EDITING,
    "editor.drop": EDITING,
    "editor.difference": EDITING,
    "stage.overview": ALL,
    "stage.whole": ALL,
    "stage.step": ALL,
    "stage.answer": ALL,
    "stage.lesson": ALL,
    "stage.parts": ALL,
    "stage.help": ALL,
    "stage.save": ALL,
    "stage.errors": ALL,
    "stage.outside": ALL,
    "stage.image": ALL,
}
OPEN = {
    "accounts.save", "accounts.show", "accounts.replace", "accounts.ask_deletion", "accounts.delete",
    "accounts.ask", "accounts.leave", "assets.favicon", "assets.file", "assets.robots", "enter.show", "enter.start", "enter.want",
    "enter.asked", "health.healthz", "my.show", "my.choose", "my.chosen", "my.link", "my.no_link",
    "my.leave_everywhere", "my.thread", "my.say", "my.no_messages", "public.home",
    "public.overview", "public.whole", "public.step", "public.answer", "stuck.show", "stuck.ask",
    "stuck.sent", "aids.code", "aids.expiry", "aids.handoff", "aids.lesson", "aids.parts",
    "aids.short", "images.image", "schema.guide",
}  # fmt: skip
"""Routes that ask for no role; those about a seller show only that seller's own."""


def staff_rules(app):
    rooms = ("staff.", "editor.", "stage.")
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith(rooms)]


def reach(client, rule):
    """Open a route with ids that name nothing; give its status."""
    path = rule.rule
    for name in rule.arguments:
        path = path.replace(f"<{name}>", "now" if name == "view" else "0" * 32)
    if "GET" in rule.methods:
        return client.get(path)
    return post(client, path)


def test_every_route_is_in_the_matrix_or_asks_for_no_role(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert endpoints == set(MATRIX) | OPEN


@pytest.mark.parametrize("role", ALL.split())
def test_each_role_opens_its_own_routes_and_no_other(app, role):
    found = {}
    for number, rule in enumerate(staff_rules(app)):
        client = staff_client(app, role, f"{role}{number}@example.com")
        found[rule.endpoint] = reach(client, rule).status_code != 403

    assert found == {
        endpoint: role in roles.split() or roles == "anybody" for endpoint, roles in MATRIX.items()
    }


@pytest.mark.parametrize("who", ["reader", "seller"])
def test_a_reader_and_a_seller_open_only_the_door(app, who):
    client = app.test_client() if who == "reader" else seller_client(app)
    found = {}
    for rule in staff_rules(app):
        answer = reach(client, rule)
        is_shut = (answer.location or "").startswith("/staff/enter") or answer.status_code == 403
        found[rule.endpoint] = not is_shut

    assert {endpoint for endpoint, is_open in found.items() if is_open} == {
        "staff.door",
        "staff.enter",
    }


def test_a_member_who_is_shut_out_is_out_at_the_next_request(app):
    client = staff_client(app, "operator")
    admin, _ = hire(app, "admin")
    assert client.get("/staff/requests").status_code == 200

    services_of(app).staff.suspend(client.staff_id, admin, suspended=True)

    assert client.get("/staff/requests").status_code == 303
