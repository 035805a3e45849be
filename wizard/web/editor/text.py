"""A guide's text: typed, looked at while it is typed, saved and published."""

from dataclasses import replace

from flask import Response, abort, flash, g, redirect, render_template, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response as AnyResponse

from wizard.content.loader import REVISION_CHARS
from wizard.content.text_diff import stretches
from wizard.errors import ConflictError, GuideError, NotFoundError, RefusedError
from wizard.services.editing import Editing, Manuscript, Saved
from wizard.services.roles import EDITING
from wizard.strict_yaml import MAX_BYTES
from wizard.web import sessions, unavailable
from wizard.web.editor import rejections
from wizard.web.editor.access import bp
from wizard.web.editor.guides import stops
from wizard.web.editor.preview import Preview
from wizard.web.htmx import answer, render
from wizard.web.security import FRAMING
from wizard.web.staff.access import me, only
from wizard.web.state import state


@bp.get("/<mall>/text")
@only(EDITING)
def text(mall: str) -> Response:
    """Show a guide's text beside the screen that it makes."""
    return _page(_opened(mall))


@bp.post("/<mall>/text")
@only(EDITING)
def save(mall: str) -> AnyResponse:
    """Save the text into the folder and publish it, or say why not."""
    manuscript = _noted(mall)
    if not state().save_limiter.allows(me().id):
        return _page(manuscript, 429, rejections.TOO_OFTEN)
    if len(manuscript.text.encode()) > MAX_BYTES:
        return _page(manuscript, 413, rejections.TOO_LONG)
    try:
        saved = _editing().save(mall, me().id, manuscript.text, manuscript.base)
    except ConflictError:
        return _difference(_looked(mall), 409)
    except (GuideError, RefusedError, OSError, SQLAlchemyError) as error:
        return _page(manuscript, *_why(error))
    flash(_told(mall, saved))
    return redirect(f"/editor/{mall}", code=303)


@bp.post("/<mall>/note")
@only(EDITING)
def note(mall: str) -> AnyResponse:
    """Keep what is typed, and say how it reads: under the text, or as the whole page again."""
    if not state().draft_limiter.allows(me().id):
        return _paused(mall)
    manuscript = _noted(mall)
    if not rejections.is_aside():
        return (
            redirect(f"/editor/{mall}/text", code=303) if manuscript.is_kept else _page(manuscript)
        )
    response = answer(_found(manuscript))
    if not manuscript.reading.faults:
        response.headers["HX-Trigger"] = "stage"
    return response


@bp.post("/<mall>/note/deletion")
@only(EDITING)
def drop(mall: str) -> AnyResponse:
    """Throw the typed text away and begin again with the file's."""
    _editing().drop(mall, me().id)
    flash("고치던 글을 버렸어요. 파일의 글이에요.")
    return redirect(f"/editor/{mall}/text", code=303)


@bp.get("/<mall>/note")
@bp.get("/<mall>/note/deletion")
@only(EDITING)
def no_note(mall: str) -> AnyResponse:
    """Lead back whoever opens the address of a form."""
    return redirect(f"/editor/{mall}/text")


@bp.get("/<mall>/difference")
@only(EDITING)
def difference(mall: str) -> AnyResponse:
    """Show this editor's text beside the file's."""
    manuscript = _opened(mall)
    return _difference(manuscript) if manuscript.is_note else redirect(f"/editor/{mall}/text")


def again() -> Response | None:
    """Show a form again whose token is old, with the text still in it; None for who may not see it."""
    known = sessions.member()
    if known is None or known.role not in EDITING:
        return None
    g.policy = FRAMING
    try:
        manuscript = _editing().look(
            str((request.view_args or {})["mall"]), *_typed(), state().today
        )
    except (NotFoundError, RefusedError):
        return rejections.rejected(rejections.GONE, 404)
    if rejections.is_aside():
        return answer(_found(replace(manuscript, is_kept=False)))
    return _page(manuscript, 422, rejections.STALE)


@unavailable.redraws("editor.save")
@unavailable.redraws("editor.note")
def _not_now() -> Response:
    """Give a text back that nobody could be found out for, or that could not be written down."""
    return rejections.rejected(rejections.UNAVAILABLE, 503)


def _editing() -> Editing:
    return state().services.editing


def _opened(mall: str) -> Manuscript:
    try:
        return _editing().open(mall, me().id, state().today)
    except NotFoundError:
        abort(404)
    except RefusedError as refused:
        why = rejections.Rejection(
            "이 파일은 여기서 열 수 없어요", str(refused), "미리보기", f"/editor/{mall}"
        )
        abort(rejections.rejected(why, 200))


def _noted(mall: str) -> Manuscript:
    try:
        return _editing().note(mall, me().id, *_typed(), state().today)
    except NotFoundError:
        abort(rejections.rejected(rejections.GONE, 404))
    except RefusedError as refused:
        abort(
            rejections.rejected(
                replace(rejections.GONE, title="파일이 달라졌어요", say=str(refused)), 409
            )
        )


def _looked(mall: str) -> Manuscript:
    try:
        return _editing().look(mall, *_typed(), state().today)
    except (NotFoundError, RefusedError):
        abort(rejections.rejected(rejections.GONE, 404))


def _typed() -> tuple[str, str]:
    return request.form.get("text", ""), request.form.get("base", "")[:REVISION_CHARS]


def _page(manuscript: Manuscript, status: int = 200, problem: str = "") -> Response:
    shown = state().previews.draft_shelf(me().id).guides.get(manuscript.mall)
    stage = Preview("draft", "")
    return render(
        "editor/text.html",
        status,
        manuscript=manuscript,
        title=shown.title if shown else manuscript.mall,
        publishes=not state().settings.preview,
        stage_root=stage.root,
        stops=stops(shown, stage) if shown else [],
        problem=problem,
    )


def _difference(manuscript: Manuscript, status: int = 200) -> Response:
    return render(
        "editor/difference.html",
        status,
        manuscript=manuscript,
        heading="그 사이 바뀌었어요" if manuscript.is_stale else "내 글과 파일이 다른 곳이에요",
        stretches=stretches(manuscript.text, manuscript.theirs),
    )


def _found(manuscript: Manuscript) -> str:
    shown = state().previews.draft_shelf(me().id).guides.get(manuscript.mall)
    listed = stops(shown, Preview("draft", "")) if shown else []
    return render_template("editor/found.html", manuscript=manuscript, stops=listed, is_aside=True)


def _paused(mall: str) -> Response:
    if rejections.is_aside():
        return rejections.aside(rejections.PAUSE, 429)
    return _page(_looked(mall), 429, rejections.TOO_OFTEN)


def _why(error: Exception) -> tuple[int, str]:
    """Give the status and the words for what kept a text from being saved."""
    if isinstance(error, GuideError):
        return 422, rejections.FAULTY.format(len(error.faults))
    if isinstance(error, RefusedError):
        return 503, str(error)
    return (507, rejections.FULL) if isinstance(error, OSError) else (503, rejections.UNWRITTEN)


def _told(mall: str, saved: Saved) -> str:
    if not saved.revision:
        return "파일의 글과 같아요. 바뀐 것이 없어서 저장하지 않았어요."
    if state().settings.preview:
        return "파일에 저장했어요."
    if saved.published is None:
        return "파일은 저장했지만 아직 펴내지 못했어요. 조금 뒤 저절로 다시 펴내요."
    if mall in saved.published.release.held:
        return "저장했어요. 되돌려 둔 글과 같아서 판매자에게는 보이지 않아요."
    return "저장하고 펴냈어요. 판매자에게도 곧 이 안내가 보여요."
