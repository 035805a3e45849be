"""The files for a server in front fit to what stands behind."""

import re
from pathlib import Path

import pytest

from wizard.cli import COMMANDS
from wizard.server import KEEP_ALIVE_S
from wizard.server.worker import MAX_PHOTO_FORM_BYTES, REQUEST_S

DEPLOY = Path(__file__).parents[2] / "deploy"
MACHINES = (DEPLOY / "nginx-machines.conf").read_text("utf-8")
MEGABYTES = {"nginx.conf": 1 << 20, "Caddyfile": 1_000_000}


@pytest.fixture(params=MEGABYTES)
def name(request):
    return request.param


def test_before_several_machines_a_connection_is_given_up_before_it_is_closed_behind():
    assert int(re.search(r"keepalive_timeout (\d+)s;", MACHINES)[1]) < KEEP_ALIVE_S


def test_what_a_machine_does_not_answer_goes_to_another_forms_too():
    assert "proxy_next_upstream         error timeout non_idempotent;" in MACHINES
    assert MACHINES.count("max_fails=1") == 3


def test_haproxy_sends_to_who_can_save_and_else_to_who_can_be_read_and_logs_no_query():
    text = (DEPLOY / "haproxy.cfg").read_text("utf-8")

    saving, reading = text.partition("backend saving")[2].split("backend reading")
    assert "uri /readyz" in saving
    assert "uri /healthz" in reading
    assert "use_backend reading if { nbsrv(saving) eq 0 }" in text
    assert int(re.search(r"pool-purge-delay (\d+)s", text)[1]) < KEEP_ALIVE_S
    assert "%HPO" in text
    assert not re.search(r"option httplog|%r\b|%HU\b|%HQ\b", text)


def found(name, pattern):
    return re.search(pattern, (DEPLOY / name).read_text("utf-8"))[1]


def test_the_front_gives_a_kept_connection_up_before_it_is_closed_behind(name):
    pattern = {"nginx.conf": r"keepalive_timeout (\d+)s;", "Caddyfile": r"keepalive (\d+)s"}[name]

    assert int(found(name, pattern)) < KEEP_ALIVE_S


def test_the_front_lets_through_whatever_is_taken_behind(name):
    size = found(name, r"(?:client_max_body_size|max_size)\s+(\d+)[mM]")

    assert int(size) * MEGABYTES[name] >= MAX_PHOTO_FORM_BYTES


def test_the_front_waits_no_longer_for_a_body_than_it_is_waited_for_behind(name):
    pattern = r"(?:client_body_timeout|read_body)\s+(\d+)s"

    assert int(found(name, pattern)) <= REQUEST_S


def test_the_container_is_nobodys_root_is_pinned_by_hashes_and_copies_what_there_is():
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    copied = re.findall(r"^COPY (?!--from)(\S+)", text, re.MULTILINE)
    let_in = (DEPLOY.parent / ".dockerignore").read_text("utf-8").splitlines()

    assert re.search(r"^USER 10001$", text, re.MULTILINE)
    assert "--require-hashes" in text
    assert "HEALTHCHECK" in text
    assert "/healthz" in text
    assert all((DEPLOY.parent / name).exists() for name in copied)
    assert {f"!{name}" for name in copied} | {"*"} <= {*let_in}
    assert set(re.findall(r"^FROM (\S+)", text, re.MULTILINE)) == {"python:3.13-slim"}


@pytest.mark.parametrize("name", ["wizard.service", "wizard-backup.service", "wizard-backup.timer"])
def test_a_unit_calls_only_commands_that_there_are_and_is_shut_in(name):
    text = (DEPLOY / name).read_text("utf-8")
    called = re.findall(r"^ExecStart=/opt/wizard/bin/wizard (\w+)", text, re.MULTILINE)

    assert {*called} <= COMMANDS.keys()
    assert bool(called) == name.endswith(".service")
    assert not called or {"UMask=0077", "ProtectSystem=strict", "NoNewPrivileges=yes"} <= {*text.splitlines()}  # fmt: skip


def test_both_units_are_shut_in_alike():
    shut_in = [
        (DEPLOY / name).read_text("utf-8").partition("ProtectSystem=")[2].partition("[Install]")[0]
        for name in ("wizard.service", "wizard-backup.service")
    ]

    assert shut_in[0].strip() == shut_in[1].strip()
