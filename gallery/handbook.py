"""`python -m gallery.handbook`: the pictures of the editors' handbook, taken from the real pages."""

from pathlib import Path

from playwright.sync_api import sync_playwright

from gallery import hands
from gallery.people import cast
from gallery.shots import Shot
from gallery.stage import chromium, reader, wizard_on_stage

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
VIEWPORT = {"width": 1280, "height": 1080}
PICTURES = (
    Shot("preview", "/editor/coupang?at=open-api", who="editor"),
    Shot("editor", "/editor/coupang/text", hands.type_a_fault, who="editor"),
)


def main() -> None:
    """Open each page as an editor and keep what is seen."""
    with (
        wizard_on_stage() as (app, address),
        sync_playwright() as playwright,
        chromium(playwright) as browser,
    ):
        context = reader(browser, address, viewport=VIEWPORT, color_scheme="light")
        page, people = context.new_page(), cast(app, address)
        for shot in PICTURES:
            people.bring(page, shot)
            page.wait_for_timeout(1000)  # the frame and what is asked for while typing
            page.screenshot(path=FOLDER / f"{shot.name}.png")


if __name__ == "__main__":
    main()
