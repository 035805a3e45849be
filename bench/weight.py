"""What travels: every screen of every guide, and the first load with style and scripts."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from flask import Flask
from flask.testing import FlaskClient

from bench.browser import HTMX
from bench.report import Figure
from bench.servers import ROOT, MeasureError
from wizard.app import create_app, open_database
from wizard.content.catalog import open_catalog
from wizard.crypto import key_file
from wizard.db import migrate
from wizard.guide.journey import ways
from wizard.settings import Settings
from wizard.steps import Credentials
from wizard.web.screen import address

HTMX_FILE = ROOT / "node_modules" / "htmx.org" / "dist" / "htmx.min.js"
KB = 1024
OK = 200


@dataclass(frozen=True)
class Weight:
    """One screen, in bytes: plain, packed with gzip -9, and as the wizard itself sends it."""

    path: str
    is_form: bool
    page: int
    page_gzip: int
    page_sent: int
    swap: int
    swap_gzip: int
    swap_sent: int


@dataclass(frozen=True)
class Weights:
    """Every screen, and what comes with the first."""

    screens: list[Weight]
    assets_gzip: int
    htmx_gzip: int

    @property
    def typical_swap(self) -> float:
        """The median fragment, gzip."""
        return median(screen.swap_gzip for screen in self.screens)


def weigh(folder: Path, home: Path) -> Weights:
    """Open every screen of the guides in `folder` as page and as fragment."""
    if not HTMX_FILE.exists():
        raise MeasureError(f"{HTMX_FILE} is missing: run npm ci")
    client = _app(folder, home).test_client()
    screens = [_weight(client, path, is_form=is_form) for path, is_form in _addresses(folder)]
    ours = _assets(client)
    return Weights(screens, ours, _packed(HTMX_FILE))


def figures(weights: Weights) -> list[Figure]:
    """Give what matters of it, in KB."""
    forms = [item for item in weights.screens if item.is_form]
    first = max(weights.screens, key=lambda item: item.page_gzip)
    swap = max(weights.screens, key=lambda item: item.swap_gzip)
    assets = weights.assets_gzip + weights.htmx_gzip
    sent = max(weights.screens, key=lambda item: item.swap_sent)
    form = max(forms, key=lambda item: item.page_sent)
    return [
        Figure("first load, home", (assets + weights.screens[0].page_gzip) / KB, "KB gzip", 35),
        Figure(
            "first load, largest", (assets + first.page_gzip) / KB, "KB gzip", 35, note=first.path
        ),
        Figure("htmx", weights.htmx_gzip / KB, "KB gzip"),
        Figure("our style and scripts", weights.assets_gzip / KB, "KB gzip"),
        Figure("swap, median", weights.typical_swap / KB, "KB gzip", 2),
        Figure("swap, largest", swap.swap_gzip / KB, "KB gzip", 6, note=swap.path),
        Figure("swap as sent, largest", sent.swap_sent / KB, "KB", 6, note=sent.path),
        Figure(
            "first load as sent, largest form",
            (assets + form.page_sent) / KB,
            "KB",
            35,
            note=form.path,
        ),
    ]


def _app(folder: Path, home: Path) -> Flask:
    settings = Settings(
        data=home,
        database_url=f"sqlite:///{home}/wizard.db",
        keys=home / "keys.json",
        guides=folder,
    )
    engine = open_database(Flask("prepare"), settings)
    migrate.upgrade(engine)
    engine.dispose()
    key_file.create(settings.keys, datetime.now(UTC))
    return create_app(settings)


def _addresses(folder: Path) -> Iterator[tuple[str, bool]]:
    """Give the address of every screen, and whether it is a form."""
    seen = set()
    yield "/", False
    for guide in open_catalog(folder).guides.values():
        yield address(guide.mall, "", {}), False
        for answers, path in ways(guide):
            for step in path:
                here = address(guide.mall, step.id, answers)
                if here not in seen:
                    seen.add(here)
                    yield here, isinstance(step, Credentials)


def _weight(client: FlaskClient, path: str, *, is_form: bool) -> Weight:
    page, page_sent = _both(client, path, {})
    swap, swap_sent = _both(client, path, HTMX)
    return Weight(
        path=path,
        is_form=is_form,
        page=len(page),
        page_gzip=len(gzip.compress(page, 9)),
        page_sent=page_sent,
        swap=len(swap),
        swap_gzip=len(gzip.compress(swap, 9)),
        swap_sent=swap_sent,
    )


def _both(client: FlaskClient, path: str, headers: dict[str, str]) -> tuple[bytes, int]:
    """Give the plain bytes, and the number of bytes a browser is sent."""
    plain = client.get(path, headers=headers)
    sent = client.get(path, headers={**headers, "Accept-Encoding": "gzip"})
    if plain.status_code != OK or sent.status_code != OK:
        raise MeasureError(f"{path}: {plain.status}")
    return plain.data, len(sent.data)


def _assets(client: FlaskClient) -> int:
    """Count the bytes, packed, of every file of ours that the first page asks for."""
    asked = re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/").text)
    gzipped = {"Accept-Encoding": "gzip"}
    return sum(len(client.get(address, headers=gzipped).data) for address in asked)


def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))
