"""The examples of docs/api.md, word for word, against a server."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.people import services_of
from support.programs import Program, saved
from support.serving import served

PAGE = (Path(__file__).parents[3] / "docs" / "api.md").read_text("utf-8")
EXAMPLES = {
    language: re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    for language in ("bash", "python", "json")
}


@pytest.fixture
def environment(app):
    with served(app) as address:
        yield {**os.environ, "WIZARD_URL": address, "WIZARD_TOKEN": Program(app).token}


def run(program, text, environment):
    done = subprocess.run(
        [*program, text], check=False, env=environment, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_page_has_examples_of_each_kind():
    assert [len(EXAMPLES[language]) for language in ("bash", "python", "json")] == [2, 1, 1]


def test_the_examples_with_curl_bring_a_seller_in_and_sent_again_do_it_once(app, environment):
    listed, invited = EXAMPLES["bash"]

    first, again = (run(["bash", "-ec"], invited, environment) for _ in range(2))

    assert json.loads(run(["bash", "-ec"], listed, environment))["data"] == []  # 10 s are not over
    assert first == again
    told = json.loads(first)
    assert re.fullmatch(re.escape(environment["WIZARD_URL"]) + r"/enter#[\w-]{43}", told["url"])
    assert services_of(app).sellers.firm(told["seller_id"]).name == "한빛상회"
    assert len(services_of(app).invitations.of_seller(told["seller_id"])) == 1


def test_the_example_in_python_registers_every_account_that_waits(app, environment):
    accounts = [saved(app)[1] for _ in range(2)]

    told = run([sys.executable, "-c"], EXAMPLES["python"][0], environment)

    assert told.count("registered") == 2
    standing = services_of(app).registrations.of(accounts)
    assert {one.state for one in standing.values()} == {"registered"}


def test_the_example_of_sending_back_is_taken(app):
    _, account = saved(app)
    body = json.loads(EXAMPLES["json"][0])

    answer = Program(app).put(f"/accounts/{account}/registration", body, **{"If-Match": '"1"'})

    assert (answer.status_code, answer.json["state"]) == (200, "returned")
    assert services_of(app).registrations.of([account])[account].reason == body["reason"]
