"""What a walk through a guide leaves in the tallies: numbers of screens, and nothing of who walked."""

import pytest
import sqlalchemy as sa
from conftest import FIRM, GOOD, HTMX, filled, soup_of
from support.people import seller_client, services_of, staff_client

from wizard.db.models import Base
from wizard.services.metrics import Span

HOST = "http://localhost"
ODD = GOOD | {"api_key": "zzzzzzzzzzzzzzzz"}
BAD = GOOD | {"api_key": "CANARY!", "login_id": ""}


def counted(app, mall="keys"):
    """Bring the sheet; give what was counted: step -> word -> how often."""
    metrics_buffer = app.extensions["wizard"].metrics_buffer
    metrics_buffer.bring()
    metrics = services_of(app).metrics
    found = metrics.of_malls(Span(metrics.since(1))).get(mall)
    return found.counted if found else {}


def go(client, path, before="", pace=None, **headers):
    """Follow a link by htmx, as our pages do."""
    told = {"HX-Current-URL": f"{HOST}{before}"} if before else {}
    told |= {"Pace": f"{pace} {before}"} if pace is not None else {}
    answer = client.get(path, headers={**HTMX, **told, **headers})
    assert answer.status_code == 200
    return answer


def save(client, values, **headers):
    form = filled(soup_of(client.get("/guides/keys/form")), **(values | FIRM))
    return client.post("/guides/keys/form", data=form, headers=headers)


def test_a_whole_walk_by_htmx_is_counted_step_by_step(app_on_each_database):
    app = app_on_each_database
    client = app.test_client()
    go(client, "/guides/keys/place", "/guides/keys", 3)
    go(client, "/guides/keys/form", "/guides/keys/place", 42)
    form = filled(soup_of(client.get("/guides/keys/form", headers={"Sec-Purpose": "prefetch"})), **(GOOD | FIRM))  # fmt: skip
    told = {"HX-Current-URL": f"{HOST}/guides/keys/form", "Pace": "100 /guides/keys/form"}
    assert client.post("/guides/keys/form", data=form, headers=HTMX | told).status_code == 200

    assert counted(app) == {
        "place": {"shown": 1, "on": 1, "pace:60": 1},
        "form": {"shown": 1, "on": 1, "pace:120": 1, "saved": 1},
        "done": {"shown": 1},
    }


def test_without_javascript_the_referrer_tells_where_a_reader_comes_from(app, client):
    client.get("/guides/fork/hello")
    client.get("/guides/fork/which", headers={"Referer": f"{HOST}/guides/fork/hello"})
    answer = client.get("/guides/fork/which/next?which=left", headers={"Referer": f"{HOST}/guides/fork/which"})  # fmt: skip
    client.get(answer.location, headers={"Referer": f"{HOST}/guides/fork/which"})
    client.get("/guides/fork/hello?which=left", headers={"Referer": f"{HOST}{answer.location}"})

    assert counted(app, "fork") == {
        "hello": {"shown": 2, "on": 1},
        "which": {"shown": 1, "on": 1},
        "west": {"shown": 1, "back": 1},
    }


def test_whoever_goes_back_to_before_the_first_screen_has_not_left(app, client):
    go(client, "/guides/fork/hello", "/guides/fork")
    go(client, "/guides/fork", "/guides/fork/hello", 7)

    assert counted(app, "fork") == {"hello": {"shown": 1, "back": 1, "pace:10": 1}}


def test_a_page_that_the_browser_still_has_is_counted_as_shown(app, client):
    tag = client.get("/guides/fork/hello").headers["ETag"]

    assert client.get("/guides/fork/hello", headers={"If-None-Match": tag}).status_code == 304

    assert counted(app, "fork") == {"hello": {"shown": 2}}


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Purpose": "prefetch"},
        {"Follows": "1"},
        {"Cache-Control": "max-age=0"},
        {"Referer": f"{HOST}/guides/fork/hello/help?kind=help"},
        {"Referer": f"{HOST}/guides/fork/hello"},
    ],
    ids=["fetched ahead", "a window that follows", "loaded again", "back from help", "itself"],
)
def test_what_is_no_new_look_at_a_screen_is_not_counted(app, client, headers):
    assert client.get("/guides/fork/hello", headers=headers).status_code == 200

    assert counted(app, "fork") == {}


