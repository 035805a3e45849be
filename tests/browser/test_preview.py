"""`wizard preview` in a real browser: a saved file is a screen, a fault is named, nothing is kept."""

import os
import subprocess
import sys

import pytest
import requests
from conftest import FIRM, GOOD
from playwright.sync_api import expect
from support.browsing import opened
from support.folders import folder_in, spoil
from support.serving import free_port


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    """A preview of a folder, in a process of its own: its address and its folder."""
    home = tmp_path_factory.mktemp("preview")
    folder, port = folder_in(home), free_port()
    env = {**os.environ, "WIZARD_DATA": str(home / "var"), "WIZARD_GUIDES": str(folder)}
    command = [sys.executable, "-m", "wizard.cli", "preview", "--port", str(port)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, text=True
    ) as process:
        told = process.stdout.readline()
        assert f"http://127.0.0.1:{port}/editor" in told, told + process.stderr.read()
        yield f"http://127.0.0.1:{port}", folder
        process.terminate()
        process.wait(60)


@pytest.fixture
def page(chromium, preview):
    address, folder = preview
    before = {file: file.read_bytes() for file in folder.iterdir()}
    yield from opened(chromium, address, viewport={"width": 1440, "height": 1000})
    for file, raw in before.items():
        file.write_bytes(raw)


def retitle(folder, name):
    file = folder / "fork.yaml"
    lines = file.read_text("utf-8").splitlines()
    file.write_text(
        "\n".join(f"title: {name}" if line.startswith("title:") else line for line in lines) + "\n",
        "utf-8",
    )


def test_a_saved_file_is_the_screen_in_a_moment_and_a_fault_stands_beside_the_last_good_one(
    page, preview
):
    _, folder = preview
    page.goto("/editor/fork")
    frame = page.frame_locator("#stage")
    expect(frame.locator("h1")).to_contain_text("갈림길")

    retitle(folder, "새갈래")
    expect(frame.locator("h1")).to_contain_text("새갈래")

    page.focus("#look [value='390']")
    spoil(folder)
    expect(page.locator(".faults li")).to_contain_text("K02")
    expect(page.locator("#look [value='390']")).to_be_focused()
    expect(frame.locator("h1")).to_contain_text("새갈래")

    retitle(folder, "또갈래")
    (folder / "fork.yaml").write_text(
        (folder / "fork.yaml").read_text("utf-8").replace("없는항목: 가\n", ""), "utf-8"
    )
    expect(page.locator("#state .good")).to_be_visible()
    expect(frame.locator("h1")).to_contain_text("또갈래")


def test_a_reload_stays_on_the_screen_that_was_open(page, preview):
    _, folder = preview
    page.goto("/editor/fork")
    page.click(".stops a >> text=서쪽으로 가요")
    frame = page.frame_locator("#stage")
    expect(frame.locator("h1")).to_have_text("서쪽으로 가요")
    file = folder / "fork.yaml"

    file.write_text(file.read_text("utf-8").replace("서쪽으로 가요", "서쪽으로 걸어요"), "utf-8")

    expect(frame.locator("h1")).to_have_text("서쪽으로 걸어요")


def test_theme_and_width_change_where_the_editor_stands(page):
    page.goto("/editor/fork")
    frame = page.frame_locator("#stage")
    page.click(".stops a >> text=인사해요")
    expect(frame.locator("h1")).to_have_text("인사해요")

    page.check("#look [value='768']")
    expect(page.locator(".frame.w768")).to_be_visible()
    page.check("#look [value=dark]")

    expect(frame.locator("html[data-theme=dark] h1")).to_have_text("인사해요")
    expect(page.locator(".frame.w768")).to_be_visible()


def test_a_box_of_the_map_opens_its_screen(page):
    page.goto("/editor/fork")
    page.click("text=갈림길 그림")
    frame = page.frame_locator("#stage")

    frame.locator("a", has_text="동쪽으로").first.click()

    expect(frame.locator("h1")).to_contain_text("동쪽으로")


def test_a_form_is_judged_and_passed_and_nothing_of_it_is_kept(page, preview):
    _, folder = preview
    page.goto("/editor/keys")
    page.click(".stops >> text=빠뜨렸을 때")
    frame = page.frame_locator("#stage")
    expect(frame.locator("[role=alert]").first).to_be_visible()
    page.check("#look [value='768']")  # where the whole form stands at once
    frame.locator("[name=remit][value=online]").check()
    expect(frame.locator("#bank")).to_be_visible()
    for name, value in (FIRM | GOOD).items():
        box = frame.locator(f"input#{name}")
        if box.count():
            box.fill(value)
    frame.locator("button[value=save]").click()

    expect(frame.locator("[data-account]")).to_be_visible()
    kept = b"".join(
        file.read_bytes() for file in (folder.parent / "var").rglob("*") if file.is_file()
    )
    assert GOOD["password"].encode() not in kept
    assert FIRM["seller_name"].encode() not in kept


def test_a_browser_remembers_nothing_of_a_preview(page):
    page.goto("/stage/folder/keys/done?saved=1")
    expect(page.locator("[data-account]")).to_be_visible()

    assert page.evaluate("localStorage.getItem('wizard.way')") is None
    assert page.locator("main a[href^='/guides/']").count() == 0


def test_only_this_computer_and_only_the_editors_pages(preview):
    address, _ = preview
    assert (
        requests.get(f"{address}/editor", headers={"Host": "evil.example"}, timeout=60).status_code
        == 400
    )
    for path in ("/", "/my", "/staff/sellers", "/guides/fork/hello", "/enter"):
        answer = requests.get(address + path, timeout=60, allow_redirects=False)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/editor"), path
    ours = {"Sec-Fetch-Site": "same-origin"}
    assert requests.post(
        f"{address}/guides/keys/form", timeout=60, allow_redirects=False, headers=ours
    ).status_code in {303, 400, 422}
