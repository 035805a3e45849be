"""A page that rests: all it asked for is there, nothing of it moves, and nobody points at it."""

from playwright.sync_api import Page

BESIDE = (-1, -1)
"""Where a pointer lies on nothing."""
RESTS = """() => {
  const isThere = ({ src, sheet }) => Boolean(src ? performance.getEntriesByName(src).length : sheet);
  const asks = matchMedia("(scripting: enabled)").matches ? "head > script[src], head > link[rel=stylesheet]" : "none";
  return document.readyState === "complete"
    && !document.querySelector("[class*='htmx-']")
    && [...document.querySelectorAll(asks)].every(isThere);
}"""
"""What htmx is about to change wears a class of its own; scripts and styles that a screen needs come after it."""


def rest(page: Page) -> None:
    """Take the pointer away, and wait until all is as it stays."""
    page.mouse.move(*BESIDE)
    page.wait_for_function(RESTS)
