"""What is only seen when several guides are read side by side: one sentence that stands in many of them."""

from collections.abc import Mapping

from wizard.errors import Fault
from wizard.guide.model import Problem
from wizard.korean.particles import particled
from wizard.lint.advice.texts import is_told
from wizard.lint.passing import unsuppressed
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
        _fault(name, place, found)
        for found in files.values()
        if len(found) >= GUIDES
        for name, place in found.items()
        if _is_left(read[name], place, found)
    ]


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


def _is_left(document: Document, place: Place, found: Mapping[str, Place]) -> bool:
    left, _ = unsuppressed([(place, _problem(found))], document.suppressions)
    return bool(left)


def _fault(name: str, place: Place, found: Mapping[str, Place]) -> Fault:
    told = _problem(found)
    return Fault(name, *place, told.code, particled(told.message), told.hint)
