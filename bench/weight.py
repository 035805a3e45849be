"""What travels: every screen of every guide, and the first load with style and scripts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from flask import Flask
from flask.testing import FlaskClient

from bench.browser import HTMX
from bench.first_load import GZIPPED, first_load, htmx, packed, page_of
from bench.report import Figure
from wizard.app import create_app, open_database
from wizard.content.catalog import open_catalog
from wizard.crypto import key_file
from wizard.db import migrate
from wizard.guide.journey import ways
from wizard.settings import Settings
from wizard.steps import Credentials
from wizard.web.screen import address

KB = 1000


@dataclass(frozen=True)
class Weight:
    """One screen, in bytes.

    Attributes:
        page, page_gzip, page_sent: the page plain, packed with gzip -9, and as the wizard itself sends it.
        swap, swap_gzip, swap_sent: the same of what htmx asks for.
        first: the page, packed, with every file that it asks for by itself.

    """

    path: str
    is_form: bool
    page: int
    page_gzip: int
    page_sent: int
    swap: int
    swap_gzip: int
    swap_sent: int
    first: int

    @property
    def first_sent(self) -> int:
        """The first load as it is sent: a page with a token is not packed."""
        return self.first - self.page_gzip + self.page_sent


@dataclass(frozen=True)
class Weights:
    """Every screen."""

    screens: list[Weight]

    @property
    def typical_swap(self) -> float:
        """The median fragment, gzip."""
        return median(screen.swap_gzip for screen in self.screens)


def weigh(folder: Path, home: Path) -> Weights:
    """Open every screen of the guides in `folder` as page and as fragment."""
    client = _app(folder, home).test_client()
    return Weights([_weight(client, path, is_form=is_form) for path, is_form in addresses(folder)])


def figures(weights: Weights) -> list[Figure]:
    """Give what matters of it, in KB."""
    screens = weights.screens
    forms = [item for item in screens if item.is_form]
    first = max(screens, key=lambda item: item.first)
    swap = max(screens, key=lambda item: item.swap_gzip)
    sent = max(screens, key=lambda item: item.swap_sent)
    form = max(forms, key=lambda item: item.first_sent)
    return [
        Figure("first load, home", screens[0].first / KB, "KB gzip", 35),
        Figure("first load, largest", first.first / KB, "KB gzip", 35, note=first.path),
        Figure("htmx", htmx() / KB, "KB gzip"),
        Figure("swap, median", weights.typical_swap / KB, "KB gzip", 2),
        Figure("swap, largest", swap.swap_gzip / KB, "KB gzip", 6, note=swap.path),
        Figure("swap as sent, largest", sent.swap_sent / KB, "KB", 6, note=sent.path),
        Figure("first load as sent, form", form.first_sent / KB, "KB", 35, note=form.path),
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


def addresses(folder: Path) -> Iterator[tuple[str, bool]]:
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
        page_gzip=packed(page),
        page_sent=page_sent,
        swap=len(swap),
        swap_gzip=packed(swap),
        swap_sent=swap_sent,
        first=first_load(client, path, page),
    )


def _both(client: FlaskClient, path: str, headers: dict[str, str]) -> tuple[bytes, int]:
    """Give the plain bytes, and the number of bytes a browser is sent."""
    sent = client.get(path, headers={**headers, **GZIPPED})
    return page_of(client, path, headers), len(sent.data)
