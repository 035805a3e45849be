"""The way back: readers see an earlier set again, once it is known what that does to people."""

from flask import abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.content.release import changes
from wizard.errors import LossError, NotFoundError, RefusedError
from wizard.services.roles import EDITOR_ROLES
from wizard.web.editor.access import bp
from wizard.web.editor.publication import NOTE_CHARS, seen_loss
from wizard.web.editor.release_changes import differences, publishing, read_number
from wizard.web.htmx import render
from wizard.web.refusals import flash_refusal
from wizard.web.staff.access import me, only
from wizard.web.state import state

LOSES = "되돌리지 않았어요. 판매자가 그 뒤에 저장한 것을 잃어요. 무엇을 잃는지 아래에서 봐 주세요."


@bp.get("/history/<number>/return")
@only(EDITOR_ROLES)
def ask_return(number: str) -> AnyResponse:
    """Ask whether readers are to see an earlier set again, and tell what that does to people."""
    return _asked(read_number(number))


@bp.post("/history/<number>/return")
@only(EDITOR_ROLES)
def roll_back(number: str) -> AnyResponse:
    """Show readers an earlier set again."""
    word = {mall: seen_loss(said) for mall, said in request.form.items() if len(mall) <= 40}
    note = request.form.get("note", "").strip()[:NOTE_CHARS]
    try:
        done = publishing().roll_back(f"staff:{me().id}", read_number(number), word, note)
    except NotFoundError:
        abort(404)
    except LossError:
        return _asked(read_number(number), 422, LOSES)
    except RefusedError as refused:
        flash_refusal(str(refused))
        return redirect(url_for(".history"), code=303)
    flash(f"{number}번으로 되돌렸어요. 새 번호는 {done.release.number}번이에요.")
    return redirect(url_for(".history"), code=303)


def _asked(number: int, status: int = 200, problem: str = "") -> AnyResponse:
    newest = publishing().release_store.newest() or abort(404)
    try:
        wanted = publishing().way_back(newest, number)
    except NotFoundError:
        abort(404)
    except RefusedError as refused:
        flash_refusal(str(refused))
        return redirect(url_for(".history"), code=303)
    with state().services.at_one_moment():
        effects = list(publishing().effects.between(newest, wanted.parts))
    return render(
        "editor/return.html",
        status,
        wanted=wanted,
        effects=effects,
        problem=problem,
        parts=list(differences(newest, wanted)),
        others=changes(newest, wanted),
    )
