"""The demo as anybody starts it: one command, no network, and nothing left when it ends."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pyotp
import pytest
from support.serving import free_port

from demo.colleagues import PASSWORD
from practice.sellers import SELLERS as ROWS

ROOT = Path(__file__).parents[2]
SELLERS = {seller.id: seller for seller in ROWS}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo, started; gives the process, its address, what it told and its database."""
    port, data = free_port(), tmp_path_factory.mktemp("demo")
    env = os.environ | {"PORT": str(port), "WIZARD_DATA": str(data), "WIZARD_WORKERS": "1"}
    env.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "demo"]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as running:
        told = ""
        while line := running.stdout.readline():
            told += line
            if "연습용 열쇠" in line:
                break
        yield running, f"http://127.0.0.1:{port}", told, data / "demo" / "wizard.db"
        running.send_signal(signal.SIGINT)


@pytest.fixture
def page(demo, chromium):
    """A page that may ask this machine only."""
    context = chromium.new_context(locale="ko-KR", base_url=demo[1])
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    yield context.new_page()
    context.close()
    assert all(url.startswith("http://127.0.0.1:") for url in asked)


def test_staff_of_each_role_are_told_with_all_that_a_sign_in_needs(demo):
    told = re.findall(r"(\w+)@practice\.example  인증번호 [0-9]{6}\n    otpauth://\S+", demo[2])

    assert sorted(told) == ["admin", "editor", "operator", "support"]


def test_a_seller_comes_in_by_the_link_that_was_told_and_every_page_says_practice(demo, page):
    link, digits = re.search(r"나래유통.*\n +(\S+)  끝 다섯 자리 (\d+)", demo[2]).groups()

    page.goto(link)
    page.locator("[name=digits]").fill(digits)
    page.locator("main form button").first.click()
    page.wait_for_url("**/my**")

    assert page.title().endswith("· 연습")
    assert page.locator(".practice").inner_text().startswith("연습")


def test_staff_come_in_with_the_password_and_a_code_of_the_address_that_was_told(demo, page):
    uri = re.search(r"support@practice\.example.*\n +(otpauth\S+)", demo[2])[1]

    page.goto("/staff")
    page.locator("[name=email]").fill("support@practice.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=code]").fill(pyotp.parse_uri(uri).now())
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile(r"/staff/?$"))

    assert page.title().endswith("· 연습")


def test_swaps_by_htmx_work_without_a_network_and_keep_the_title_marked(page):
    page.goto("/guides/coupang")
    page.evaluate("window.same = true")
    page.locator("a[rel=next]").click()
    page.wait_for_url("**/guides/coupang/wing-login**")

    assert page.evaluate("window.same")
    page.wait_for_function("document.title.endsWith('· 연습')")


def test_the_page_of_the_practice_malls_tells_every_seller_and_a_code_of_now(page):
    page.goto("/")
    page.get_by_role("link", name="연습용 열쇠와 담당자").click()

    assert page.get_by_text("support@practice.example").is_visible()
    assert page.get_by_text("coupang/wrong-ip: IP를 등록하지 않았어요").is_visible()


def verdict_of(database, shop):
    query = "select verdict from account_check c join account a on a.id = c.account_id join seller s on s.id = a.seller_id where s.name = ?"
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query, [shop]).fetchall()


def test_a_key_that_the_mall_refuses_is_corrected_and_connected_within_the_demo(demo, page):
    page.goto("/")
    page.get_by_role("link", name="연습용 열쇠와 담당자").click()
    shop = page.locator("li", has_text="coupang/wrong-secret")
    digits, name = shop.locator("code").inner_text(), shop.get_by_role("link").inner_text()
    shop.get_by_role("link").click()
    page.locator("[name=digits]").fill(digits)
    page.locator("main form button").first.click()

    page.locator("[data-check=WRONG_KEY] a.button").click()
    page.locator("[name=secret_key]").fill(SELLERS["coupang/wrong-secret"].mended["secret_key"])
    page.locator("button[name=action][value=save]").last.click()

    page.locator("[data-check=OK]").wait_for()
    assert verdict_of(demo[3], name) == [("OK",)]


def test_the_demo_ends_with_all_it_started_when_it_is_interrupted(demo):
    running = demo[0]
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()

    running.send_signal(signal.SIGINT)

    assert running.wait(30) == 0
    assert children
    assert not any(Path(f"/proc/{child}").exists() for child in children)
