"""The wizard and a browser, set up to be looked at: no network, a database of their own."""

import logging
import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, abort
from playwright.sync_api import Browser, BrowserContext, Playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from gallery.cdn import cdn
from gallery.shots import FAILING
from wizard.app import create_app, open_database
from wizard.crypto import key_file
from wizard.db import migrate
from wizard.message_settings import MessageSettings
from wizard.settings import GUIDES, Rate, Settings

WITH_WINDOWS = ("chromium", "google-chrome")
PROGRAMS = ("chromium-headless-shell", *WITH_WINDOWS)
TELLING = {
    "WIZARD_MESSAGE_SITE": "https://guide.example.kr",
    "WIZARD_SMTP_HOST": "smtp.example.kr",
    "WIZARD_SMTP_FROM": "guide@example.kr",
    "WIZARD_MESSAGE_API_KEY": "gallery",
    "WIZARD_MESSAGE_API_SECRET": "gallery",
    "WIZARD_MESSAGE_SENDER": "0215880000",
    "WIZARD_MESSAGE_PROFILE": "gallery",
    "WIZARD_MESSAGE_TEMPLATES": "expiry=gallery",
}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]
NOT_HERE = (
    "RenderDocument",
    *("AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades"),
    *("MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding"),
    *("PreconnectToSearch", "ThirdPartyStoragePartitioning"),
)
"""What the driver turns off by itself, said again since the last word counts alone; and before it, that a page which
goes on is given a new view each time, which is a third of what going on costs."""
PATIENCE_MS = 30_000
"""A busy machine is slow, and nothing that is looked at here is about speed."""
END_WITHIN_S = 0.02
"""How long a server goes on after it was told to end."""
SHARING = [
    "--renderer-process-limit=1",
    "--in-process-gpu",
    f"--disable-features={','.join(NOT_HERE)}",
]
"""Without windows, fewer processes do: a page that goes on begins none of its own."""


@contextmanager
def wizard_on_stage() -> Iterator[tuple[Flask, str]]:
    """Serve the real guides; give the application and its address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(_prepared(Path(folder)))
        app.add_url_rule(f"{FAILING}/<int:code>", view_func=abort, endpoint="failing")
        with served(app) as address:
            yield app, address
        app.extensions["wizard"].accounts.engine.dispose()


class _KeptLine(WSGIRequestHandler):
    """Keeps a browser's line open for what it asks next, as the real server does."""

    protocol_version = "HTTP/1.1"


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve an application from this process: its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_KeptLine)
    thread = threading.Thread(target=server.serve_forever, args=(END_WITHIN_S,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


@contextmanager
def chromium(
    playwright: Playwright, programs: Sequence[str] = PROGRAMS, more: Sequence[str] = ()
) -> Iterator[Browser]:
    """Start the machine's own Chromium, whose CDN is the very file that `integrity` names.

    Its build without windows goes first: the same engine, at a third of the cost of a page.

    """
    program = next(filter(None, map(shutil.which, programs)), None)
    if program is None:
        raise FileNotFoundError("no Chromium: run tools/machine")
    quicker = SHARING if programs is PROGRAMS else []
    with cdn() as found_here:
        args = [*QUIET, *quicker, *found_here, *more]
        browser = playwright.chromium.launch(executable_path=program, args=args)
        yield browser
        browser.close()


def reader(browser: Browser, address: str, **options: object) -> BrowserContext:
    """Open a new reader's browser."""
    context = browser.new_context(base_url=address, locale="ko-KR", **options)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    return context


def _prepared(folder: Path) -> Settings:
    settings = Settings(
        data=folder,
        database_url=f"sqlite:///{folder}/wizard.db",
        keys=folder / "keys.json",
        guides=shutil.copytree(GUIDES, folder / "guides"),  # its editors put pictures in
        save_limit=Rate(100_000, 60),
        hosts=frozenset({"127.0.0.1"}),
        new_firm_limit=Rate(100_000, 60),
        messages=MessageSettings.from_env(
            TELLING
        ),  # offered, and sent by nobody: no job is done here
    )
    engine = open_database(Flask("prepare"), settings)
    migrate.upgrade(engine)
    engine.dispose()
    key_file.create(settings.keys, datetime.now(UTC))
    return settings
