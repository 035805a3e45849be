"""Replies that staff keep ready: made, changed and deleted by all who answer sellers."""

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import ChangedMeanwhileError
from wizard.forms.normalize import clean
from wizard.services.roles import SELLER_SUPPORT_ROLES
from wizard.services.saved_replies import FIRM, MAX_TEXT_CHARS, MAX_TITLE_CHARS, Reply, state_of
from wizard.web.htmx import render
from wizard.web.staff.access import bp, me, only
from wizard.web.state import state

MEANWHILE = (
    "적는 동안 동료가 이 문구를 고쳤어요. 아래에서 읽어 주세요. 적은 글은 칸에 그대로 있어요."
)


@bp.get("/replies")
@only(SELLER_SUPPORT_ROLES)
def replies() -> Response:
    """List the replies, with a form for one more."""
    return _page({}, {})


@bp.post("/replies")
@only(SELLER_SUPPORT_ROLES)
def add_reply() -> AnyResponse:
    """Keep one more."""
    typed, problems = _typed()
    if problems:
        return _page(typed, problems)
    state().services.saved_replies.add(typed["title"], typed["text"], me().id)
    flash("문구를 저장했어요.")
    return redirect(url_for(".replies"), code=303)


@bp.get("/replies/<reply_id>")
@only(SELLER_SUPPORT_ROLES)
def reply(reply_id: str) -> Response:
    """Show one, to change it."""
    kept = state().services.saved_replies.one(reply_id)
    return _page({"title": kept.title, "text": kept.text}, {}, kept)


@bp.post("/replies/<reply_id>")
@only(SELLER_SUPPORT_ROLES)
def change_reply(reply_id: str) -> AnyResponse:
    """Change one; what a colleague made of it meanwhile is read first."""
    typed, problems = _typed()
    replies = state().services.saved_replies
    kept = replies.one(reply_id)
    if problems:
        return _page(typed, problems, kept)
    try:
        seen = request.form.get("seen", "")
        replies.change(reply_id, seen, typed["title"], typed["text"], me().id)
    except ChangedMeanwhileError:
        return _page(typed, {"meanwhile": MEANWHILE}, replies.one(reply_id), 409)
    flash("문구를 고쳤어요.")
    return redirect(url_for(".replies"), code=303)


@bp.post("/replies/<reply_id>/deletion")
@only(SELLER_SUPPORT_ROLES)
def delete_reply(reply_id: str) -> AnyResponse:
    """Delete one."""
    state().services.saved_replies.delete(reply_id, me().id)
    flash("문구를 지웠어요.")
    return redirect(url_for(".replies"), code=303)


@bp.get("/replies/<_reply_id>/deletion")
@only(SELLER_SUPPORT_ROLES)
def back_to_replies(_reply_id: str) -> AnyResponse:
    """Lead back from what only a button does."""
    return redirect(url_for(".replies"), code=303)


def _seen(kept: Reply | None, problems: dict[str, str]) -> str:
    """Name the reply that is shown; with what is to be corrected, still the one that was shown before."""
    is_same = not problems or "meanwhile" in problems
    return state_of(kept) if kept and is_same else request.form.get("seen", "")


def _typed() -> tuple[dict[str, str], dict[str, str]]:
    """Give what was typed, and what to correct."""
    sizes = {"title": MAX_TITLE_CHARS, "text": MAX_TEXT_CHARS}
    typed = {name: clean(request.form.get(name, ""), "edges").value for name in sizes}
    wrong = [name for name, most in sizes.items() if not 0 < len(typed[name]) <= most]
    return typed, {name: f"{sizes[name]}자까지 적어 주세요." for name in wrong}


def _page(
    typed: dict[str, str], problems: dict[str, str], kept: Reply | None = None, refused: int = 422
) -> Response:
    return render(
        "staff/replies.html",
        refused if problems else 200,
        replies=state().services.saved_replies.all(),
        kept=kept,
        form=typed,
        FIRM=FIRM,
        errors=problems,
        problem=problems.get("meanwhile") or bool(problems),
        seen=_seen(kept, problems),
    )
