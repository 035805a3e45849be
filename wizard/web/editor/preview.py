"""A guide played where nothing counts: as it is typed, as the folder has it, or as it once was.

A stage has the reader's own views, templates and forms; only the shelf and the addresses are others,
and what a form sends is judged but never kept. Its address is /stage/<view>/<mall>/<step>, where a view
is "now", "folder", "draft" or a revision, with "-light" or "-dark" behind it for a theme.
"""

from dataclasses import dataclass, replace

from flask import Blueprint, Response, abort, g, request
from werkzeug.wrappers import Response as AnyResponse

from wizard.content.catalog import Catalog
from wizard.errors import NotFoundError
from wizard.guide.journey import Journey
from wizard.services.account_views import AccountCard, mask
from wizard.services.roles import DESK, EDITING
from wizard.steps import Credentials
from wizard.steps.fields import TextField
from wizard.web import screenshots, sessions
from wizard.web.form import page
from wizard.web.form.posted import receive
from wizard.web.guide import handoff, views
from wizard.web.guide import help as help_page
from wizard.web.htmx import render
from wizard.web.screen import address
from wizard.web.security import FRAMED
from wizard.web.seller import accounts
from wizard.web.state import state

bp = Blueprint("stage", __name__, url_prefix="/stage/<view>")

WORDS = {
    "now": "지금 판매자가 보는 안내예요",
    "folder": "파일에 있는 안내예요",
    "draft": "고치고 있는 안내예요",
}


@dataclass(frozen=True)
class Preview:
    """What a request on a stage plays.

    Attributes:
        what: "now", "folder", "draft" or a revision.
        theme: "light", "dark" or "" for the reader's own.
        is_saved: show what follows a form as if it had been saved.

    """

    what: str
    theme: str
    is_saved: bool = False

    @property
    def root(self) -> str:
        """The address under which its guides stand."""
        return f"/stage/{self.what}-{self.theme}" if self.theme else f"/stage/{self.what}"

    def cards(self, journey: Journey) -> list[AccountCard]:
        """Give an account as the form would have saved it, made of the guide's own examples."""
        step = next((step for step in journey.path if isinstance(step, Credentials)), None)
        if not self.is_saved or step is None:
            return []
        texts = {n: f for n, f in step.asked(journey.answers).items() if isinstance(f, TextField)}
        tails = {
            n: mask(f.example or "") if f.secret else f.example or "" for n, f in texts.items()
        }
        mall, now = journey.guide.mall, state().now()
        return [AccountCard("sample", mall, step.id, journey.answers, tails, None, now)]

    @property
    def says(self) -> str:
        """What the banner says is being looked at."""
        return WORDS.get(self.what, f"{self.what} 판의 안내예요")


@bp.url_value_preprocessor
def raise_curtain(_endpoint: str | None, values: dict[str, str] | None) -> None:
    """Take the view out of the address; the views of the readers know nothing of it."""
    what, _, theme = (values or {}).pop("view", "").partition("-")
    if theme not in {"", "light", "dark"}:
        abort(404)
    g.stage = Preview(what, theme, "saved" in request.args)
    g.policy = FRAMED


@bp.before_request
def guard() -> None:
    """Let in the editors, and who talks to sellers as far as what was published."""
    known = sessions.member()
    stage: Preview = g.stage
    if known is None or known.role not in EDITING | DESK:
        abort(403)
    if stage.what in {"folder", "draft"} and known.role not in EDITING:
        abort(403)
    g.found = None  # no seller is on a stage, whoever else uses this browser
    g.catalog = _catalog(stage.what, known.id)


@bp.after_request
def hide(response: Response) -> Response:
    """Keep what is played out of every cache and index."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


bp.add_url_rule("/<mall>", view_func=views.overview)
bp.add_url_rule("/<mall>/all", view_func=views.whole)
bp.add_url_rule("/<mall>/<step_id>", view_func=views.step)
bp.add_url_rule("/<mall>/<step_id>/next", view_func=views.answer)
bp.add_url_rule("/<mall>/<step_id>/lesson", view_func=handoff.lesson)
bp.add_url_rule("/<mall>/<step_id>/parts", view_func=handoff.parts, methods=["POST"])
bp.add_url_rule("/<mall>/<step_id>/help", endpoint="help", view_func=help_page.show)
bp.add_url_rule("/<mall>/images/<digest>/<name>", endpoint="image", view_func=screenshots.staged)


@bp.post("/<mall>/<step_id>")
def save(mall: str, step_id: str) -> AnyResponse:
    """Judge a form as the real one is judged, and go on; keep nothing."""
    screen = accounts.form_screen(mall, step_id)
    posted = receive(screen, None)
    if refused := accounts.refusal(screen, posted, None):
        return refused
    journey = views.journey_of(mall, posted.read.answers)
    following = journey.after(step_id)
    g.stage = replace(g.stage, is_saved=True)
    here = address(mall, following.id if following else step_id, journey.answers)
    push = f"{here}{'&' if '?' in here else '?'}saved=1"
    return views.show(journey, following.id if following else step_id, push=push)


@bp.get("/<mall>/<step_id>/errors")
def errors(mall: str, step_id: str) -> AnyResponse:
    """Show a screen as it is when nothing was filled in."""
    screen = accounts.form_screen(mall, step_id)
    return page.show_again(screen, receive(screen, None), None, 422)


@bp.get("/-/outside")
@bp.post("/-/outside")
@bp.post("/<mall>/<step_id>/help")
@bp.get("/<mall>/<step_id>/handoff")
def outside(mall: str = "", step_id: str = "") -> Response:  # noqa: ARG001 wherever it was
    """Say where the real page would lead."""
    return render("editor/outside.html")


@bp.app_template_global()
def staged() -> Preview | None:
    """Give the stage that is played on; None on every real page."""
    found: Preview | None = g.get("stage")
    return found


def _catalog(what: str, editor: str) -> Catalog:
    bench = state().previews
    if what == "now" or request.endpoint == "stage.outside":
        return state().published_guides.catalog
    if what == "folder":
        return bench.folder_catalog()
    if what == "draft":
        return bench.draft_shelf(editor)
    try:
        return bench.shelf_of((request.view_args or {}).get("mall", ""), what)
    except NotFoundError:
        abort(404)
