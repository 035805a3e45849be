"""What is only seen when several guides are read side by side: a sentence in many, a value that none has."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePath

from wizard.errors import Fault
from wizard.guide.messages import nearest
from wizard.guide.model import Guide, Path, Problem
from wizard.korean.particles import particled
from wizard.lint.advice.texts import is_told
from wizard.lint.passing import Placed, unsuppressed
from wizard.steps import Credentials
from wizard.steps.fields import TextField
from wizard.strict_yaml import Document, Place

GUIDES, MIN_CHARS = 3, 20
"""In so many guides a sentence of so many characters should stand once, in one place."""


def repeated(read: Mapping[str, Document]) -> list[Fault]:
    """Give each sentence that stands in three guides or more, wherever it does.

    Args:
        read: a file's path -> what it says.

    """
    files: dict[str, dict[str, Place]] = {}
    for name, document in read.items():
        for text, place in _sentences(document):
            files.setdefault(text, {}).setdefault(name, place)
    return [
        fault
        for found in files.values()
        if len(found) >= GUIDES
        for name, place in found.items()
        for fault in _told(name, read[name], [(place, _problem(found))])
    ]


def reused_in_vain(read: Mapping[str, tuple[Guide | None, Document]]) -> list[Fault]:
    """Give each box that takes its value from a guide or a box that there is not.

    Args:
        read: a guide's file, for all guides of a folder -> the guide, None for a faulty one, and its text.

    """
    boxes = {
        PurePath(name).stem: {str(path[-1]) for path, _ in _boxes(guide)} if guide else None
        for name, (guide, _) in read.items()
    }
    return [
        fault
        for name, (guide, document) in read.items()
        for one in (_lost(guide, boxes) if guide else ())
        for fault in _told(name, document, [(document.place(one.path), one)])
    ]


def _boxes(guide: Guide) -> Iterator[tuple[Path, TextField]]:
    """Give the boxes for a text, each with its place, at whose end its name stands."""
    for index, step in enumerate(guide.steps):
        if isinstance(step, Credentials):
            for name, field in step.fields.items():
                if isinstance(field, TextField):
                    yield ("steps", index, "fields", name), field


def _sentences(document: Document) -> list[tuple[str, Place]]:
    return [
        (scalar.value, scalar.start)
        for path, scalar in document.scalars.items()
        if is_told(path) and len(scalar.value) >= MIN_CHARS
    ]


def _problem(found: Mapping[str, Place]) -> Problem:
    message = f"같은 문장이 안내 {len(found)}개에 있어요"
    hint = "constants.yaml에 한 번 적고 ${이름}으로 부르거나, 단계째 같으면 fragments에 두세요"
    return Problem((), "A74", message, hint)


def _lost(guide: Guide, boxes: Mapping[str, Collection[str] | None]) -> Iterator[Problem]:
    """Find what is reused from nowhere; a guide that is faulty may have any box."""
    for path, field in _boxes(guide):
        if reuse := field.reuse:
            there = boxes.get(reuse.mall, ())
            if reuse.mall not in boxes:
                message = f"'{reuse.mall}'이라는 안내가 없어요"
                yield Problem((*path, "reuse", "mall"), "A75", message, nearest(reuse.mall, boxes))
            elif there is not None and reuse.field not in there:
                message = f"'{reuse.mall}' 안내에 '{reuse.field}'이라는 글 칸이 없어요"
                hint = nearest(reuse.field, there)
                yield Problem((*path, "reuse", "field"), "A75", message, hint)


def _told(name: str, document: Document, placed: list[Placed]) -> list[Fault]:
    """Give what no comment of its file lets pass."""
    left, _ = unsuppressed(placed, document.suppressions)
    return [Fault(name, *at, p.code, particled(p.message), particled(p.hint)) for at, p in left]
