"""Advice on places: a console without its address, a step that does not show what one is sent there for."""

from collections.abc import Iterator

from wizard.forms.paste.names import CONCEPTS, key
from wizard.guide.looks import every_look
from wizard.guide.model import Guide, Path, Problem
from wizard.lint.faults.texts import every_text
from wizard.steps import Credentials, Step
from wizard.steps.fields import AnyField, WrittenField

_OURS = "아임셀러"
"""Its address is the operator's to know: a constant says it, or that nobody does yet."""


def places(guide: Guide) -> Iterator[Problem]:
    """Find places that a seller would look for in vain."""
    yield from _without_address(guide) if guide.is_open else ()
    for index, step in enumerate(guide.steps):
        if isinstance(step, Credentials):
            for name, field in step.fields.items():
                yield from _unshown(guide, field, ("steps", index, "fields", name, "find"))


def _without_address(guide: Guide) -> Iterator[Problem]:
    """Find consoles that one cannot open; of a mall that stopped, there is none to open."""
    known: dict[str, str] = {}
    for path, shown in every_look(guide):
        where = shown.where
        if where and where.url:
            known.setdefault(where.console, where.url)
        elif where and where.console != _OURS:
            again = known.get(where.console)
            hint = f"앞에서처럼 url: {again}을 적어 주세요" if again else "url을 적어 주세요"
            message = f"'{where.console}'의 주소가 없어요"
            yield Problem((*path, "where"), "A61", message, hint)


def _unshown(guide: Guide, field: AnyField, path: Path) -> Iterator[Problem]:
    """Find steps to which `find` leads, and which show nothing of that name."""
    wanted = _names(field)
    for place, step_id in enumerate(field.find):
        if not any(name in text for text in _texts(guide.step(step_id)) for name in wanted):
            message = f"'{step_id}' 화면에는 '{field.label}'이라는 말이 없어요"
            hint = "그 값이 보이는 단계를 적거나, 그 화면에서 부르는 이름을 aka에 적어 주세요"
            yield Problem((*path, place), "A62", message, hint)


def _names(field: AnyField) -> set[str]:
    """Give what a value goes by: its own names, and what everybody calls such a value."""
    own = field.names if isinstance(field, WrittenField) else (field.label,)
    names = {key(name) for name in own}
    for concept in CONCEPTS.values():
        called = {key(name) for name in (*concept.known_by, *concept.called)}
        names |= called if names & called else set()
    return names


def _texts(step: Step) -> list[str]:
    return [key(text) for _, text in every_text(step, ())]
