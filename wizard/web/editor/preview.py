"""A guide shown where nothing counts: as it is typed, as the folder has it, or as it once was.

A preview has the reader's own views, templates and forms on a site of its own; what a form sends is
judged but never kept. Its address is /stage/<view>/<mall>/<step>, where a view is "now", "folder",
"draft" or a revision, with "-light" or "-dark" behind it for a theme.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, Response, abort, g, request
from werkzeug.wrappers import Response as AnyResponse

from wizard.content.catalog import Catalog
from wizard.content.lone_fragments import fragment_at
from wizard.content.preview import DRAFT_ID_CHARS
from wizard.guide.journey import Journey
from wizard.services.account_views import AccountCard, mask
from wizard.services.roles import EDITOR_ROLES, SELLER_SUPPORT_ROLES
from wizard.steps import Credentials
from wizard.steps.fields import TextField
from wizard.web import screenshots, sessions
from wizard.web.editor.preview_banner import WORDS, banner
from wizard.web.form import page
from wizard.web.form.posted import receive
from wizard.web.guide import help as help_page
from wizard.web.guide import renewal, views, words
from wizard.web.htmx import render
from wizard.web.screen import address
from wizard.web.security import FRAMED
from wizard.web.seller import account_forms, paste_preview
from wizard.web.site import PUBLIC, Site
from wizard.web.state import state

PREVIEWS = "/stage"
"""The address under which the previews stand."""

bp = Blueprint("preview", __name__, url_prefix=f"{PREVIEWS}/<view>")


@dataclass(frozen=True)
class Preview:
    """One way to look at guides.

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
        view = f"{self.what}-{self.theme}" if self.theme else self.what
        return f"{PREVIEWS}/{view}"

    def site(self, mall: str) -> Site:
        """Give the site on which a guide is previewed."""
        return Site(
            guides=self.root,
            images=f"{self.root}/{mall}",
            outside=f"{self.root}/{mall}/-/outside",
            cards=self.cards,
            is_counted=False,
            tells_facts=False,
            shows_messages=False,
            shows_staff_link=False,
            banner=banner(mall, self.what),
            today="" if self.what in WORDS else _today(mall),
            theme=self.theme,
        )

    def cards(self, journey: Journey) -> Sequence[AccountCard]:
        """Give an account as the form would have saved it, made of the guide's own examples."""
        step = next((step for step in journey.path if isinstance(step, Credentials)), None)
        if not self.is_saved or step is None:
            return ()
        texts = {n: f for n, f in step.asked(journey.answers).items() if isinstance(f, TextField)}
        tails = {
            n: mask(f.example or "") if f.secret else f.example or "" for n, f in texts.items()
        }
        mall, now = journey.guide.mall, state().now()
        return [AccountCard("sample", mall, step.id, journey.answers, tails, None, now)]


def _today(mall: str) -> str:
    """Give the address at which sellers see the same screen now, or else its guide; "" if there is none."""
    guide = state().published_guides.catalog.guides.get(mall)
    if guide is None:
        return ""
    step_id = guide.called((request.view_args or {}).get("step_id", ""))
    return address(mall, step_id, views.query_answers(), under=PUBLIC.guides)


@bp.url_value_preprocessor
def read_view(_endpoint: str | None, values: dict[str, str] | None) -> None:
    """Take the view out of the address and put its site in place; the readers' views know nothing of it."""
    what, _, theme = (values or {}).pop("view", "").partition("-")
    if theme not in {"", "light", "dark"}:
        abort(404)
    g.preview = Preview(what, theme, "saved" in request.args)
    g.site = g.preview.site((values or {}).get("mall", ""))
    g.policy = FRAMED


@bp.before_request
def require_role() -> None:
    """Let in the editors, and who talks to sellers as far as what was published."""
    known = sessions.member()
    what = g.preview.what
    if known is None or known.role not in EDITOR_ROLES | SELLER_SUPPORT_ROLES:
        abort(403)
    if (
        what in {"folder", "draft"} or len(what) == DRAFT_ID_CHARS
    ) and known.role not in EDITOR_ROLES:
        abort(403)
    sessions.see_no_seller()  # whoever else uses this browser
    g.catalog = _catalog(what, known.id)


@bp.after_request
def keep_private(response: Response) -> Response:
    """Keep a preview out of every cache and index."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


bp.add_url_rule("/<mall>", view_func=views.overview)
bp.add_url_rule("/<mall>/all", view_func=views.whole_guide)
bp.add_url_rule("/<mall>/renew", view_func=renewal.renew)
bp.add_url_rule("/<mall>/renew/<step_id>", view_func=renewal.renew_step)
bp.add_url_rule("/<mall>/-/words/<word>", view_func=words.word)
bp.add_url_rule("/<mall>/-/words/<word>/lesson", view_func=words.word_lesson)
bp.add_url_rule("/<mall>/<step_id>", view_func=views.step)
bp.add_url_rule("/<mall>/<step_id>/next", view_func=views.next_step)
bp.add_url_rule("/<mall>/<step_id>/lesson", view_func=views.lesson)
bp.add_url_rule(
    "/<mall>/<step_id>/parts",
    endpoint="paste_preview",
    view_func=paste_preview.show,
    methods=["POST"],
)
bp.add_url_rule("/<mall>/<step_id>/help", endpoint="help", view_func=help_page.show)
bp.add_url_rule(
    "/<mall>/images/<digest>/<name>",
    endpoint="image",
    view_func=screenshots.unpublished_image,
)


@bp.post("/<mall>/<step_id>")
def save(mall: str, step_id: str) -> AnyResponse:
    """Judge a form as the real one is judged, and go on; keep nothing."""
    screen = account_forms.form_screen(mall, step_id)
    posted = receive(screen, None)
    if refused := account_forms.refusal(screen, posted, None):
        return refused
    journey = views.journey_of(mall, posted.read.answers)
    following = journey.after(step_id)
    g.site = replace(g.preview, is_saved=True).site(mall)
    here = address(mall, following.id if following else step_id, journey.answers)
    push = f"{here}{'&' if '?' in here else '?'}saved=1"
    return views.show(journey, following.id if following else step_id, push=push)


@bp.get("/<mall>/<step_id>/errors")
def errors(mall: str, step_id: str) -> AnyResponse:
    """Show a screen as it is when nothing was filled in."""
    screen = account_forms.form_screen(mall, step_id)
    return page.show_again(screen, receive(screen, None), None, 422)


@bp.get("/<mall>/-/outside")
@bp.post("/<mall>/-/outside")
@bp.post("/<mall>/<step_id>/help")
@bp.get("/<mall>/<step_id>/handoff")
def outside(mall: str, step_id: str = "") -> Response:  # noqa: ARG001 wherever it was
    """Say where the real page would lead."""
    return render("editor/outside.html")


def _catalog(what: str, editor: str) -> Catalog:
    if what == "now" or request.endpoint == "preview.outside":
        return state().published_guides.catalog
    mall, previews = (request.view_args or {}).get("mall", ""), state().previews
    if name := fragment_at(mall):
        return previews.lone_catalog(name, what, editor, state().today)
    return previews.view_catalog(mall, what, editor)
