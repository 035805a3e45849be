"""What an editor is shown of the pictures of a text: the list by steps, and one picture to work on."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Response, abort

from wizard.content.written_pictures import NO_PICTURE, Spot, StepPictures, steps_of
from wizard.errors import NotFoundError
from wizard.guide import markup
from wizard.guide.model import Guide
from wizard.guide.screenshots import Screenshot
from wizard.photos import MAX_SENT_BYTES, MAX_SENT_WORDS
from wizard.services.manuscript import EditedText
from wizard.steps.screen_look import DEVICES
from wizard.web.editor import picture_form, pictured_text
from wizard.web.editor.beside import shown_guide
from wizard.web.editor.picture_form import MARKS, PictureForm, is_readable
from wizard.web.editor.preview import Preview
from wizard.web.editor.stops import addresses
from wizard.web.htmx import render
from wizard.web.state import state

STEP_ITSELF = "이 화면 (누구에게나)"
ANOTHER = "new"
"""Stands in an address for a look that is yet to be chosen."""

MIN_ROWS = 3


@dataclass(frozen=True)
class BoxRow:
    """The inputs of one box: its number, the instruction of that number, what is typed."""

    mark: int
    says: str
    values: tuple[str, ...]
    error: str


def page(name: str, spot: Spot) -> Response:
    """Show one picture to work on as it stands in this editor's text, beside the screen that it makes."""
    manuscript = pictured_text.shown(name)
    try:
        standing = pictured_text.standing_in(manuscript, spot)
    except NotFoundError:
        abort(404)
    return _page(manuscript, spot, picture_form.of_picture(standing, spot.look, state().today))


def sent_page(
    name: str, spot: Spot, form: PictureForm, status: int = 200, problem: str = ""
) -> Response:
    """Show the page with what was sent: it is given back, come what may."""
    manuscript, lost = pictured_text.given_back(name)
    status = 404 if lost else status
    return _page(manuscript, spot, form, status, lost or problem, is_sent=True)


def _page(  # noqa: PLR0913 (a page is told whole)
    manuscript: EditedText,
    spot: Spot,
    form: PictureForm,
    status: int = 200,
    problem: str = "",
    *,
    is_sent: bool = False,
) -> Response:
    name, guide = manuscript.name, shown_guide(manuscript.name)
    steps = steps_of(manuscript.reading.document)
    gone = StepPictures(spot.step, spot.step, (), drawn=False, pictures={}, looks={})
    step = next((one for one in steps if one.id == spot.step), gone)
    known = step.pictures.get(spot.look, NO_PICTURE)
    rows, shot = _rows(step, form), _shot(form.file)
    return render(
        "editor/picture.html",
        status,
        name=name,
        step=step,
        spot=spot,
        form=form,
        rows=rows,
        open_rows=_open(rows),
        shot=shot,
        asks_boxes=shot is not None or any(any(row.values) for row in rows),
        is_new=known == NO_PICTURE,
        places=_places(step),
        is_readable=is_readable(known),
        is_sent=is_sent,
        manuscript=manuscript,
        preview=_preview(guide, spot, form.where),
        is_used=bool(guide),
        problem=problem or next(iter(form.errors.values()), ""),
        publishes=not state().settings.preview,
        MOST=MAX_SENT_WORDS,
        MOST_BYTES=MAX_SENT_BYTES,
    )


def _rows(step: StepPictures, form: PictureForm) -> list[BoxRow]:
    says = {
        mark: markup.plain(markup.unnumbered(line))
        for line in step.do
        if (mark := markup.number(line))
    }
    return [
        BoxRow(mark, says.get(mark, ""), form.rows[mark], form.errors.get(f"b{mark}.left", ""))
        for mark in MARKS
    ]


def _open(rows: list[BoxRow]) -> int:
    """Say how many rows are open: those that say something, and one more."""
    used = [row.mark for row in rows if row.says or any(row.values)]
    return min(max([*used, MIN_ROWS - 1]) + 1, len(rows))


def _places(step: StepPictures) -> dict[str, str]:
    """Name the looks of a screen that have no picture yet, by their keys."""
    devices = {key: f"{word}에서만" for key, word in DEVICES.items() if key not in step.looks}
    all_of_it = {"": STEP_ITSELF, **step.looks, **devices}
    return {key: word for key, word in all_of_it.items() if key not in step.pictures}


def _preview(guide: Guide | None, spot: Spot, where: str) -> str:
    """Give the address at which this editor's text shows the screen; "" if it shows none."""
    here = addresses(guide, Preview("draft", "")).get(spot.step, "") if guide else ""
    look = spot.look or where
    if not here or not look or guide is None:
        return here
    step = next(step for step in guide.steps if step.id == spot.step)
    mark = "&" if "?" in here else "?"
    return f"{here}{mark}{urlencode({step.look_question: look})}"


def _shot(name: str) -> Screenshot | None:
    try:
        return state().services.pictures.file(name) if name else None
    except NotFoundError:
        return None
