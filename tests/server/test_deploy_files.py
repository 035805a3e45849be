"""The files for a server in front fit to what stands behind."""

import re
from pathlib import Path

import pytest

from wizard.server import KEEP_ALIVE_S
from wizard.server.worker import REQUEST_S
from wizard.web.editor.access import MAX_TYPED_BYTES

DEPLOY = Path(__file__).parents[2] / "deploy"
MEGABYTES = {"nginx.conf": 1 << 20, "Caddyfile": 1_000_000}


@pytest.fixture(params=MEGABYTES)
def name(request):
    return request.param


def found(name, pattern):
    return re.search(pattern, (DEPLOY / name).read_text("utf-8"))[1]


def test_the_front_gives_a_kept_connection_up_before_it_is_closed_behind(name):
    pattern = {"nginx.conf": r"keepalive_timeout (\d+)s;", "Caddyfile": r"keepalive (\d+)s"}[name]

    assert int(found(name, pattern)) < KEEP_ALIVE_S


def test_the_front_lets_through_whatever_is_taken_behind(name):
    size = found(name, r"(?:client_max_body_size|max_size)\s+(\d+)[mM]")

    assert int(size) * MEGABYTES[name] >= MAX_TYPED_BYTES


def test_the_front_waits_no_longer_for_a_body_than_it_is_waited_for_behind(name):
    pattern = r"(?:client_body_timeout|read_body)\s+(\d+)s"

    assert int(found(name, pattern)) <= REQUEST_S
