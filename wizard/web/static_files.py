"""Style, scripts and pictures: read once, kept plain and gzip, named by what they hold."""

import gzip
import mimetypes
import re
from functools import cache, partial
from pathlib import Path

import rjsmin
import zopfli.gzip
from flask import Blueprint, Response, abort, url_for

from wizard.web import page_cache

bp = Blueprint("static_files", __name__)

FOLDER = Path(__file__).parents[1] / "static"
STYLE_FOLDER, SCRIPT_FOLDER = FOLDER / "css", FOLDER / "js"
SHEETS = {
    "wizard.css": (
        "layers", "reset", "tokens", "page", "header", "footer", "icon", "text", "note", "trail",
        "progress", "button", "tag", "notice", "where", "lesson", "reach", "copy", "option", "field",
        "error_summary", "table", "credentials", "along", "companion", "find", "paste", "help",
        "forced_colors", "motion", "print",
    ),
    "pages.css": (
        "mall", "card", "overview", "needs", "privacy", "home", "saved", "delete", "account", "check",
        "resume", "after", "handoff", "requests", "handed_link", "columns", "contact", "folded", "asks",
        "answered", "term",
    ),
    "lessons.css": (
        "instructions", "seen_as", "enter_value", "marks", "drawn_console", "drawn_console_words",
        "drawn_console_inputs", "drawn_console_groups", "screenshot", "whole_guide", "found", "lesson_print",
    ),
    "error_page.css": ("error_page",),
    "practice.css": ("practice",),
    "staff.css": (
        "staff", "rooms", "chip", "message", "staff_sign_in", "filter", "list", "vault", "bars", "staff_values", "today", "desk_notes", "facts_of",
        "sheet", "audit", "desk_dialog",
    ),
    "editor.css": (
        "editor", "editor_text", "editor_changes", "editor_publishing", "editor_mismatches", "editor_pictures", "editor_fragments",
    ),
}  # fmt: skip
"""Which style sheets of `static/css` each served one is joined from, in the order of the cascade: what every page has; what
all but the credential form have; what a lesson adds, what an error shows, the line above pages of practice, and the pages of the staff and of the editors."""
SCRIPTS = {
    "before.js": ("worn_theme", "float", "way"),
    "wizard.js": ("on_demand", "screen", "stays", "copy", "memory", "pace", "theme"),
    "form.js": (
        "drafts", "paste", "reveal", "rows", "split", "ticks", "days", "small_steps",
    ),
    "drafts.js": ("drafts",),
    "unsent.js": ("unsent", "left"),
    "marks.js": ("marks",),
    "find.js": ("find",),
    "offers.js": ("offers",),
    "beside.js": ("companion", "follow"),
    "text.js": ("text_completion", "text_follow", "text"),
    "pictures.js": ("box_canvas", "picture_paste"),
    "desk.js": ("keys", "rest", "put"),
}  # fmt: skip
"""Which scripts each served one is joined from: what is known before the first paint, what every page has, what
`on_demand.js` fetches, the box of a guide's text, and what draws on its pictures."""
ON_DEMAND = (
    "form.js",
    "drafts.js",
    "unsent.js",
    "pages.css",
    "lessons.css",
    "error_page.css",
    "marks.js",
    "find.js",
    "offers.js",
    "beside.js",
    "staff.css",
)

ROBOTS = "User-agent: *\n" + "".join(
    f"Disallow: {path}\n"
    for path in ("/accounts", "/editor", "/enter", "/g/", "/my", "/stage", "/staff")
)
"""What search engines need not look at: nothing there is for strangers."""

VERSION = 6
"""So many digits of what a file holds stand in its address: enough to tell two of its states apart."""

LARGE_BYTES = 200_000
"""To make what is larger as small as gzip can be takes seconds: no screen of sellers has such a file."""

FOREVER = "public, max-age=31536000, immutable"


@bp.get("/static/<version>/<name>")
def file(version: str, name: str) -> Response:
    """Send one file; its address changes when it does, so it may be kept for ever."""
    page = _packed(name) or abort(404)
    response = page_cache.send(page)
    response.mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    is_current = version == page.tag[:VERSION]
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
    return url_for("static_files.file", version=page.tag[:VERSION], name=name)


@bp.app_template_global()
def on_demand() -> str:
    """Give the addresses of what only some screens need."""
    return " ".join(map(asset, ON_DEMAND))


def _packed(name: str) -> page_cache.Page | None:
    return _read(name) if name in SHEETS or name in SCRIPTS or name in _files() else None


@cache
def _files() -> dict[str, Path]:
    """Name every file that is served as it is: nothing else that is asked for is looked up or kept."""
    own = [path for path in FOLDER.iterdir() if path.is_file()]
    return {path.name: path for path in (*own, *SCRIPT_FOLDER.glob("*.js"))}


_SMALLEST = partial(zopfli.gzip.compress, numiterations=5)


@cache
def _read(name: str) -> page_cache.Page:
    """Give a file packed as small as gzip can be: it is done once, and sent for years."""
    if name in SHEETS:
        plain = _sheet(SHEETS[name])
    elif name in SCRIPTS:
        plain = _bundle(SCRIPTS[name])
    else:
        plain = _files()[name].read_bytes()
    return page_cache.pack(plain, gzip.compress if len(plain) > LARGE_BYTES else _SMALLEST)


def _sheet(names: tuple[str, ...]) -> bytes:
    """Join the style sheets of the components into one file, without what is only there to be read."""
    text = "\n".join((STYLE_FOLDER / f"{name}.css").read_text("utf-8") for name in names)
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    joined = re.sub(r" ?([{};,]) ?| (>) ", r"\1\2", " ".join(bare.split()))
    return re.sub(r"(?<=[a-z]): ", ":", joined).encode()


def _bundle(names: tuple[str, ...]) -> bytes:
    """Join scripts into one file, packed better together, without what is only there to be read."""
    texts = [(SCRIPT_FOLDER / f"{name}.js").read_text("utf-8") for name in names]
    return str(rjsmin.jsmin("\n".join(texts))).encode()
