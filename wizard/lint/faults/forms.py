"""Each cell has a field, each field a cell, each example its own format."""

import re
from collections.abc import Iterator

from wizard.forms.normalize import clean
from wizard.guide.messages import nearest
from wizard.guide.model import Guide, Path, Problem
from wizard.korean.truncate import brief
from wizard.patterns import LARGE_STEPS
from wizard.steps import Credentials
from wizard.steps.fields import AnyField, DateField, TextField

_KEPT = frozenset({"self", "agency", "inside"})
"""Ways in which a key comes that is then saved with us."""
_SECRET = re.compile(
    r"pass|secret|token|api_?key|비밀|패스워드|암호|인증\s?키|시크릿|토큰|api\s?key|secret\s?key",
    re.IGNORECASE,
)


def forms(guide: Guide) -> Iterator[Problem]:
    """Find what each form promises and does not keep, and whether a key has a form to be kept in."""
    if guide.issue in _KEPT and not any(isinstance(step, Credentials) for step in guide.steps):
        message = f"'issue'가 '{guide.issue}'인데 계정을 적는 화면이 없어요"
        hint = "'kind: credentials' 단계를 되살리거나, 저장할 것이 없으면 'issue'를 지워 주세요"
        yield Problem(("issue",), "P55", message, hint)
    for index, step in enumerate(guide.steps):
        if isinstance(step, Credentials):
            yield from _cells(step, ("steps", index))
            for name, field in step.fields.items():
                yield from _secrecy(name, field, ("steps", index, "fields", name))
                if isinstance(field, TextField):
                    yield from _example(field, ("steps", index, "fields", name))
                    yield from _patterns(field, ("steps", index, "fields", name, "format"))


def _cells(step: Credentials, path: Path) -> Iterator[Problem]:
    used = {field for row in step.rows for field in row.cells.values()}
    for index, row in enumerate(step.rows):
        for column, cell in row.cells.items():
            if cell not in step.fields:
                message, hint = f"'{cell}'이라는 입력칸이 없어요", nearest(cell, set(step.fields))
                yield Problem((*path, "rows", index, column), "P09", message, hint)
    for name, field in step.fields.items():
        is_registered = name in used or name in step.questions() or isinstance(field, DateField)
        if not is_registered:
            message = f"'{name}'이 아임셀러의 어느 칸에도 들어가지 않아요"
            hint = "rows에 넣거나 입력칸을 지워 주세요"
            yield Problem((*path, "fields", name), "P10", message, hint)


def _example(field: TextField, path: Path) -> Iterator[Problem]:
    if not field.example:
        return
    where = (*path, "example")
    for shape in field.format:
        if not shape.fits(field.example):
            message = f"보기 '{field.example}'이 스스로의 형식과 달라요"
            yield Problem(where, "P11", message, f"형식은 {shape.pattern} 이에요")
    kept = clean(field.example, field.normalise, field.prefix or "").value
    if kept != field.example:
        message = f"보기 '{field.example}'을 그대로 넣으면 '{kept}'로 바뀌어요"
        yield Problem(where, "P33", message, f"보기를 '{kept}'로 적어 주세요")


def _secrecy(name: str, field: AnyField, path: Path) -> Iterator[Problem]:
    is_said = field.kind == "secret"
    looks_secret = is_said or _SECRET.search(name) or _SECRET.search(field.label)
    if isinstance(field, TextField) and not field.secret and looks_secret:
        message = f"'{field.label}'은 비밀로 보이는데 secret: false예요"
        yield Problem((*path, "secret"), "P28", message, "secret: false를 지워 주세요")


def _patterns(field: TextField, path: Path) -> Iterator[Problem]:
    for place, shape in enumerate(field.format):
        if shape.matcher.steps > LARGE_STEPS:
            message = f"'{brief(shape.pattern, 40)}'은 값 하나를 살피는 데 오래 걸려요"
            hint = "되풀이 안에 되풀이를 두지 말고, {1,40}처럼 수를 작게 정해 주세요"
            yield Problem((*path, place, "pattern"), "P29", message, hint)
