"""What a guide says of a single box: whom it is compared with, whether it may come later, where else it is known."""

from collections.abc import Iterator

from wizard.guide.messages import nearest
from wizard.guide.model import Guide, Path, Problem
from wizard.steps import Credentials
from wizard.steps.fields import TextField, WrittenField


def fields(guide: Guide) -> Iterator[Problem]:
    """Find what is said of a box and cannot hold."""
    for index, step in enumerate(guide.steps):
        if isinstance(step, Credentials):
            for name, field in step.fields.items():
                path: Path = ("steps", index, "fields", name)
                if isinstance(field, WrittenField) and field.unknown and field.optional:
                    message = f"'{field.label}'은 비워 둘 수 있는 칸이에요"
                    hint = "optional과 unknown 가운데 하나만 적어 주세요"
                    yield Problem((*path, "unknown"), "P78", message, hint)
                if isinstance(field, TextField):
                    yield from _compared(step, name, field, path)
                    yield from _reused(guide, field, path)


def _compared(step: Credentials, name: str, field: TextField, path: Path) -> Iterator[Problem]:
    others = {n for n, f in step.fields.items() if isinstance(f, TextField) and n != name}
    for place, odd in enumerate(field.odd):
        if odd.equals and odd.equals not in others:
            what = "자신" if odd.equals == name else "견줄 수 없는 칸"
            message = f"'{odd.equals}'은 {what}이에요"
            hint = nearest(odd.equals, others) if others else "같은 화면의 다른 칸이 있어야 해요"
            yield Problem((*path, "odd", place, "equals"), "P77", message, hint)


def _reused(guide: Guide, field: TextField, path: Path) -> Iterator[Problem]:
    if field.reuse and field.reuse.mall == guide.mall:
        message = f"'{field.label}'의 값을 같은 쇼핑몰에서 가져오려고 해요"
        hint = "값이 같은 다른 쇼핑몰의 이름표를 적어 주세요"
        yield Problem((*path, "reuse", "mall"), "P79", message, hint)
