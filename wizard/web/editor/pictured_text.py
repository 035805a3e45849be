"""An editor's text of a guide, or of steps that guides share, as the pages of its pictures open it."""

from flask import abort

from wizard.content.folder import OF_ALL, place_of
from wizard.content.written_pictures import NO_PICTURE, Spot, WrittenPicture, steps_of
from wizard.errors import NotFoundError, RefusedError
from wizard.lint.check import Report
from wizard.services.manuscript import EditedText
from wizard.services.picture_editing import standing_at
from wizard.strict_yaml import Document
from wizard.web.editor import rejections
from wizard.web.staff.access import me
from wizard.web.state import state

GONE = (
    "이 글이 없어졌어요. 누군가 지우거나 이름을 바꿨어요. 적은 것은 그대로 있어요. "
    "글이 돌아온 뒤에 여기서 다시 저장하거나, 설명을 복사해 두세요."
)


def standing(name: str, spot: Spot) -> WrittenPicture:
    """Give the picture that stands there in this editor's text; none where there is no such step."""
    try:
        return standing_in(opened(name), spot)
    except (NotFoundError, RefusedError):
        return NO_PICTURE


def standing_in(manuscript: EditedText, spot: Spot) -> WrittenPicture:
    """Give the picture that stands there in a text that was opened; raises as `standing_at` does."""
    return standing_at(steps_of(manuscript.reading.document), spot)


def has_step(name: str, step_id: str) -> bool:
    """Say whether this editor's text can be opened, and has a step of its own of that id."""
    try:
        return any(step.id == step_id for step in steps_of(opened(name).reading.document))
    except (NotFoundError, RefusedError):
        return False


def is_there(name: str) -> bool:
    """Say whether this editor has the text, be it one that cannot be opened."""
    try:
        return bool(opened(name))
    except NotFoundError:
        return False
    except RefusedError:
        return True


def shown(name: str) -> EditedText:
    """Give this editor's text, or the page that says why it cannot be opened."""
    try:
        return opened(name)
    except RefusedError as refused:
        abort(rejections.rejected(rejections.unopened(name, refused), 200))


def given_back(name: str) -> tuple[EditedText, str]:
    """Give this editor's text and ""; or none, and why it cannot be opened any more."""
    try:
        return opened(name), ""
    except NotFoundError:
        said = GONE
    except RefusedError as refused:
        said = str(refused)
    return EditedText(name, "", "", "", "", None, Report(None, Document())), said


def opened(name: str) -> EditedText:
    """Give this editor's text, if it is one with screens.

    Raises:
        NotFoundError: there is no such text, or it has none.
        RefusedError: the file is no text, or too big.

    """
    if place_of(name) in OF_ALL:
        raise NotFoundError("no screens")
    return state().services.editing.open(name, me().id, state().today)
