"""The pictures of a guide, or of steps that guides share: seen beside their steps, put in, described, marked."""

from dataclasses import replace

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.content.written_pictures import NO_PICTURE, Spot
from wizard.errors import DatabaseError, NotFoundError, RefusedError
from wizard.photos import MAX_SENT_BYTES
from wizard.services.picture_editing import PictureChange, PictureEditing
from wizard.services.roles import EDITOR_ROLES
from wizard.web import given_back, sessions
from wizard.web.editor import picture_form, picture_list, picture_pages, pictured_text, rejections
from wizard.web.editor.access import bp
from wizard.web.editor.picture_form import PictureForm
from wizard.web.refusals import flash_refusal
from wizard.web.staff.access import me, only
from wizard.web.state import state

SAVED = "그림을 고치던 글에 넣었어요. 펴내기 전에는 판매자에게 보이지 않아요."
SAME = "글의 그림과 같아서 바꾼 것이 없어요."
REMOVED = "고치던 글에서 그림을 뺐어요. 펴내기 전에는 판매자에게 보이는 안내가 그대로예요."
UPLOADED = "그림을 올렸어요. 아직 글에는 넣지 않았어요. 설명을 적고 저장해 주세요."
NO_PLACE = "어느 모습의 그림인지 골라 주세요."
TAKEN = "그 모습에는 벌써 그림이 있어요. 다른 모습을 고르거나, 그림 목록에서 그 그림을 고쳐 주세요."
UNWRITTEN = "지금은 저장할 수 없어서 아무것도 바꾸지 않았어요. 적은 것은 그대로 있어요. 잠시 뒤에 다시 눌러 주세요."
NO_STEP = (
    "그 사이 이 화면이 글에서 없어졌어요. 적은 것은 그대로 있어요. ‘글 고치기’에서 확인해 주세요."
)
CHOOSE_AGAIN = "그림은 다시 골라 주세요. 브라우저가 파일은 기억하지 않아요."


@bp.get("/<text:name>/pictures")
@only(EDITOR_ROLES)
def pictures(name: str) -> Response:
    """List the screens of a text with their pictures."""
    return picture_list.listing(name)


@bp.get("/<text:name>/images/<file>")
@only(EDITOR_ROLES)
def picture_file(name: str, file: str) -> Response:  # noqa: ARG001 pictures stand beside all texts
    """Send a picture that stands beside the texts; it may be of no guide yet."""
    found = _pictures().file(file)
    return Response(found.data, mimetype=found.mimetype)


@bp.get("/<text:name>/pictures/<step_id>")
@only(EDITOR_ROLES)
def picture(name: str, step_id: str) -> Response:
    """Show one picture with its words and boxes, beside the screen that it makes."""
    return picture_pages.page(name, _spot(step_id))


@bp.post("/<text:name>/pictures/<step_id>")
@only(EDITOR_ROLES)
def save_picture(name: str, step_id: str) -> AnyResponse:
    """Put a picture into this editor's text as it was described, or say why not."""
    spot = _spot(step_id)
    if not state().draft_limiter.allows(me().id):
        return picture_pages.sent_page(name, spot, _given(spot), 429, rejections.TOO_OFTEN)
    if not pictured_text.has_step(name, spot.step):
        return picture_pages.sent_page(name, spot, _given(spot), 409, NO_STEP)
    form = _with_file(name, spot, _posted(spot))
    if request.form.get("act") == "upload" and "file" not in form.errors:
        flash(UPLOADED)
        return picture_pages.sent_page(name, spot, replace(form, errors={}))
    if form.errors:
        return picture_pages.sent_page(name, spot, form, 422)
    return _put(name, spot, form)


