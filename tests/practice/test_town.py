"""Malls that stop, drip and change their minds, and the control by which they do."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
import requests
from support.mall_requests import ask

from practice.registry import Registry
from practice.sellers import SELLERS
from practice.town import MALLS
from wizard.malls.hosts import HOSTS
from wizard.settings import Settings

ROOT = Path(__file__).parents[2]


def test_nobody_who_was_not_told_of_the_authority_trusts_a_practice_mall(town):
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(f"https://127.0.0.1:{town.port}/", timeout=60)


def test_there_is_a_practice_mall_for_every_host_that_the_product_asks(town):
    assert {host.name for host in HOSTS.values()} == MALLS.keys()
    assert Settings.from_env(town.env).malls.practice.port == town.port


def imported_by(room, *rooms):
    """Give the files of a room that import others."""
    wanted = re.compile(rf"^\s*(?:from|import) (?:{'|'.join(rooms)})\b", re.MULTILINE)
    return [file for file in (ROOT / room).rglob("*.py") if wanted.search(file.read_text("utf-8"))]


def test_the_malls_know_nothing_of_the_product_nor_the_product_of_them():
    assert imported_by("practice", "wizard", "demo") == []
    assert imported_by("wizard", "practice", "demo") == []


def test_a_name_of_no_mall_is_misdirected(town):
    url = f"https://127.0.0.1:{town.port}/"

    assert requests.get(url, verify=str(town.authority), timeout=60).status_code == 421


def test_a_seller_who_is_not_active_is_after_a_while_by_themselves():
    now = datetime(2026, 11, 26, tzinfo=UTC)
    passing = [now]
    registry = Registry(lambda: passing[0])
    [seller] = [each for each in SELLERS if each.id == "11st/not-approved"]

    assert registry.state(seller) == "auth_300_unapproved"
    passing[0] = now + timedelta(seconds=seller.wakes_after_s)
    assert not registry.state(seller)
    registry.settle(seller.id, "ip_500", after_s=5)
    assert not registry.state(seller)
    passing[0] += timedelta(seconds=5)
    assert registry.state(seller) == "ip_500"


def test_who_registers_the_address_is_let_in_by_the_control(town):
    seller = town.registry.sellers["coupang/wrong-ip"]
    before = ask(town, seller)

    done = requests.post(f"{town.control}/sellers", data={"id": seller.id}, timeout=60)

    assert (before.status_code, done.status_code) == (403, 200)
    assert ask(town, seller).status_code == 200
    assert requests.get(f"{town.control}/sellers", timeout=60).json()[seller.id] == ""


def test_another_sites_page_changes_nothing_and_a_name_of_nobody_is_refused(town):
    url, form = f"{town.control}/sellers", {"id": "coupang/wrong-ip"}
    strange = requests.post(url, form, headers={"Sec-Fetch-Site": "cross-site"}, timeout=60)
    nobody = requests.post(url, {"id": "coupang/nobody"}, timeout=60)

    assert (strange.status_code, nobody.status_code) == (403, 422)
    assert town.registry.standings()["coupang/wrong-ip"] == "ip_forbidden"


def test_a_mall_that_stopped_answers_nobody_until_it_is_opened_again(town):
    seller = town.registry.sellers["lotteon/right"]
    requests.post(f"{town.control}/malls", {"mall": "lotteon", "state": "cut"}, timeout=60)
    with pytest.raises(requests.ConnectionError):
        ask(town, seller)

    requests.post(f"{town.control}/malls", {"mall": "lotteon"}, timeout=60)

    assert ask(town, seller).json()["returnCode"] == "0000"


def test_a_slow_answer_comes_a_byte_at_a_time(town):
    seller = town.registry.sellers["coupang/slow"]

    with ask(town, seller, stream=True) as answer:
        length = int(answer.headers["Content-Length"])
        first = answer.raw.read1(length)

    assert len(first) < length


def test_an_answer_that_is_too_big_is_more_than_a_megabyte(town):
    assert len(ask(town, town.registry.sellers["coupang/too-big"]).content) >= 1024 * 1024


def test_a_clock_that_is_ahead_says_so_in_its_date(town):
    answer = ask(town, town.registry.sellers["coupang/skewed"])

    ahead = parsedate_to_datetime(answer.headers["Date"]) - datetime.now(UTC)
    assert timedelta(minutes=9) < ahead < timedelta(minutes=11)


def test_the_page_of_the_control_says_what_to_type_for_everybody(town):
    shown = requests.get(town.control, timeout=60)

    assert shown.encoding == "utf-8"
    for seller in SELLERS:
        assert all(value in shown.text for value in seller.typed.values())
        assert seller.title in shown.text


def test_the_command_prints_where_the_malls_are_and_ends_when_told():
    command = [sys.executable, "-m", "practice"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        lines = []
        while (line := running.stdout.readline()).rstrip("\n") != "}":
            lines.append(line)
        told = json.loads("".join([*lines, "}"]))
        authority_was_there = Path(told["env"]["WIZARD_PRACTICE_CA"]).exists()
        running.terminate()

    assert told["env"]["WIZARD_PRACTICE"].startswith("127.0.0.1:")
    assert authority_was_there
