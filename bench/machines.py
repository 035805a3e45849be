"""How soon what is published on one machine is read on another: two folders of data, one PostgreSQL, one key file."""

import shutil
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench import postgres
from bench.browser import Browser
from bench.report import Figure
from bench.servers import MeasureError, serving
from bench.speed import environment
from wizard.app import create_app, services_of
from wizard.settings import Settings

ROUNDS, POLL_S, PATIENCE_S = 12, 0.01, 20
AIM_S = 2


def measure(folder: Path, home: Path, core: int) -> list[Figure]:
    """Publish a title again and again from one machine, and ask the other until it shows it; both have drawn their pages first."""
    guides = home / "guides"
    shutil.copytree(folder, guides)
    (home / "cluster").mkdir()
    with ExitStack() as stack:
        base = stack.enter_context(postgres.cluster(home / "cluster"))
        url = postgres.database(base, "machines")
        one, other = (environment(guides, home / name, url) for name in ("one", "other"))
        near = stack.enter_context(serving("wizard", core, one, home / "one.log"))
        (home / "other").mkdir(mode=0o700)
        shutil.copy(home / "one" / "keys.json", home / "other" / "keys.json")
        far = stack.enter_context(serving("wizard", core, other, home / "other.log"))
        near.come_to_rest()
        far.come_to_rest()
        publishing = services_of(create_app(Settings.from_env(one))).publishing
        file = guides / "coupang.yaml"
        before, times_s = file.read_text("utf-8"), []
        with Browser(far.port) as browser:
            for number in range(ROUNDS):
                name = f"쿠팡{number}번"
                file.write_text(before.replace("\ntitle: 쿠팡\n", f"\ntitle: {name}\n"), "utf-8")
                publishing.publish("operator")
                times_s.append(_until(browser, name))
    note = f"{ROUNDS} publishes, median {median(times_s):.2f} s"
    return [Figure("publish seen on another machine, slowest", max(times_s), "s", AIM_S, note=note)]


def _until(browser: Browser, name: str) -> float:
    """Ask until a guide has a title; give the seconds."""
    started = time.perf_counter()
    while name not in browser.get("/guides/coupang").text:
        if time.perf_counter() - started > PATIENCE_S:
            raise MeasureError(f"{name} is not seen on another machine after {PATIENCE_S} s")
        time.sleep(POLL_S)
    return time.perf_counter() - started
