"""Every route that changes something writes down exactly one event."""

import pytest
from support.acts import (
    ACTS,
    ALONG,
    NOTES,
    PASSKEYS,
    READERS,
    TWICE,
    changing_endpoints,
    seller_of,
    sign_in,
    start,
)
from support.people import events, everything, seller_client, staff_client, token_of

GIVES = {"staff.export_seller"}
"""What gives something out, and changes nothing but that this is written down."""


def test_every_route_that_changes_something_is_tried_here(app):
    assert set(ACTS) | READERS | PASSKEYS | NOTES | TWICE == changing_endpoints(app)


def test_telling_a_pasted_block_apart_changes_nothing_and_is_no_event(app):
    client = app.test_client()
    path = "/guides/keys/form"
    token = token_of(client, path)
    events_before, before = events(app), everything(app)

    answer = client.post(f"{path}/parts", data={"csrf_token": token, "text": "로그인 ID abc"})

    assert answer.status_code == 200
    assert (events(app), everything(app)) == (events_before, before)


@pytest.mark.parametrize("endpoint", ACTS)
def test_one_act_is_one_event(app, endpoint):
    prepare, kind = ACTS[endpoint]
    expected = [*ALONG.get(endpoint, ()), kind]
    act = prepare(app)
    events_before, before = events(app), everything(app)

    answer = act()

    assert answer.status_code in {200, 303}, answer.text
    assert [found for found, _ in events(app)[len(events_before) :]] == expected
    assert (everything(app) != before) is (endpoint not in GIVES)


@pytest.mark.parametrize(
    ("prepare", "kind"),
    [
        (lambda app: start(app, "00000"), "link.refused"),
        (lambda app: sign_in(app, "wrong password!"), "staff.refused"),
    ],
    ids=["wrong digits", "wrong password"],
)
def test_a_refusal_that_is_counted_is_one_event(app, prepare, kind):
    act, before = prepare(app), events(app)

    assert act().status_code == 422

    assert [found for found, _ in events(app)[len(before) :]] == [kind]


def test_reading_the_audit_is_the_only_read_that_is_written_down(app):
    client = staff_client(app, "admin")
    seller = seller_client(app)
    paths = ["/staff/requests", "/staff/sellers", "/staff/matrix", "/staff/people", "/staff/audit"]
    paths += ["/staff/steps", "/staff/steps/keys", "/staff/freshness"]
    paths += [f"/staff/sellers/{seller.seller_id}", "/guides/keys/place"]
    before = events(app)

    assert {client.get(path).status_code for path in paths} == {200}

    assert events(app)[len(before) :] == [("audit.read", f"staff:{client.staff_id}")]


def test_no_get_changes_what_is_a_sellers(app):
    client, account = seller_of(app)
    client.get("/guides/keys/done")
    before = everything(app)

    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and not rule.endpoint.startswith(("staff.", "static_files.")):
            path = rule.rule
            names = {"mall": "keys", "step_id": "done", "account_id": account}
            for name in rule.arguments:
                path = path.replace(f"<{name}>", names.get(name, "0"))
            client.get(path)

    assert everything(app) == before
