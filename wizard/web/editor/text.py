"""A guide's text: typed, looked at while it is typed, saved and published."""

from dataclasses import replace

from flask import Response, flash, g, redirect, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import (
    ConflictError,
    DatabaseError,
    GuideError,
    LossError,
    NotFoundError,
    RefusedError,
    UnreviewedError,
)
from wizard.services.editing import Editing
from wizard.services.manuscript import EditedText
from wizard.services.roles import EDITOR_ROLES
from wizard.strict_yaml import MAX_BYTES
from wizard.web import errors, given_back, sessions
from wizard.web.editor import pictures, publication_plan, rejections, standing
from wizard.web.editor.access import PICTURE_ROUTE, bp
from wizard.web.editor.merge import merge_page, pieces_of
from wizard.web.editor.opened_text import looked, noted, opened, typed
from wizard.web.editor.outcomes import flash_outcome
from wizard.web.editor.standing import file_word
from wizard.web.editor.text_pages import (
    difference_page,
    faults_part,
    text_page,
    unsaved_page,
    windows_page,
)
from wizard.web.form_leads import editors_home
from wizard.web.htmx import html_response
from wizard.web.refusals import flash_refusal
from wizard.web.security import FRAMING
from wizard.web.staff.access import me, only
from wizard.web.state import state


@bp.get("/<text:name>/text")
@only(EDITOR_ROLES)
def text(name: str) -> Response:
    """Show a text beside the screen that it makes."""
    return text_page(opened(name))


@bp.post("/<text:name>/text")
@only(EDITOR_ROLES)
def save(name: str) -> AnyResponse:
    """Save the text into the folder and publish it, or say why not."""
    manuscript = noted(name)
    if refused := _refusal(manuscript):
        return refused
    if manuscript.newer:
        return windows_page(manuscript, 409)
    if not manuscript.is_kept and not manuscript.reading.faults:  # it is kept to be asked about
        return text_page(manuscript, 503, rejections.UNWRITTEN)
    if manuscript.awaits and not manuscript.is_stale:
        return text_page(manuscript, 422, rejections.awaiting(manuscript.awaits))
    if not manuscript.is_stale and publication_plan.asks(manuscript):
        return redirect(url_for(".before_publishing", name=name), code=303)
    try:
        saved = _editing().save(name, me().id, manuscript.text, manuscript.base)
    except ConflictError:
        return _apart(opened(name) if manuscript.is_kept else looked(name), 409)
    except (LossError, UnreviewedError):
        return redirect(url_for(".before_publishing", name=name), code=303)
    except (GuideError, RefusedError, OSError, DatabaseError) as error:
        return unsaved_page(manuscript, error)
    flash_outcome(saved, manuscript)
    return redirect(editors_home(name), code=303)


@bp.post("/<text:name>/note")
@only(EDITOR_ROLES)
def save_draft(name: str) -> AnyResponse:
    """Keep what is typed, and say how it reads: under the text, or as the whole page again."""
    if not state().draft_limiter.allows(me().id):
        return _paused(name)
    manuscript = noted(name)
    if not rejections.is_aside():
        text = url_for(".text", name=name)
        if manuscript.newer:
            return windows_page(manuscript, 409)
        return redirect(text, code=303) if manuscript.is_kept else text_page(manuscript)
    response = html_response(faults_part(manuscript))
    if not manuscript.reading.faults:
        response.headers["HX-Trigger"] = "stage"
    return response


@bp.post("/<text:name>/note/deletion")
@only(EDITOR_ROLES)
def delete_draft(name: str) -> AnyResponse:
    """Throw the typed text away and begin again with the file's."""
    _editing().drop(name, me().id)
    flash(f"고치던 글을 버렸어요. {file_word()}의 글이에요.")
    return redirect(url_for(".text", name=name), code=303)


@bp.post("/<text:name>/import")
@only(EDITOR_ROLES)
def import_published(name: str) -> AnyResponse:
    """Begin again with the text that readers see, over the one that was rolled back."""
    try:
        flash(standing.import_published(name))
    except RefusedError as refused:
        flash_refusal(str(refused))
    return redirect(url_for(".text", name=name), code=303)


@bp.get("/<text:name>/merge")
@bp.get("/<text:name>/note")
@bp.get("/<text:name>/note/deletion")
@bp.get("/<text:name>/import")
@only(EDITOR_ROLES)
def no_draft(name: str) -> AnyResponse:
    """Lead back whoever opens the address of a form."""
    return redirect(url_for(".text", name=name))


@bp.get("/<text:name>/difference")
@only(EDITOR_ROLES)
def difference(name: str) -> AnyResponse:
    """Show this editor's text beside the file's."""
    manuscript = opened(name)
    return _apart(manuscript) if manuscript.is_note else redirect(url_for(".text", name=name))


@bp.errorhandler(CSRFError)
def stale(error: CSRFError) -> Response:
    """Show a form again whose token is old, with all that was typed still in it, to who may see it."""
    asked = {**dict.fromkeys(rejections.ROUTES, _again), PICTURE_ROUTE: pictures.again}
    again = asked.get(request.endpoint or "", _given_back)()
    return again or errors.failed(error, rejections.failure)


def _given_back() -> Response | None:
    """Give back what was typed into the boxes of a form; None if nothing was."""
    if rejections.is_aside() or not given_back.is_typed():
        return None
    return given_back.page((given_back.stale_words(),), 422)


def _again() -> Response | None:
    known = sessions.member()
    if known is None or known.role not in EDITOR_ROLES:
        return None
    g.policy = FRAMING
    try:
        name = str((request.view_args or {})["name"])
        manuscript = _editing().look(name, *typed(), state().today)
    except (NotFoundError, RefusedError):
        return rejections.rejected(rejections.gone(), 404)
    if rejections.is_aside():
        return html_response(faults_part(replace(manuscript, is_kept=False)))
    return text_page(manuscript, 422, rejections.STALE)


@given_back.redraws("editor.save")
@given_back.redraws("editor.save_draft")
@given_back.redraws("editor.merge")
def _not_now(status: int) -> Response:
    """Give a text back that nobody could be found out for, or that could not be written down."""
    return rejections.rejected(rejections.UNAVAILABLE, status)


def _apart(manuscript: EditedText, status: int = 200) -> Response:
    """Show what each made of the text that both began on, if that is known; else the two beside each other."""
    parts = pieces_of(manuscript) if manuscript.is_stale else None
    if parts is None:
        return difference_page(manuscript, status)
    return merge_page(manuscript, parts, status)


def _editing() -> Editing:
    return state().services.editing


def _refusal(manuscript: EditedText) -> Response | None:
    """Keep a text from being saved too often, or too long."""
    if not state().save_limiter.allows(me().id):
        return text_page(manuscript, 429, rejections.TOO_OFTEN)
    if len(manuscript.text.encode()) > MAX_BYTES:
        return text_page(manuscript, 413, rejections.TOO_LONG)
    return None


def _paused(name: str) -> Response:
    if rejections.is_aside():
        return rejections.aside(rejections.PAUSE, 429)
    return text_page(looked(name), 429, rejections.TOO_OFTEN)
