"""A fragment that no text uses is withdrawn: first it is told what happens, or why it cannot be."""

from flask import abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.content.folder import place_of
from wizard.content.loader import REVISION_CHARS
from wizard.content.text_titles import title_of
from wizard.errors import ConflictError, NotFoundError, RefusedError
from wizard.guide.fragments import is_fragment, name_of
from wizard.services.roles import EDITOR_ROLES
from wizard.web.editor import rejections
from wizard.web.editor.access import bp
from wizard.web.htmx import render
from wizard.web.refusals import flash_refusal
from wizard.web.staff.access import me, only
from wizard.web.state import state

DONE = "{} 단계를 뺐어요. 글은 ‘아직 펴내지 않은 글’에 내 글로 남아 있어요."
GONE = "그 함께 쓰는 단계는 이제 없어요. 벌써 뺐거나 이름이 바뀌었어요."
CHANGED = "그 사이 글이 바뀌어서 빼지 않았어요. 지금 글을 보고 다시 정해 주세요."
UNWRITTEN = "서버의 폴더에 쓸 수 없어서 빼지 않았어요. 글은 그대로예요. 관리자에게 알린 뒤 다시 눌러 주세요."


@bp.get("/<text:name>/withdrawal")
@only(EDITOR_ROLES)
def ask_withdrawal(name: str) -> AnyResponse:
    """Ask whether a fragment is to stand no more, or tell what uses it."""
    return _page(name)


@bp.post("/<text:name>/withdrawal")
@only(EDITOR_ROLES)
def withdraw(name: str) -> AnyResponse:
    """Let it stand no more; its text is this editor's draft."""
    _refuse_others(name)
    base = request.form.get("base", "")[:REVISION_CHARS]
    try:
        state().services.fragment_withdrawal.withdraw(name, me().id, base)
    except NotFoundError:
        return _gone()
    except ConflictError:
        return _page(name, 409, CHANGED)
    except RefusedError as refused:
        flash_refusal(str(refused))
        return redirect(url_for(".ask_withdrawal", name=name), code=303)
    except OSError:
        return _page(name, 507, UNWRITTEN)
    flash(DONE.format(name_of(name)))
    return redirect(url_for(".guides"), code=303)


def _page(name: str, status: int = 200, problem: str = "") -> AnyResponse:
    _refuse_others(name)
    try:
        standing = state().services.editing.look(name, None, "", state().today)
    except NotFoundError:
        return _gone()
    except RefusedError as refused:
        return rejections.rejected(rejections.unopened(name, refused), 200)
    users = state().services.fragment_withdrawal.users(name)
    return render(
        "editor/withdrawal.html",
        status,
        standing=standing,
        title=title_of(name, {}),
        users=users,
        problem=problem,
    )


def _refuse_others(name: str) -> None:
    """Answer 404 to what is no fragment, and where nothing is published: a draft would be on no list there."""
    if state().settings.preview or not is_fragment(place_of(name)):
        abort(404)


def _gone() -> AnyResponse:
    flash_refusal(GONE)
    return redirect(url_for(".guides"), code=303)