@bp.post("/<text:name>/pictures/<step_id>/removal")
@only(EDITOR_ROLES)
def remove_picture(name: str, step_id: str) -> AnyResponse:
    """Take a picture out of this editor's text; its file stays, other texts may have it."""
    seen = request.form.get("seen", "")
    change = PictureChange(name, me().id, _spot(step_id), NO_PICTURE, seen)
    try:
        kept = _pictures().put(change, state().today).is_kept
    except (NotFoundError, RefusedError) as error:
        flash_refusal(str(error) if isinstance(error, RefusedError) else NO_STEP)
    else:
        flash(REMOVED) if kept else flash_refusal(UNWRITTEN)
    is_there = pictured_text.is_there(name)
    return redirect(url_for(".pictures", name=name) if is_there else url_for(".guides"), code=303)


@bp.get("/<text:name>/pictures/<step_id>/removal")
@only(EDITOR_ROLES)
def no_removal(name: str, step_id: str) -> AnyResponse:
    """Lead back whoever opens the address of a form."""
    return redirect(url_for(".picture", name=name, step_id=step_id))


def again() -> Response | None:
    """Show a form again whose token is old, with all that was typed, to who may see it."""
    known, given = sessions.member(), request.view_args or {}
    if known is None or known.role not in EDITOR_ROLES:
        return None
    spot = _spot(given["step_id"])
    return picture_pages.sent_page(given["name"], spot, _given(spot), 422, given_back.stale_words())


def _put(name: str, spot: Spot, form: PictureForm) -> AnyResponse:
    """Write it into the text; what another window did meanwhile is shown, and nothing is lost."""
    target = Spot(spot.step, form.where)
    if form.where == picture_pages.ANOTHER:
        return picture_pages.sent_page(name, spot, replace(form, errors={"where": NO_PLACE}), 422)
    try:
        standing = pictured_text.standing_in(pictured_text.opened(name), target)
        if target != spot and standing != NO_PICTURE:
            taken = replace(form, errors={"where": TAKEN})
            return picture_pages.sent_page(name, spot, taken, 422)
        wanted = form.picture(standing)
        change = PictureChange(name, me().id, target, wanted, form.seen, form.undraws)
        put = _pictures().put(change, state().today)
    except NotFoundError:
        return picture_pages.sent_page(name, spot, form, 409, NO_STEP)
    except RefusedError as refused:
        fresh = replace(form, seen=pictured_text.standing(name, target).digest)
        return picture_pages.sent_page(name, spot, fresh, 409, str(refused))
    if not put.is_kept:
        return picture_pages.sent_page(name, spot, form, 503, UNWRITTEN)
    flash(SAME if wanted == standing and not form.undraws else SAVED)
    here = url_for(".picture", name=name, step_id=spot.step, look=target.look or None)
    return redirect(here, code=303)


def _with_file(name: str, spot: Spot, form: PictureForm) -> PictureForm:
    """Keep the picture that was sent; without one, the one that was there."""
    try:
        if _is_sent():
            sent = request.files["picture"].stream.read(MAX_SENT_BYTES + 1)
            return replace(form, file=_pictures().upload(spot, name, me().id, sent))
        _pictures().file(form.file)
    except NotFoundError:
        return _wrong_file(form, picture_form.NO_FILE)
    except RefusedError as refused:
        return _wrong_file(form, str(refused))
    except OSError:
        return _wrong_file(form, rejections.FULL)
    except DatabaseError:
        return _wrong_file(form, UNWRITTEN)
    return form


def _wrong_file(form: PictureForm, said: str) -> PictureForm:
    return replace(form, errors={"file": said, **form.errors})


def _is_sent() -> bool:
    found = request.files.get("picture")
    return bool(found and found.filename)


def _posted(spot: Spot) -> PictureForm:
    return picture_form.posted(request.form, spot.look, state().today)


def _given(spot: Spot) -> PictureForm:
    """Read what was sent with a picture that is kept nowhere."""
    form = _posted(spot)
    return replace(form, errors={**form.errors, "file": CHOOSE_AGAIN}) if _is_sent() else form


def _spot(step_id: str) -> Spot:
    return Spot(step_id, request.args.get("look", "")[:40])


def _pictures() -> PictureEditing:
    return state().services.pictures
