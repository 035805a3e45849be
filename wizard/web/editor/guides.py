"""Every guide as its editors see it: how it stands, how it looks, where it leads."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flask import Response, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.charts import STYLE, chart, svg
from wizard.content import loader
from wizard.content.catalog import Catalog
from wizard.content.constants_file import questions_of
from wizard.content.folder import CONSTANTS, is_guide, name_at, place_of, shared_texts, snapshot
from wizard.content.text_titles import title_of
from wizard.errors import Fault
from wizard.guide.model import Guide
from wizard.lint.check import Report
from wizard.services.roles import EDITOR_ROLES
from wizard.web.editor.access import bp
from wizard.web.editor.mismatches import report_counts, reports_of
from wizard.web.editor.preview import Preview
from wizard.web.editor.stops import addresses, stops
from wizard.web.htmx import html_response, render, render_html, wants_screen
from wizard.web.security import FRAMED
from wizard.web.staff.access import me, only
from wizard.web.state import state

THEMES = {"": "기기에 맞게", "light": "밝게", "dark": "어둡게"}
WIDTHS = {"390": "휴대폰", "320": "좁은 휴대폰", "768": "태블릿", "1280": "PC"}
_AT = re.compile(r"(renew/)?[a-z0-9_-]*(/next|/errors)?(\?[\w=&%.-]*)?")


bp.app_template_filter("name_at")(name_at)


@bp.app_template_filter("text_title")
def text_title(name: str) -> str:
    """Give the title of a text as editors have it; the folder is asked once for a page."""
    if "titled_guides" not in g:
        g.titled_guides = state().previews.folder_catalog().guides
    return title_of(name, g.titled_guides)


@dataclass(frozen=True)
class GuideRow:
    """One guide on the editors' list.

    Attributes:
        reports: how many sellers say that a screen of it looks different.

    """

    mall: str
    guide: Guide | None
    faults: list[Fault]
    has_note: bool
    is_held: bool
    reports: int


@dataclass(frozen=True)
class SharedRow:
    """One text that guides share, on the editors' list.

    Attributes:
        users: how many guides it is a part of.

    """

    name: str
    title: str
    users: int
    faults: list[Fault]
    has_note: bool


@bp.get("")
@only(EDITOR_ROLES)
def guides() -> Response:
    """List every guide of the folder and every one that is published."""
    previews, newest = state().previews, state().services.publishing.release_store.newest()
    catalog, held = previews.folder_catalog(), newest.held if newest else {}
    services, is_alone, reports = state().services, state().settings.preview, report_counts()
    notes = previews.draft_store.all_of(me().id)
    malls = [*catalog.guides, *(m for m in catalog.faults if m not in {*catalog.guides, CONSTANTS})]
    return render(
        "editor/guides.html",
        rows=[_row(m, catalog, notes, held, reports) for m in malls],
        shared=_shared_rows(catalog, notes),
        faults=catalog.faults.get(CONSTANTS, []),
        unpublished=_unpublished(),
        questions=questions_of(previews.folder),
        me_id=me().id,
        drafts=() if is_alone else services.drafts.everybodys(),
        scheduled=() if is_alone else services.schedules.shown(),
    )


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
    }


def _file_state(mall: str) -> dict[str, object]:
    """Give what a template needs to say what is wrong with a guide's file."""
    return {"mall": mall, "reading": reading_of(mall), "seen": _folder_tag()}


def _preview() -> Preview:
    """Give the preview of the folder, in the theme that was asked for."""
    theme = request.args.get("theme", "")
    return Preview("folder", theme if theme in THEMES else "")


def _row(
    mall: str,
    catalog: Catalog,
    notes: Collection[str],
    held: Collection[str],
    reports: Mapping[str, int],
) -> GuideRow:
    guide, faults = catalog.guides.get(mall), catalog.faults.get(mall, [])
    return GuideRow(mall, guide, faults, mall in notes, mall in held, reports.get(mall, 0))


def _shared_rows(catalog: Catalog, notes: Collection[str]) -> list[SharedRow]:
    """List what the guides share, each with what is wrong with its file."""
    told = [fault for faults in catalog.faults.values() for fault in faults]
    return [
        SharedRow(
            name,
            title_of(name, {}),
            sum(place_of(name) in places for places in catalog.places.values()),
            list(dict.fromkeys(one for one in told if name_at(one.file) == name)),
            name in notes,
        )
        for name in shared_texts(state().previews.folder)
    ]


def _unpublished() -> Mapping[str, list[Fault]]:
    """Name what is in this machine's own folder, and not published, where editors open other texts."""
    return state().published_guides.catalog.faults if state().settings.shared else {}


def _must_exist(mall: str) -> None:
    catalog = state().previews.folder_catalog()
    if mall not in catalog.guides and mall not in catalog.faults:
        abort(404)


def _folder_tag() -> str:
    """Name the folder as it is now."""
    told = repr(sorted(snapshot(state().previews.folder)))
    return loader.revision_of([told.encode()])
