"""How long an editor waits from saving a file to seeing the screen, in a real browser."""

import shutil
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import sync_playwright

from bench.report import Figure
from bench.servers import MeasureError, serving
from gallery.stage import chromium, reader

ROUNDS = 20


def follow(folder: Path, home: Path, core: int) -> list[Figure]:
    """Save a guide again and again beside `wizard preview`, and wait for its new title."""
    shutil.copytree(folder, home / "guides")
    file = home / "guides" / "coupang.yaml"
    env = {"WIZARD_DATA": str(home / "data"), "WIZARD_GUIDES": str(home / "guides")}
    with (
        serving("preview", core, env, home / "log") as server,
        sync_playwright() as playwright,
        chromium(playwright) as browser,
    ):
        page = reader(browser, f"http://127.0.0.1:{server.port}").new_page()
        page.goto("/editor/coupang")
        title = page.frame_locator("#stage").locator("h1")
        before, times = file.read_text("utf-8"), []
        for number in range(ROUNDS):
            name = f"쿠팡{number}번"
            saved = before.replace("\ntitle: 쿠팡\n", f"\ntitle: {name}\n")
            if saved == before:
                raise MeasureError("the guide has no title to change")
            started = perf_counter()
            file.write_text(saved, "utf-8")
            title.filter(has_text=name).wait_for()
            times.append(1000 * (perf_counter() - started))
    note = f"{ROUNDS} rounds, median {median(times):.0f} ms"
    return [Figure("saved file to screen, slowest", max(times), "ms", 1000, note=note)]
