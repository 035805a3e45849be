"""Two editors changed one text: theirs put together, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

from flask import Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.content.begun_text import begun_text
from wizard.content.text_merge import Choice, Origin, Piece, conflicts, merged, pieces
from wizard.errors import NotFoundError, RefusedError
from wizard.services.manuscript import EditedText
from wizard.services.roles import EDITOR_ROLES
from wizard.web.editor import rejections
from wizard.web.editor.access import bp
from wizard.web.editor.standing import file_text, file_word
from wizard.web.editor.text_pages import page_sent, text_page, windows_page
from wizard.web.htmx import render
from wizard.web.staff.access import me, only
from wizard.web.state import state

UNCHOSEN = "둘 다 고친 곳 가운데 {}곳을 아직 고르지 않았어요. 어느 글로 할지 골라 주세요."
MERGED = "두 글을 합쳤어요. 아직 저장하지 않았으니, 한 번 읽어 보고 저장해 주세요."
AGAIN = "그 사이 {}이 한 번 더 바뀌었어요. 새 글과 다시 견주었으니, 한 번 더 봐 주세요."


@dataclass(frozen=True)
class MergedPiece:
    """A piece as it is shown.

    Attributes:
        name: of its question; "" where nothing has to be chosen.
        chosen: what was chosen so far; "" for nothing.

    """

    piece: Piece
    name: str = ""
    chosen: str = ""

    @property
    def origin(self) -> str:
        """Say who changed it."""
        return self.piece.origin.value


def pieces_of(manuscript: EditedText) -> list[Piece] | None:
    """Lay an editor's text and the file over the text that both began on; None if nobody knows it."""
    store = state().services.publishing.release_store
    base = begun_text(store, manuscript.name, manuscript.base)
    return None if base is None else pieces(base, manuscript.text, manuscript.theirs)


def merge_page(
    manuscript: EditedText, parts: Sequence[Piece], status: int = 200, problem: str = ""
) -> Response:
    """Show what each of two made of a text, and ask where both changed the same lines."""
    return render(
        "editor/merge.html",
        status,
        manuscript=manuscript,
        parts=_named(parts),
        asked=_count(parts, Origin.CONFLICT),
        mine=_count(parts, Origin.MINE),
        theirs=_count(parts, Origin.THEIRS),
        choices=_words(),
        problem=problem,
    )


@bp.post("/<text:name>/merge")
@only(EDITOR_ROLES)
def merge(name: str) -> AnyResponse:
    """Put two texts together as it was chosen, and go on editing what came of it."""
    manuscript = _looked(name)
    parts = pieces_of(manuscript) if manuscript.is_stale else None
    if parts is None:
        return redirect(url_for(".text", name=name), code=303)
    if request.form.get("present") != manuscript.present:
        return merge_page(manuscript, parts, 409, AGAIN.format(file_word()))
    choices = _choices(len(conflicts(parts)))
    if missing := choices.count(None):
        return merge_page(manuscript, parts, 422, UNCHOSEN.format(missing))
    text = merged(parts, [one for one in choices if one])
    kept = state().services.editing.note(
        name, me().id, text, manuscript.present, state().today, page=page_sent()
    )
    if kept.newer and kept.newer.text != kept.text:
        return windows_page(kept, 409)
    if not kept.is_kept:
        return text_page(kept)
    flash(MERGED)
    return redirect(url_for(".text", name=name), code=303)


def _looked(name: str) -> EditedText:
    text, base = request.form.get("text", ""), request.form.get("base", "")
    try:
        looked = state().services.editing.look(name, text, base, state().today)
        return replace(looked, version=page_sent().version)
    except (NotFoundError, RefusedError):
        abort(rejections.rejected(rejections.gone(), 404))


def _named(parts: Sequence[Piece]) -> list[MergedPiece]:
    """Name the questions of the pieces that both changed, with what was chosen so far."""
    numbers = count(1)
    names = [f"piece-{next(numbers)}" if part.origin is Origin.CONFLICT else "" for part in parts]
    return [
        MergedPiece(part, name, request.form.get(name, "") if name else "")
        for part, name in zip(parts, names, strict=True)
    ]


def _choices(count: int) -> list[Choice | None]:
    said = [request.form.get(f"piece-{number}", "") for number in range(1, count + 1)]
    return [Choice(one) if one in set(Choice) else None for one in said]


def _words() -> dict[str, str]:
    """Say each choice in words."""
    words = {Choice.MINE: "내 글", Choice.THEIRS: file_text(), Choice.BOTH: "둘 다, 내 글 먼저"}
    return {choice.value: word for choice, word in words.items()}


def _count(parts: Sequence[Piece], origin: Origin) -> int:
    return sum(part.origin is origin for part in parts)
