"""Lines of the log for programs: one JSON object each, and nothing in it that a client sent."""

import io
import json
import logging
import sys
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from conftest import DEPOSIT, FIRM, filled, prepared, settings_for, soup_of
from gunicorn.config import Config

from wizard.app import create_app
from wizard.server import logs
from wizard.watch_settings import WatchSettings
from wizard.web.workers.cache_warmer import warm_cache

CANARY = "canary-7f3a"


@pytest.fixture
def written(monkeypatch):
    """What was written since, line by line: each is an object of its own."""
    handlers, level, stream = logging.root.handlers[:], logging.root.level, io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.configure("json")
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.captureWarnings(capture=False)
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


@pytest.fixture
def app(tmp_path):
    settings = settings_for(tmp_path / "data", watch=WatchSettings("json"))
    made = create_app(prepared(replace(settings, proxies=1)))
    yield made
    made.extensions["wizard"].accounts.engine.dispose()


def asked(app, path, **told):
    return app.test_client().get(path, **told)


def test_a_line_says_when_how_grave_who_and_what_and_its_moment_has_a_zone(written):
    logging.getLogger("somebody").warning("키가 없어요: %s\nand more", "k1")

    [line] = written()

    assert list(line) == ["time", "level", "logger", "message"]
    assert (line["level"], line["logger"]) == ("WARNING", "somebody")
    assert line["message"] == "키가 없어요: k1\nand more"
    assert datetime.fromisoformat(line["time"]).utcoffset() == timedelta(0)


def test_a_line_about_an_answer_has_its_number_route_status_and_time_and_no_address(app, written):
    answer = asked(
        app, f"/guides/keys/place?{CANARY}=1", headers={"X-Forwarded-For": "203.0.113.7"}
    )

    [line] = written()

    assert {name: line[name] for name in ("route", "status", "message")} == {
        "route": "guide.step",
        "status": 200,
        "message": "answered",
    }
    assert line["request_id"] == answer.headers["X-Request-Id"]
    assert line["ms"] >= 0
    assert "203.0.113.7" not in json.dumps(line)


def test_each_answer_has_its_line_though_many_come_in_a_second_but_for_a_proxys_questions(
    app, written
):
    for _ in range(3):
        asked(app, "/nowhere")
        asked(app, "/healthz")
    asked(app, "/readyz")
    asked(app, "/api/v1/sellers")

    told = [(line["route"], line["status"]) for line in written() if "status" in line]
    assert told == [*[("", 404)] * 3, ("health.readyz", 503), ("api.list_sellers", 401)]


def test_what_is_drawn_before_anybody_asks_has_no_line(app, written):
    assert warm_cache(app)

    assert [line for line in written() if "status" in line] == []


def test_nothing_that_was_sent_stands_in_any_line_of_a_save_or_a_failure(app, written, monkeypatch):
    client = app.test_client()
    form = filled(soup_of(client.get("/guides/keys/form?remit=deposit")))
    secret = DEPOSIT | {"api_key": CANARY * 2, "login_id": CANARY}
    client.post("/guides/keys/form", data=form | FIRM | secret | {"action": "save"})

    def fail(*_):
        raise ValueError(f"it was {CANARY}")

    monkeypatch.setattr(
        app.extensions["wizard"].services.storage.__class__, "hindrance", property(fail)
    )
    for method in ("get", "post"):
        getattr(client, method)(
            f"/readyz?{CANARY}", headers={CANARY: CANARY, "Referer": CANARY, "User-Agent": CANARY}
        )
    client.open(f"/{CANARY}", method=CANARY.upper())

    said = json.dumps(written())

    assert '"route": "health.readyz"' in said
    assert "ValueError" in said
    assert CANARY not in said.lower()
    assert FIRM["seller_number"] not in said
    assert FIRM["seller_phone"] not in said


def test_an_exception_is_told_by_its_places_and_kind_without_its_message(written):
    try:
        int(CANARY)
    except ValueError:
        logging.getLogger("somebody").exception("it failed")

    [line] = written()

    assert line["raised"][-1] == "builtins.ValueError"
    assert "test_logs.py" in line["raised"][0]
    assert CANARY not in json.dumps(line)


def test_the_servers_own_lines_are_of_the_same_kind(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    server = logs.SERVER_LOGGERS["json"](Config())

    server.warning("a request was refused unread: %d", 408)

    line = json.loads(stream.getvalue())
    assert (line["logger"], line["message"]) == (
        "gunicorn.error",
        "a request was refused unread: 408",
    )
    server.error_log.handlers.clear()
