"""The pictures of a text by its steps: a guide's own, and those of the steps that it shares with others."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response

from wizard.content.folder import name_at
from wizard.content.text_titles import title_of
from wizard.content.written_pictures import StepPictures, WrittenPicture, steps_of
from wizard.errors import NotFoundError, RefusedError
from wizard.guide.fragments import path_of
from wizard.guide.screenshots import Screenshot
from wizard.services.manuscript import EditedText
from wizard.web.editor import pictured_text
from wizard.web.editor.beside import drafted_guide
from wizard.web.editor.fragment_use import use_of
from wizard.web.form_leads import editors_home
from wizard.web.htmx import render
from wizard.web.state import state


@dataclass(frozen=True)
class ListedPicture:
    """One picture on the list; `shot` is None if its file is not there."""

    look: str
    called: str
    written: WrittenPicture
    shot: Screenshot | None


@dataclass(frozen=True)
class ListedStep:
    """A step on the list."""

    id: str
    title: str
    pictures: list[ListedPicture]
    is_drawn: bool = False


@dataclass(frozen=True)
class SharedSteps:
    """The steps of a fragment that a guide uses; their pictures are changed with the fragment.

    Attributes:
        name: of the fragment's text.

    """

    name: str
    steps: list[ListedStep]


def listing(name: str) -> Response:
    """List the screens that stand in this editor's text, then those that it shares with other guides."""
    manuscript, guide = pictured_text.shown(name), drafted_guide(name)
    return render(
        "editor/pictures.html",
        name=name,
        title=title_of(name, {name: guide} if guide else {}),
        home=editors_home(name),
        steps=_steps(manuscript),
        shared=_shared(manuscript),
        use=use_of(name, manuscript.text),
        manuscript=manuscript,
    )


def _steps(manuscript: EditedText) -> list[ListedStep]:
    """List the steps that stand in a text."""
    steps = steps_of(manuscript.reading.document)
    shots = state().services.pictures.files(
        picture.file for step in steps for picture in step.pictures.values()
    )
    return [_listed(step, shots) for step in steps]


def _shared(manuscript: EditedText) -> list[SharedSteps]:
    """List the steps of the fragments that a guide uses, as this editor has these."""
    found = []
    for fragment in manuscript.reading.fragments:
        name = name_at(path_of(fragment))
        try:
            found.append(SharedSteps(name, _steps(pictured_text.opened(name))))
        except (NotFoundError, RefusedError):  # only a colleague has begun it, or it is no text
            continue
    return found


def _listed(step: StepPictures, shots: Mapping[str, Screenshot]) -> ListedStep:
    found = [
        ListedPicture(look, step.looks.get(look, ""), written, shots.get(written.file))
        for look, written in step.pictures.items()
    ]
    return ListedStep(step.id, step.title, found, is_drawn=step.drawn)
