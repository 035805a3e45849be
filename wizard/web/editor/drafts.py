"""What every editor has on its way: seen by all, gone on with, thrown away."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.content.edition import edition_of
from wizard.errors import GuideError, NotFoundError, RefusedError
from wizard.services.drafts import Drafts
from wizard.services.reviews import Review, authors_of, digest_of
from wizard.services.roles import EDITOR_ROLES
from wizard.web.editor.access import bp
from wizard.web.editor.beside import lone_stops
from wizard.web.editor.changed_guides import ChangedGuide, changed_guides
from wizard.web.editor.fragment_use import use_of
from wizard.web.editor.guides import text_title
from wizard.web.editor.preview import Preview
from wizard.web.editor.stops import Stop
from wizard.web.htmx import render
from wizard.web.refusals import flash_refusal
from wizard.web.staff.access import me, only
from wizard.web.state import state

GONE = "그 글은 이제 없어요. 펴냈거나 버렸거나, 다른 담당자가 이어서 고치고 있어요."


@dataclass(frozen=True)
class DraftPage:
    """A draft as any editor sees it.

    Attributes:
        guides: what it makes of guides; None while something is wrong with the text.
        is_mine: it is this editor's own.
        alone: the text of a fragment that is in no guide.
        stops: its screens, in a guide of nothing but it.
        may_review: they are asked, and did not type in it.

    """

    id: str
    name: str
    title: str
    email: str
    since: str
    guides: list[ChangedGuide] | None
    review: Review | None
    digest: str
    alone: str
    stops: Sequence[Stop]
    is_mine: bool
    may_review: bool


@bp.get("/drafts/<draft_id>")
@only(EDITOR_ROLES)
def draft(draft_id: str) -> AnyResponse:
    """Show what somebody has on its way: in words, and as screens."""
    return draft_page(draft_id)


@bp.post("/drafts/<draft_id>/continuation")
@only(EDITOR_ROLES)
def take_over(draft_id: str) -> AnyResponse:
    """Go on with it; who typed it before is told where they type."""
    try:
        mall = _drafts().take_over(draft_id, me().id)
    except NotFoundError:
        return gone()
    except RefusedError as refused:
        return draft_page(draft_id, 409, str(refused))
    flash("이제 이 글은 내가 이어서 고쳐요.")
    return redirect(url_for(".text", name=mall), code=303)


@bp.get("/drafts/<draft_id>/deletion")
@only(EDITOR_ROLES)
def ask_deletion(draft_id: str) -> AnyResponse:
    """Ask whether it is to be thrown away."""
    try:
        found, email = _drafts().draft(draft_id)
    except NotFoundError:
        return gone()
    return render("editor/draft_deletion.html", draft=found, email=email, is_mine=found.author == me().id)  # fmt: skip


@bp.post("/drafts/<draft_id>/deletion")
@only(EDITOR_ROLES)
def discard(draft_id: str) -> AnyResponse:
    """Throw it away, whoever typed it."""
    try:
        _drafts().discard(draft_id, me().id)
    except NotFoundError:
        return gone()
    return led("고치던 글을 버렸어요. 판매자가 보는 안내는 그대로예요.")


@bp.get("/drafts/<draft_id>/continuation")
@bp.get("/drafts/<draft_id>/decision")
@only(EDITOR_ROLES)
def no_act(draft_id: str) -> AnyResponse:
    """Lead back whoever opens the address of a form."""
    return redirect(url_for(".draft", draft_id=draft_id))


def draft_page(draft_id: str, status: int = 200, problem: str = "") -> AnyResponse:
    """Show a draft to any editor, and what may be done with it."""
    try:
        found, email = _drafts().draft(draft_id)
    except NotFoundError:
        return gone()
    review = state().services.reviews.of_draft(found)
    alone = found.text if use_of(found.mall, found.text) else ""
    shown = DraftPage(
        draft_id,
        found.mall,
        text_title(found.mall),
        email,
        found.created_at.isoformat(),
        _guides(found.mall, found.text),
        review,
        digest_of(found.text, found.base),
        alone=alone,
        stops=lone_stops(found.mall, Preview(draft_id, "")) if alone else (),
        is_mine=found.author == me().id,
        may_review=bool(review and review.state == "asked")
        and me().id not in authors_of(found, review),
    )
    return render(
        "editor/draft.html",
        status,
        draft=shown,
        begun=found.created_at,
        typed=found.updated_at,
        problem=problem,
        answer=request.form.get("answer", ""),
    )


def _guides(name: str, text: str) -> list[ChangedGuide] | None:
    """Tell what a text makes of guides; None while something is wrong with it."""
    try:
        return changed_guides(edition_of(state().previews.folder, name, text.encode()))
    except GuideError:
        return None


def gone() -> Response:
    """Say that a draft is on its way no more."""
    flash_refusal(GONE)
    return _to_guides()


def led(said: str) -> Response:
    """Say what was done, on the list."""
    flash(said)
    return _to_guides()


def _to_guides() -> Response:
    found = redirect(url_for(".guides"), code=303)
    return found if isinstance(found, Response) else abort(500)


def _drafts() -> Drafts:
    return state().services.drafts
