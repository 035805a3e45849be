"""A text as this editor has it before them, or the page that says why they have none."""

from dataclasses import replace

from flask import abort, redirect, request, url_for

from wizard.content.loader import REVISION_CHARS
from wizard.errors import NotFoundError, RefusedError
from wizard.services.editing import Editing
from wizard.services.manuscript import EditedText
from wizard.web.editor import rejections, text_pages
from wizard.web.staff.access import me
from wizard.web.state import state


def opened(name: str) -> EditedText:
    """Give this editor's text; one that only a colleague has begun is shown as theirs."""
    try:
        return _editing().open(name, me().id, state().today)
    except NotFoundError:
        others = text_pages.others_of(name)
        if not others:
            raise
        abort(redirect(url_for(".draft", draft_id=others[0].id)))
    except RefusedError as refused:
        abort(rejections.rejected(rejections.unopened(name, refused), 200))


def noted(name: str) -> EditedText:
    """Keep what was posted, and give it."""
    try:
        return _editing().note(name, me().id, *typed(), state().today, page=text_pages.page_sent())
    except NotFoundError:
        abort(rejections.rejected(rejections.gone(), 404))
    except RefusedError as refused:
        abort(
            rejections.rejected(
                replace(rejections.gone(), title="글이 달라졌어요", say=str(refused)), 409
            )
        )


def looked(name: str) -> EditedText:
    """Give what was posted, without keeping anything."""
    try:
        return _editing().look(name, *typed(), state().today)
    except (NotFoundError, RefusedError):
        abort(rejections.rejected(rejections.gone(), 404))


def typed() -> tuple[str, str]:
    """Read the text that was posted, and what it was begun on."""
    return request.form.get("text", ""), request.form.get("base", "")[:REVISION_CHARS]


def _editing() -> Editing:
    return state().services.editing
