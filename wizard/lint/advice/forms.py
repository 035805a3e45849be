"""Advice on forms and questions."""

from collections import Counter
from collections.abc import Iterable, Iterator

from wizard.guide.model import Guide, Path, Problem
from wizard.lint.faults.conditions import inner_conditions, overview_conditions, text_conditions
from wizard.steps import Checklist, Choice, Credentials, Request, Step
from wizard.steps.base import Condition
from wizard.steps.fields import ChoiceField, TextField

MAX_BUTTON_CHARS = 16
MAX_OPTION_CHARS = 30
_BY_HEART = ("password", "비밀번호", "계좌", "예금주")


def forms(guide: Guide) -> Iterator[Problem]:
    """Find fields that leave a seller alone, and words too long for a thumb."""
    for index, step in enumerate(guide.steps):
        path: Path = ("steps", index)
        if isinstance(step, Request) and len(step.button) > MAX_BUTTON_CHARS:
            message = f"단추의 글이 {len(step.button)}자예요"
            hint = f"{MAX_BUTTON_CHARS}자까지가 좋아요"
            yield Problem((*path, "button"), "A06", message, hint)
        if isinstance(step, Choice):
            labels = {name: option.label for name, option in step.options.items()}
            yield from _options(labels, (*path, "options"))
        elif isinstance(step, Checklist):
            yield from _options(step.options, (*path, "options"))
        elif isinstance(step, Credentials):
            yield from _form(step, path)
            yield from _finds(step, path) if index else ()
    yield from _questions(guide)


def _form(step: Credentials, path: Path) -> Iterator[Problem]:
    for name, field in step.fields.items():
        where = (*path, "fields", name)
        if isinstance(field, ChoiceField):
            labels = {key: option.label for key, option in field.options.items()}
            yield from _options(labels, (*where, "options"))
        if not isinstance(field, TextField):
            continue
        for place, shape in enumerate(field.format):
            if shape.fits(""):
                message, hint = (
                    f"'{shape.pattern}'은 빈 값에도 맞아요",
                    "길이를 정해 주세요: .{2,40}",
                )
                yield Problem((*where, "format", place, "pattern"), "A21", message, hint)
        if any(shape.block for shape in field.format) and not field.example:
            message = f"'{field.label}'에 값을 막는 형식은 있는데 보기가 없어요"
            yield Problem(where, "A22", message, "example을 넣어 주세요")
    asked = [(name, field.label, field.when) for name, field in step.fields.items()]
    for label in _repeated(label for _, label, when in asked if not when):
        name = [name for name, text, _ in asked if text == label][-1]
        message = f"'{label}'이라는 칸이 둘이에요"
        yield Problem((*path, "fields", name, "label"), "A17", message, "다르게 적어 주세요")
    yield from _rows(step, path)


def _finds(step: Credentials, path: Path) -> Iterator[Problem]:
    """Find values that nobody knows by heart and no step before is named for."""
    for name, field in step.fields.items():
        is_known = any(word in name or word in field.label for word in _BY_HEART)
        if isinstance(field, TextField) and not field.find and not is_known:
            message = f"'{field.label}'을 어디서 찾는지 알려 주지 않아요"
            hint = "find에 그 값이 보이는 단계를 적어 주세요"
            yield Problem((*path, "fields", name), "A05", message, hint)


def _rows(step: Credentials, path: Path) -> Iterator[Problem]:
    """Find rows without a condition that repeat what another row has, and no more."""
    for index, row in enumerate(step.rows):
        wider = (
            place
            for place, other in enumerate(step.rows)
            if place != index and row.cells.items() < other.cells.items()
        )
        if not row.when and (place := next(wider, None)) is not None:
            message = f"이 줄의 값은 {place + 1}번째 줄에 모두 있어요"
            yield Problem((*path, "rows", index), "A24", message, "when을 적어 나눠 주세요")


def _options(labels: dict[str, str], path: Path) -> Iterator[Problem]:
    for name, label in labels.items():
        if len(label) > MAX_OPTION_CHARS:
            message, hint = f"고르는 글이 {len(label)}자예요", f"{MAX_OPTION_CHARS}자까지가 좋아요"
            yield Problem((*path, name), "A06", message, hint)
    for label in _repeated(labels.values()):
        name = [name for name, text in labels.items() if text == label][-1]
        yield Problem((*path, name), "A17", f"'{label}'이라는 답이 둘이에요", "다르게 적어 주세요")


def _questions(guide: Guide) -> Iterator[Problem]:
    """Find questions whose answer decides nothing, and conditions that exclude nobody."""
    used = {name for _, when in overview_conditions(guide) for name in when}
    offered: dict[str, tuple[str, ...]] = {}
    for index, step in enumerate(guide.steps):
        offered |= step.questions()
        for path, when in _conditions(step, ("steps", index)):
            used |= when.keys()
            for question, literals in when.items():
                if set(literals) >= set(offered[question]):
                    message = f"'{question}'의 모든 답을 적어 늘 참이에요"
                    yield Problem((*path, "when", question), "A14", message, "조건을 빼 주세요")
    for index, step in enumerate(guide.steps):
        rows = step.rows if isinstance(step, Credentials) else ()
        cells = {cell for row in rows for cell in row.cells.values()}
        for question in step.questions() if not isinstance(step, Checklist) else ():
            is_own = question == step.id
            notes = is_own and any(option.note for option in getattr(step, "options", {}).values())
            if question not in used | cells and not notes:
                where = ("steps", index, "id") if is_own else ("steps", index, "fields", question)
                message = f"'{question}'의 답이 아무것도 바꾸지 않아요"
                yield Problem(where, "A13", message, "질문을 빼거나 when을 적어 주세요")


def _conditions(step: Step, path: Path) -> Iterator[tuple[Path, Condition]]:
    yield path, step.when
    yield from text_conditions(step, path)
    for where, when, _ in inner_conditions(step, path):
        yield where, when


def _repeated(labels: Iterable[str]) -> list[str]:
    return [label for label, count in Counter(labels).items() if count > 1]
