"""No two fields of a form go by one name, or a pasted block could not be split."""

from collections.abc import Iterator

from wizard.forms.paste.names import key
from wizard.guide.model import Guide, Problem
from wizard.steps import Credentials
from wizard.steps.fields import WrittenField

SHORTEST = 2
MAX_LETTERS = 1_000
"""In all names of a form: a paste is held against them all. The longest form has 140."""


def aliases(guide: Guide) -> Iterator[Problem]:
    """Find names that two boxes share, and names that stand in too many texts."""
    for index, step in enumerate(guide.steps):
        if isinstance(step, Credentials):
            yield from _of_form(step, ("steps", index, "fields"))


def _of_form(step: Credentials, path: tuple[str | int, ...]) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    written = {n: what for n, what in step.fields.items() if isinstance(what, WrittenField)}
    letters = sum(len(name) for what in written.values() for name in what.names)
    if letters > MAX_LETTERS:
        message = f"칸의 이름이 모두 {letters}자예요"
        hint = f"{MAX_LETTERS}자 안으로 줄이거나 화면을 나눠 주세요"
        yield Problem(path, "P41", message, hint)
    for field, what in written.items():
        for name in what.names:
            where = (*path, field, "aka" if name in what.aka else "label")
            if (owner := owners.setdefault(key(name), field)) != field:
                message = f"'{name}'은 '{owner}' 칸도 쓰는 이름이에요"
                yield Problem(where, "P41", message, "한 화면에서 칸마다 다른 이름을 써 주세요")
            if name in what.aka and len(key(name)) < SHORTEST:
                message = f"'{name}'은 너무 짧아서 다른 글에서도 나와요"
                yield Problem(where, "P41", message, "두 글자 이상으로 적어 주세요")
