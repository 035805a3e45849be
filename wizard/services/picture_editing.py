"""Pictures of screens, put in and changed in an editor's text that is on its way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from wizard.content.draft_store import Page
from wizard.content.picture_text import (
    ELSEWHERE,
    with_picture,
    without_drawing,
    without_picture,
)
from wizard.content.written_pictures import (
    NO_PICTURE,
    Spot,
    StepPictures,
    WrittenPicture,
    steps_in,
    steps_of,
)
from wizard.errors import ChangedMeanwhileError, NotFoundError, RefusedError
from wizard.guide.screenshots import FOLDER, MAX_BYTES, Screenshot, picture_name, read_picture
from wizard.photos import redraw_light
from wizard.services.editing import Editing
from wizard.services.manuscript import EditedText
from wizard.services.picture_keeping import NewPicture, PictureKeeping

TRIES = 3
"""How often it is begun anew when the same editor's text is written elsewhere in this very moment."""
CHANGED = (
    "그 사이 이 그림이 다른 창이나 글에서 바뀌었어요. 적은 것은 그대로 있어요. "
    "지금 그림을 본 뒤 한 번 더 저장하면 적은 대로 바뀌어요."
)


@dataclass(frozen=True)
class PictureChange:
    """What an editor makes of the picture at a spot.

    Attributes:
        text: the name of the text: a guide's, or one of steps that guides share.
        picture: as it is to stand there; `NO_PICTURE` takes it out.
        seen: the digest of the picture that stood there as they saw it.
        undraws: takes out the picture there that is drawn by words.

    """

    text: str
    editor: str
    spot: Spot
    picture: WrittenPicture
    seen: str
    undraws: bool = False


@dataclass(frozen=True)
class PictureEditing:
    """Lets editors put pictures in; what they do goes the way of the texts that they type."""

    editing: Editing
    keeping: PictureKeeping

    def upload(self, spot: Spot, text: str, editor: str, sent: bytes) -> str:
        """Draw a picture anew, keep it, and give its file's name.

        Raises:
            PhotoError: it is none that can be read safely.
            RefusedError: another picture has its name.
            OSError: the disk refused it.
            DatabaseError: it could not be written down.

        """
        drawn = redraw_light(sent, MAX_BYTES).data
        name = picture_name(PurePath(text).name, spot.step, drawn, "webp")
        self.keeping.keep(NewPicture(name, text, editor, drawn))
        return name

    def file(self, name: str) -> Screenshot:
        """Give a picture that stands beside the texts, published or not.

        Raises:
            NotFoundError: there is none of this name.

        """
        found = self.files([name]).get(name)
        if found is None:
            raise NotFoundError("no such picture")
        return found

    def files(self, names: Iterable[str]) -> dict[str, Screenshot]:
        """Give those of these pictures that stand beside the texts and can be read, by name."""
        folder, wanted = self.editing.source.folder() / FOLDER, set(names)
        there = folder.iterdir() if folder.is_dir() else ()
        read = {file.name: _read(file) for file in there if file.name in wanted}
        return {name: picture for name, picture in read.items() if picture is not None}

    def put(self, change: PictureChange, today: date) -> EditedText:
        """Write a picture into this editor's text, over the one that they saw.

        Raises:
            NotFoundError: there is no such text, or step.
            RefusedError: the text has another shape there.
            ChangedMeanwhileError: another picture stands there now than the one that was seen.

        """
        name, editor = change.text, change.editor
        for _ in range(TRIES):
            opened = self.editing.open(name, editor, today)
            steps = steps_of(opened.reading.document)
            standing = standing_at(steps, change.spot)
            if standing.digest != change.seen and standing != change.picture:
                raise ChangedMeanwhileError(CHANGED)
            text = _written(opened.text, standing, change)
            _require_written(steps, text, change)
            page = Page("", opened.version)
            noted = self.editing.note(name, editor, text, opened.base, today, page=page)
            if noted.newer is None:
                return noted
        raise ChangedMeanwhileError(CHANGED)


def standing_at(steps: Iterable[StepPictures], spot: Spot) -> WrittenPicture:
    """Give the picture that stands at a spot of a text's steps; `NO_PICTURE` if there is none.

    Raises:
        NotFoundError: the text has no such step of its own.

    """
    step = next((one for one in steps if one.id == spot.step), None)
    if step is None:
        raise NotFoundError("no such step")
    return step.pictures.get(spot.look, NO_PICTURE)


def _read(file: Path) -> Screenshot | None:
    """Read a picture's file; one that is away, or cannot be read, is none."""
    try:
        return read_picture(file.name, file.read_bytes())
    except OSError:
        return None


def _require_written(before: Iterable[StepPictures], after: str, change: PictureChange) -> None:
    """Refuse a text that does not read as it is said to: some shapes cannot be written into."""
    steps = steps_in(after)
    found = {step.id: step.pictures.get(change.spot.look, NO_PICTURE) for step in steps}
    ids = [step.id for step in before]
    if [step.id for step in steps] != ids or found.get(change.spot.step) != change.picture:
        raise RefusedError(ELSEWHERE)


def _written(text: str, standing: WrittenPicture, change: PictureChange) -> str:
    spot = change.spot
    if change.picture != NO_PICTURE:
        text = with_picture(text, spot, change.picture)
        return without_drawing(text, spot) if change.undraws else text
    return text if standing == NO_PICTURE else without_picture(text, spot)
