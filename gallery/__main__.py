"""`make gallery`: a picture of every screen in every state, on one page to look through."""

import html
import re
import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import BrowserContext, sync_playwright

from gallery.people import Cast, cast
from gallery.shots import Shot, shots
from gallery.stage import chromium, reader, wizard_on_stage

WIDTHS = {"phone": 390, "small": 320, "desk": 1280}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
HEIGHT = 800


def main(folder: Path, wanted: str = "") -> None:
    """Take the pictures whose names hold `wanted`, and write the page that shows them."""
    folder.mkdir(parents=True, exist_ok=True)
    taken: dict[str, list[str]] = {}
    with (
        wizard_on_stage() as (app, address),
        sync_playwright() as playwright,
        chromium(playwright) as browser,
    ):
        people = cast(app, address)
        for shot in shots(app.extensions["wizard"].catalog):
            if wanted in shot.name:
                context = reader(browser, address)
                taken[shot.name] = _take(context, people, shot, folder)
                context.close()
    (folder / "index.html").write_text(_page(taken), encoding="utf-8")
    sys.stdout.write(f"{folder / 'index.html'}: {len(taken)} screens\n")


def _take(context: BrowserContext, people: Cast, shot: Shot, folder: Path) -> list[str]:
    """Bring one screen into its state once, and picture it in every theme and width."""
    page = context.new_page()
    people.bring(page, shot)
    names = []
    for theme in THEMES:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        for label, width in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": HEIGHT})
            stem = re.sub(r"[^\w.=+-]+", "-", shot.name)
            names.append(f"{stem}.{theme}.{label}.png")
            page.screenshot(path=folder / names[-1], full_page=True)
    return names


def _page(taken: dict[str, list[str]]) -> str:
    sections = [
        f"<h2>{html.escape(name)}</h2><p>"
        + "".join(f'<img src="{html.escape(file)}" alt="{html.escape(file)}">' for file in files)
        for name, files in taken.items()
    ]
    style = "img{height:32rem;margin:.25rem;border:1px solid #999;vertical-align:top}"
    head = f'<meta charset="utf-8"><title>gallery</title><style>{style}</style>'
    return f'<!doctype html><html lang="ko">{head}{"".join(sections)}</html>'


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "gallery-pictures"), *sys.argv[2:3])
