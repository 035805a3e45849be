"""Answers that are given again without a view: the same for everybody, and what is noted of a reader is noted all the same."""

from dataclasses import replace

import pytest
from conftest import HTMX
from support.people import seller_client, services_of, staff_client

from wizard.errors import UnavailableError
from wizard.services.metrics import Span
from wizard.services.roles import Role
from wizard.web import request_id

STEP, OVERVIEW = "/guides/fork/hello", "/guides/fork"
ANSWERED = "/guides/fork/end?way=left"


def known_of(app):
    return app.known._kept


@pytest.mark.parametrize("headers", [{}, HTMX, {"Accept-Encoding": "gzip"}], ids=str)
@pytest.mark.parametrize("place", [STEP, OVERVIEW])
def test_an_answer_that_is_given_again_is_the_one_a_view_gave(app, client, place, headers):
    first, again = (client.get(place, headers=headers) for _ in range(2))

    assert len(known_of(app)) == 1
    assert (again.status_code, again.data) == (200, first.data)
    told = [
        {name: text for name, text in one.headers if name != request_id.HEADER}
        for one in (first, again)
    ]
    assert told[0] == told[1]
    assert first.headers[request_id.HEADER] != again.headers[request_id.HEADER]


def test_each_size_and_name_of_the_site_has_an_answer_of_its_own(app, client):
    ways = [{}, HTMX, {"Accept-Encoding": "gzip"}, {"Host": "127.0.0.1"}]
    bodies = [client.get(STEP, headers=way).data for way in ways]

    assert [client.get(STEP, headers=way).data for way in ways] == bodies
    assert len(known_of(app)) == len(ways)


def test_whoever_has_it_is_told_so(client):
    client.get(STEP)
    tag = client.get(STEP).headers["ETag"]

    assert client.get(STEP, headers={"If-None-Match": tag}).status_code == 304


def test_a_sellers_screen_is_marked_whoever_gave_the_answer(app, client):
    client.get(STEP)
    mine = seller_client(app)

    mine.get(STEP)

    [run] = services_of(app).progress.of_seller(mine.seller_id)
    assert run.seen == ("hello",)


def test_a_screen_that_another_site_leads_to_marks_nothing(app, client):
    client.get(STEP)
    mine = seller_client(app)

    mine.get(STEP, headers={"Sec-Fetch-Site": "cross-site"})

    assert not services_of(app).progress.of_seller(mine.seller_id)


def test_every_reader_is_counted(app, client):
    for _ in range(3):
        client.get(STEP)
    buffer = app.extensions["wizard"].metrics_buffer
    buffer.bring()

    metrics = buffer.metrics
    counted = metrics.of_malls(Span(metrics.since(1)))["fork"].counted
    assert counted["hello"]["shown"] == 3


def test_staff_and_whoever_is_to_be_told_something_are_answered_by_a_view(app, client):
    plain = client.get(STEP).data
    assert client.get(STEP).data == plain
    staff = staff_client(app, Role.EDITOR)
    told = seller_client(app)
    with told.session_transaction() as session:
        session["_flashes"] = [("message", "planted news")]

    kept = dict(known_of(app))
    answers = [one.get(STEP) for one in (staff, told)]
    assert {one.headers["Cache-Control"] for one in answers} == {"no-store"}
    assert answers[0].data != plain
    assert known_of(app) == kept


def test_an_address_that_says_more_than_the_answers_is_not_kept(app, client):
    for noise in ("?x=1", "?x=2", "?way=left&x=1", "?way=nowhere"):
        client.get(STEP + noise)

    assert not known_of(app)


def test_what_was_published_since_is_what_is_shown(app, client):
    client.get(STEP), client.get(STEP)
    shown = app.extensions["wizard"].published_guides
    guide = shown.catalog.guides["fork"]
    newer = guide.model_copy(update={"title": "새 이름"})
    shown.catalog = replace(
        shown.catalog,
        guides={**shown.catalog.guides, "fork": newer},
        release=shown.catalog.release + 1,
    )
    app.extensions["wizard"].journeys.clear()

    assert "새 이름" in client.get(STEP).text


def test_while_nobody_can_be_looked_up_a_seller_reads_as_a_stranger_does(app, client, monkeypatch):
    plain = client.get(STEP).data
    mine = seller_client(app)

    def away(*_args, **_named):
        raise UnavailableError("away")

    monkeypatch.setattr("wizard.services.sessions.Sessions.seller", away)
    answer = mine.get(STEP)

    assert answer.status_code == 200
    assert answer.data != plain  # it says why nothing is marked
    assert not services_of(app).progress.of_seller(mine.seller_id)


def test_what_a_form_posts_is_never_answered_from_what_is_known(client):
    client.get(STEP)

    assert client.post(STEP).status_code in {400, 403, 405}
    assert client.head(STEP).data == b""
