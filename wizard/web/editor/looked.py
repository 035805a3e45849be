"""An editor has held a guide against the mall's own screens today, and says so by one press."""

from dataclasses import replace

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.content.looked_day import with_day
from wizard.errors import (
    ConflictError,
    DatabaseError,
    GuideError,
    LossError,
    NotFoundError,
    RefusedError,
)
from wizard.guide.freshness import review_dates
from wizard.services.roles import EDITOR_ROLES
from wizard.web.editor.access import bp
from wizard.web.editor.outcomes import outcome
from wizard.web.editor.standing import standing_of
from wizard.web.form_leads import editors_home
from wizard.web.refusals import flash_refusal
from wizard.web.staff.access import me, only
from wizard.web.state import state

NOTED = "오늘 본 것으로 날짜를 적었어요. "
GONE = "그 사이 안내가 바뀌어서 날짜를 적지 않았어요. 다시 한번 눌러 주세요."
APART = (
    "판매자가 보는 글과 고치는 글이 달라서 날짜를 적지 않았어요. "
    "‘글 고치기’에서 어느 글이 맞는지 먼저 정해 주세요."
)
REVIEWED = (
    "다른 편집자가 살펴본 글만 펴낼 수 있어서 날짜를 적지 않았어요. "
    "글에서 날짜를 고치고, 펴내기 전에 살펴봐 달라고 해 주세요."
)
FAULTY = "안내에 고칠 것이 있어서 날짜를 적지 않았어요. ‘글 고치기’에서 먼저 고쳐 주세요."
UNWRITTEN = "지금은 저장할 수 없어서 날짜를 적지 않았어요. 잠시 뒤에 다시 눌러 주세요."


@bp.post("/<mall>/looked")
@only(EDITOR_ROLES)
def note_looked(mall: str) -> AnyResponse:
    """Write today's day beside what was looked at, save and publish it."""
    try:
        flash(_noted(mall))
    except RefusedError as refused:
        flash_refusal(str(refused))
    is_here = request.form.get("back") == "guide"
    return redirect(editors_home(mall) if is_here else url_for("staff.freshness"), code=303)


@bp.get("/<mall>/looked")
@only(EDITOR_ROLES)
def back_to_freshness(mall: str) -> AnyResponse:  # noqa: ARG001
    """Lead back whoever opens the address of a form."""
    return redirect(url_for("staff.freshness"))


def _noted(mall: str) -> str:
    """Do it, and say what came of it; an editor's own unfinished text stays as it is.

    Raises:
        RefusedError: no day was written, and why.

    """
    editing, now = state().services.editing, state()
    guide, name = now.previews.folder_catalog().guides.get(mall), request.form.get("seen", "")
    seen = [one for one in review_dates(guide) if one.name == name] if guide else []
    if not seen:
        raise RefusedError(GONE)
    if now.settings.review:
        raise RefusedError(REVIEWED)
    if standing_of(mall) is not None:
        raise RefusedError(APART)
    try:
        file = editing.look(mall, None, "", now.today)
        text = with_day(file.text, seen[0], now.today)
        saved = editing.saving.save(mall, me().id, text, file.base)
        return NOTED + outcome(saved, replace(file, text=text))
    except (ConflictError, NotFoundError):
        raise RefusedError(GONE) from None
    except (GuideError, LossError):
        raise RefusedError(FAULTY) from None
    except (OSError, DatabaseError):
        raise RefusedError(UNWRITTEN) from None