def test_asking_for_the_head_of_a_page_is_no_look_at_it(app, client):
    client.head("/guides/fork/hello")

    assert counted(app, "fork") == {}


def test_our_own_staff_are_not_counted_and_sellers_are(app):
    staff_client(app, "editor").get("/guides/fork/hello")
    assert counted(app, "fork") == {}

    seller_client(app).get("/guides/fork/hello")

    assert counted(app, "fork") == {"hello": {"shown": 1}}


def test_a_preview_is_not_counted(app):
    with app.test_request_context("/guides/fork/hello"):
        from flask import g

        from wizard.web.guide import tracking, views
        from wizard.web.site import Site

        g.site = Site(is_counted=False)
        tracking.show(views.journey_of("fork", {}), "hello")

    assert counted(app, "fork") == {}


@pytest.mark.parametrize(
    "before",
    [
        "https://elsewhere.example/guides/keys/place",
        f"{HOST}/guides/fork/hello",
        f"{HOST}/guides/keys/no-such-step",
        f"{HOST}/guides/keys/<script>",
        f"{HOST}/guides/keys/place-canary",
        "http://[",
        "x" * 4000,
    ],
)
def test_a_screen_that_is_none_of_this_guides_is_not_counted_as_left(app, client, before):
    told = {"HX-Current-URL": before, "Pace": f"9 {before}"}
    assert client.get("/guides/keys/form", headers=HTMX | told).status_code == 200

    assert counted(app) == {"form": {"shown": 1}}


@pytest.mark.parametrize("pace", ["", "-1 /guides/keys/place", "1e9 /guides/keys/place", "nan x", "9" * 30])  # fmt: skip
def test_a_pace_that_is_none_is_not_counted(app, client, pace):
    go(client, "/guides/keys/form", "/guides/keys/place", Pace=pace)

    assert counted(app)["place"] == {"on": 1}


def test_a_form_that_was_not_saved_counts_the_fields_that_kept_it(app, client):
    assert save(client, BAD).status_code == 422
    assert save(client, ODD | {"api_key": "0123456789abcdeg"}).status_code == 422

    found = counted(app)["form"]
    assert found == {"shown": 2, "refused:login_id": 1, "refused:api_key": 1, "warned:api_key": 1}


def test_looking_at_the_preview_or_changing_a_radio_is_no_attempt_to_save(app, client):
    for action in ("preview", "refresh"):
        save(client, BAD | {"action": action})

    assert counted(app)["form"] == {"shown": 2}


def test_nothing_typed_and_no_name_reaches_the_tallies(app):
    client = app.test_client()
    canaries = GOOD | {"login_id": "CANARYLOGIN", "memo": "CANARYMEMO", "password": "CANARYPASS"}
    save(client, canaries | {"api_key": "CANARYKEY"})
    save(client, canaries)
    client.get("/guides/fork/hello?which=CANARY&x=CANARY", headers={"Referer": f"{HOST}/guides/fork/CANARY", "User-Agent": "CANARY"})  # fmt: skip
    counted(app)

    with services_of(app).audit.engine.connect() as connection:
        rows = connection.execute(sa.select(Base.metadata.tables["tally"])).all()
    text = repr(rows)
    assert len(rows) >= 4
    assert not any(word in text for word in ("CANARY", *FIRM.values(), *GOOD.values()))
    assert {column.name for column in Base.metadata.tables["tally"].columns} == {
        "day", "mall", "revision", "step_id", "what", "count",
    }  # fmt: skip


def test_a_database_that_is_away_breaks_no_page(app, client):
    with services_of(app).audit.engine.begin() as connection:
        connection.execute(sa.text("drop table tally"))

    assert client.get("/guides/fork/hello").status_code == 200
    assert not app.extensions["wizard"].metrics_buffer.bring()
    assert client.get("/guides/fork/hello").status_code == 200


def test_reading_still_sets_no_cookie_and_asks_no_database(app, client):
    engine = services_of(app).audit.engine
    asked = []
    sa.event.listen(engine, "before_cursor_execute", lambda *a: asked.append(a[2]))

    answers = [go(client, "/guides/fork/hello"), go(client, "/guides/fork/which", "/guides/fork/hello", 3)]  # fmt: skip

    assert asked == []
    assert not any("Set-Cookie" in answer.headers for answer in answers)
