"""Style, scripts and pictures: read once, kept plain and gzip, named by what they hold."""

import mimetypes
import re
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, url_for

from wizard.web import page_cache

bp = Blueprint("static_files", __name__)

FOLDER = Path(__file__).parents[1] / "static"
STYLE_FOLDER, SCRIPT_FOLDER = FOLDER / "css", FOLDER / "js"
SHEETS = {
    "wizard.css": (
        "layers", "reset", "tokens", "page", "practice", "header", "footer", "icon", "text", "note", "trail",
        "progress", "button", "mall", "card", "tag", "notice", "overview", "where", "instructions",
        "lesson", "reach", "enter_value", "copy", "option", "field", "error_summary", "table", "home", "credentials",
        "saved", "delete", "error_page", "account", "whole_guide", "marks", "drawn_console",
        "drawn_console_words", "drawn_console_inputs", "drawn_console_groups", "screenshot",
        "along", "companion", "find", "paste", "resume", "after", "handoff", "help", "requests",
        "handed_link", "staff", "staff_sign_in", "filter", "list", "vault", "bars", "forced_colors", "motion",
        "print",
    ),
    "editor.css": ("editor", "editor_text", "editor_changes"),
}  # fmt: skip
"""Which style sheets of `static/css` each served one is joined from, in the order of the cascade."""
SCRIPTS = (
    "screen", "stays", "copy", "companion", "follow", "memory", "marks", "pace", "unsent", "drafts", "form_scripts",
)  # fmt: skip
FORM_SCRIPTS = ("paste", "reveal", "rows", "find", "split", "ticks", "small_steps")
BUNDLES = {"before.js": ("theme", "way"), "wizard.js": SCRIPTS, "form.js": FORM_SCRIPTS}
"""Which scripts each served one is joined from: what is known before the first paint, what every page has, and what the
credential form adds."""

ROBOTS = "User-agent: *\n" + "".join(
    f"Disallow: {path}\n"
    for path in ("/accounts", "/editor", "/enter", "/g/", "/my", "/stage", "/staff")
)
"""What search engines need not look at: nothing there is for strangers."""

FOREVER = "public, max-age=31536000, immutable"


@bp.get("/static/<version>/<name>")
def file(version: str, name: str) -> Response:
    """Send one file; its address changes when it does, so it may be kept for ever."""
    page = _packed(name) or abort(404)
    response = page_cache.send(page)
    response.mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    is_current = version == page.tag[:12]
    response.headers["Cache-Control"] = FOREVER if is_current else "no-cache"
    response.headers["Vary"] = "Accept-Encoding"
    return response


@bp.get("/favicon.ico")
def favicon() -> Response:
    """Send the icon to who asks for it where icons once were."""
    response = file("", "icon.svg")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


@bp.get("/robots.txt")
def robots() -> Response:
    """Tell search engines what is not for them."""
    return Response(
        ROBOTS, mimetype="text/plain", headers={"Cache-Control": "public, max-age=86400"}
    )


@bp.app_template_global()
def asset(name: str) -> str:
    """Give a file's address."""
    page = _packed(name)
    if page is None:
        raise FileNotFoundError(name)
    return url_for("static_files.file", version=page.tag[:12], name=name)


def _packed(name: str) -> page_cache.Page | None:
    return _read(name) if name in SHEETS or name in BUNDLES or name in _files() else None


@cache
def _files() -> dict[str, Path]:
    """Name every file that is served as it is: nothing else that is asked for is looked up or kept."""
    own = [path for path in FOLDER.iterdir() if path.is_file()]
    return {path.name: path for path in (*own, *SCRIPT_FOLDER.glob("*.js"))}


@cache
def _read(name: str) -> page_cache.Page:
    if name in SHEETS:
        return page_cache.pack(_sheet(SHEETS[name]))
    if name in BUNDLES:
        return page_cache.pack(_bundle(BUNDLES[name]))
    return page_cache.pack(_files()[name].read_bytes())


def _sheet(names: tuple[str, ...]) -> bytes:
    """Join the style sheets of the components into one file, without what is only there to be read."""
    text = "\n".join((STYLE_FOLDER / f"{name}.css").read_text("utf-8") for name in names)
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r" ?([{};,]) ?", r"\1", " ".join(bare.split())).encode()


def _bundle(names: tuple[str, ...]) -> bytes:
    """Join scripts into one file: one request, and packed better together.

    Lines that only explain are left out; each behaviour stays a file of its own to read.
    """
    texts = [(SCRIPT_FOLDER / f"{name}.js").read_text("utf-8") for name in names]
    lines = [line.strip() for text in texts for line in text.splitlines()]
    return "\n".join(line for line in lines if line and not line.startswith("//")).encode()
