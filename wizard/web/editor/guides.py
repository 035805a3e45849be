"""A guide as its editors see it: how it stands, how it looks, where it leads."""

import hashlib
import re
from base64 import b64encode

from flask import Response, abort, g, redirect, request, url_for
from markupsafe import Markup, escape
from werkzeug.wrappers import Response as AnyResponse

from wizard.charts import STYLE, chart, svg
from wizard.content import loader
from wizard.content.folder import is_guide, name_at, snapshot
from wizard.content.text_titles import title_of
from wizard.lint.check import Report
from wizard.services.roles import EDITOR_ROLES
from wizard.web.editor.access import bp
from wizard.web.editor.mismatches import reports_of
from wizard.web.editor.preview import Preview
from wizard.web.editor.stops import addresses, stops
from wizard.web.htmx import html_response, render_html, wants_screen
from wizard.web.security import FRAMED
from wizard.web.staff.access import only
from wizard.web.state import state

THEMES = {"": "기기에 맞게", "light": "밝게", "dark": "어둡게"}
WIDTHS = {"390": "휴대폰", "320": "좁은 휴대폰", "768": "태블릿", "1280": "PC"}
_ID = re.compile(r"(?<![\w/&;-])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+(?![\w/-])")
_AT = re.compile(r"(renew/)?[a-z0-9_-]*(/next|/errors)?(\?[\w=&%.-]*)?")


bp.app_template_filter("name_at")(name_at)


@bp.app_template_filter("text_title")
def text_title(name: str) -> str:
    """Give the title of a text as editors have it; the folder is asked once for a page."""
    if "titled_guides" not in g:
        g.titled_guides = state().previews.folder_catalog().guides
    return title_of(name, g.titled_guides)


@bp.app_template_filter("unbroken")
def unbroken(words: str) -> Markup:
    """Let no line end inside an id that stands among words, unless it is longer than the line."""
    return Markup(_ID.sub(r'<span class="id">\g<0></span>', str(escape(words))))  # noqa: S704 (escaped)


@bp.get("/<mall>")
@only(EDITOR_ROLES)
def guide(mall: str) -> AnyResponse:
    """Show a guide's screens beside what is wrong with its file; follows the file."""
    if not is_guide(mall):
        return redirect(url_for(".text", name=mall))
    _must_exist(mall)
    look = {**_look(mall), **_file_state(mall)}
    return html_response(render_html("editor/guide.html", fragment=wants_screen(), **look))


@bp.get("/<mall>/pulse")
@only(EDITOR_ROLES)
def pulse(mall: str) -> Response:
    """Say what is wrong with the file now, if anything in the folder changed; else nothing."""
    if request.args.get("seen") == _folder_tag():
        return Response(status=204)
    _must_exist(mall)
    response = html_response(
        render_html("editor/file_state.html", fragment=False, **_file_state(mall))
    )
    response.headers["HX-Trigger"] = "stage"
    return response


@bp.get("/<mall>/map.svg")
@only(EDITOR_ROLES)
def flow_chart(mall: str) -> Response:
    """Draw a guide's branches; each box opens its screen in the preview."""
    shown = state().previews.folder_catalog().guides.get(mall) or abort(404)
    response = Response(svg(chart(shown), addresses(shown, _preview())), mimetype="image/svg+xml")
    style = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    g.policy = FRAMED.replace("style-src 'self'", f"style-src 'sha256-{style}'")
    return response


def reading_of(mall: str) -> Report:
    """Read a guide's file with every fault and every advice."""
    return loader.check(state().previews.folder / f"{mall}.yaml", state().today)


def _look(mall: str) -> dict[str, object]:
    """Give what a template needs to show a guide's screens as the address asks for them."""
    preview, at = _preview(), request.args.get("at", "")
    place = at if _AT.fullmatch(at) else ""
    shown = state().previews.folder_catalog().guides.get(mall)
    width = request.args.get("width", "")
    return {
        "guide": shown,
        "preview_root": preview.root,
        "frame": f"{preview.root}/{mall}/{place}".rstrip("/"),
        "stops": stops(shown, preview) if shown else [],
        "reports": reports_of(mall, shown),
        "theme": preview.theme,
        "THEMES": THEMES,
        "width": width if width in WIDTHS else "390",
        "WIDTHS": WIDTHS,
        "is_shared": state().settings.shared,
        "publishes": not state().settings.preview,
        "reviews": state().settings.review,
        "today": state().today,
    }


def _file_state(mall: str) -> dict[str, object]:
    """Give what a template needs to say what is wrong with a guide's file."""
    return {"mall": mall, "reading": reading_of(mall), "seen": _folder_tag()}


def _preview() -> Preview:
    """Give the preview of the folder, in the theme that was asked for."""
    theme = request.args.get("theme", "")
    return Preview("folder", theme if theme in THEMES else "")


def _must_exist(mall: str) -> None:
    catalog = state().previews.folder_catalog()
    if mall not in catalog.guides and mall not in catalog.faults:
        abort(404)


def _folder_tag() -> str:
    """Name the folder as it is now."""
    told = repr(sorted(snapshot(state().previews.folder)))
    return loader.revision_of([told.encode()])
