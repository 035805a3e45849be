"""Strokes in memory: brought to the desk, kept while it is away, never in a reader's way."""

import logging
import os
import signal
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest
import sqlalchemy as sa
from conftest import GUIDES
from support.serving import free_port

from wizard.services.metrics import Metrics, Span
from wizard.web import metrics_buffer as rooms
from wizard.web.metrics_buffer import MetricsBuffer

PLACE = ("keys", "r1", "place")


@pytest.fixture
def metrics_buffer(engine):
    return MetricsBuffer(Metrics(engine))


def counted(metrics_buffer):
    metrics = metrics_buffer.metrics
    return {mall: one.counted for mall, one in metrics.of_malls(Span(metrics.since(1))).items()}


def hide(engine, name="tally", to="hidden"):
    with engine.begin() as connection:
        connection.execute(sa.text(f"alter table {name} rename to {to}"))


def test_strokes_reach_the_desk_when_they_are_brought_and_once(metrics_buffer):
    metrics_buffer.put(*PLACE, "shown", "on")
    assert counted(metrics_buffer) == {}

    assert metrics_buffer.bring()
    assert metrics_buffer.bring()

    assert counted(metrics_buffer) == {"keys": {"place": {"shown": 1, "on": 1}}}


def test_two_processes_add_up(engine, metrics_buffer):
    other = MetricsBuffer(Metrics(engine))
    for one in (metrics_buffer, other, other):
        one.put(*PLACE, "shown")
        one.bring()

    assert counted(metrics_buffer)["keys"]["place"] == {"shown": 3}


def test_what_a_broken_database_did_not_take_is_brought_later(engine, metrics_buffer, caplog):
    metrics_buffer.put(*PLACE, "shown")
    hide(engine)
    with caplog.at_level(logging.WARNING):
        assert not metrics_buffer.bring()
    metrics_buffer.put(*PLACE, "shown")
    hide(engine, "hidden", "tally")

    assert metrics_buffer.bring()

    assert counted(metrics_buffer)["keys"]["place"] == {"shown": 2}
    assert "keys" not in caplog.text


def test_while_the_database_is_away_only_so_much_is_kept(metrics_buffer, monkeypatch):
    monkeypatch.setattr(rooms, "MAX_STROKES", 2)
    for what in ("a", "b", "c", "a"):
        metrics_buffer.put(*PLACE, what)

    metrics_buffer.bring()

    assert counted(metrics_buffer)["keys"]["place"] == {"a": 2, "b": 1}


def test_with_nothing_to_bring_the_database_is_left_alone(engine, metrics_buffer):
    hide(engine)

    assert metrics_buffer.bring()


def test_what_is_too_old_is_forgotten_once_a_day(metrics_buffer, engine):
    metrics_buffer._forget()
    hide(engine)

    metrics_buffer._forget()


def test_a_real_server_counts_and_brings_the_rest_when_it_is_stopped(tmp_path):
    port = free_port()
    env = os.environ | {"WIZARD_DATA": str(tmp_path), "WIZARD_GUIDES": str(GUIDES), "PORT": str(port)}  # fmt: skip
    env["WIZARD_WORKERS"] = "2"
    server = subprocess.Popen([sys.executable, "-m", "wizard.cli", "serve"], env=env)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            urlopen(f"http://127.0.0.1:{port}/healthz").close()
            break
        except OSError:
            time.sleep(0.2)
    for _ in range(10):
        urlopen(f"http://127.0.0.1:{port}/guides/keys/place").close()
    server.send_signal(signal.SIGTERM)
    assert server.wait(20) == 0

    engine = sa.create_engine(f"sqlite:///{tmp_path}/wizard.db")
    with engine.connect() as connection:
        rows = connection.execute(sa.text("select mall, step_id, what, count from tally")).all()
    engine.dispose()
    assert [tuple(row) for row in rows] == [("keys", "place", "shown", 10)]
