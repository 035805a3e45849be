"""What guides and fragments that are begun have in common: their answers judged, and the first text kept."""

from collections.abc import Mapping, Sequence

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import FieldError, RefusedError
from wizard.guide.constants import Constants
from wizard.lint.check import examine
from wizard.services.guide_files import is_taken
from wizard.web.staff.access import me
from wizard.web.state import state
from wizard.web.typed_boxes import boxes

TAKEN = "이 이름의 글이나 고치던 글이 벌써 있어요. 다른 이름을 적거나, ‘안내 고치기’에서 그 글을 열어 주세요."
ALREADY = "벌써 시작한 글이에요. 이어서 고치면 돼요."
UNSOUND = "적어 주신 것으로는 올바른 글이 되지 않아요. {}"
BAD_URL = "https://로 시작하고 빈칸이 없는 주소를 적어 주세요. 예: https://www.esmplus.com"


def known() -> Constants:
    """Give what a first text may call by name."""
    return state().previews.folder_catalog().constants


def why_unsound(text: str, place: str, field: str = "") -> str:
    """Say why a text cannot stand, that differs from a sound one by the answer to a field; "" if it can."""
    faults = examine(text.encode(), place, known()).faults
    if not faults:
        return ""
    return UNSOUND.format(BAD_URL if field == "url" else faults[0].message)


def in_order(errors: Mapping[str, str]) -> Sequence[tuple[str, str, str]]:
    """Give what is wrong as a summary tells it: the box, what it is called, and why."""
    return [(field, boxes()[field], said) for field, said in errors.items()]


def begin(name: str, text: str, field: str, said: str) -> AnyResponse:
    """Keep a first text as this editor's draft, and lead to it; one who sends the same again began it already.

    Raises:
        FieldError: a text, or another draft, has its name.

    """
    begun = state().previews.draft_store.read(me().id, name)
    if begun and not begun.base and begun.text == text:
        flash(ALREADY)
    else:
        _keep(name, text, field)
        flash(said)
    return redirect(url_for("editor.text", name=name), code=303)


def _keep(name: str, text: str, field: str) -> None:
    if is_taken(state().previews.folder, name):
        raise FieldError(field, TAKEN)
    try:
        state().services.drafts.begin(name, me().id, text)
    except RefusedError as refused:
        raise FieldError(field, TAKEN) from refused
