"""`python -m chaos`'s scenario of events in small."""

import logging

import pytest

from chaos import webhooks
from chaos.deployment import Deployment
from chaos.receiver import Received
from chaos.webhook_crew import Standing
from wizard.services import webhook_schedule


@pytest.fixture
def pauses(monkeypatch):
    """Put the pauses and the log back that the scenario makes short in this process."""
    egress = logging.getLogger("wizard.egress")
    before = egress.level
    for name in ("PAUSES", "FIRST_REST", "LONGEST_REST"):
        monkeypatch.setattr(webhook_schedule, name, getattr(webhook_schedule, name))
    yield
    egress.setLevel(before)


@pytest.mark.usefixtures("pauses")
def test_whoever_acts_and_whoever_tells_is_killed_and_the_receiver_knows_all_of_it(
    database_url, tmp_path
):
    [figure] = webhooks.kills("here", Deployment(tmp_path, database_url), 2)

    assert figure.is_sound, str(figure)


WHOLE = Standing({"a": 2}, frozenset({"e1", "e2"}), ("delivered",) * 2)


@pytest.mark.parametrize(
    ("there", "got", "said"),
    [
        (WHOLE, Received({"e1", "e2"}, {"a": (2, 2)}), None),
        (WHOLE, Received({"e1"}, {"a": (2, 2)}), "1 lost, "),
        (WHOLE, Received({"e1", "e2", "e3"}, {"a": (2, 2)}), "1 of nobody"),
        (WHOLE, Received({"e1", "e2"}, {"a": (1, 1)}), "1 accounts behind"),
        (Standing({"a": 1}, WHOLE.events, WHOLE.states), Received({"e1", "e2"}, {"a": (1, 1)}), "acknowledged, 1 lost"),
        (Standing({"a": 2}, WHOLE.events, ("failed",)), Received({"e1", "e2"}, {"a": (2, 2)}), "1 not delivered"),
    ],
)  # fmt: skip
def test_what_would_break_the_promise_is_seen(tmp_path, there, got, said):
    (tmp_path / "mark-0").write_text("a 1\na 2\n")

    figure = webhooks.seen("here", tmp_path, there, got)

    assert figure.is_sound is (said is None)
    assert said is None or said in figure.told
