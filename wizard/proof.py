"""The proof at load: a guide that passes can be walked to an end on every way."""

from collections.abc import Iterator
from itertools import islice, product
from typing import Any

from pydantic import BaseModel

from wizard import inline
from wizard.complaints import nearest
from wizard.guide import Guide, Path, Problem
from wizard.journey import ways
from wizard.pictures_proof import boxes, pictures
from wizard.steps import Checklist, Credentials, Outcome, Request, Step
from wizard.steps.base import Condition, holds
from wizard.steps.fields import DateField, TextField

RESERVED = frozenset({"all", "start", "saved"})
RESERVED_FIELDS = frozenset(
    {"action", "csrf_token", "form_token", "seller_name", "seller_number", "seller_phone"}
)
MAX_WAYS = 512

Options = dict[str, tuple[str, ...]]


def prove(guide: Guide) -> list[Problem]:
    """Find everything that would fail a seller on the way; an empty list is the proof."""
    return prove_parts(guide) or [*_ends(guide), *_dead_parts(guide)]


def prove_parts(guide: Guide) -> list[Problem]:
    """Find what is wrong without walking: names, references, texts, pictures, forms."""
    problems = [
        *_names(guide),
        *_conditions(guide),
        *_texts(guide, ()),
        *pictures(guide),
        *boxes(guide),
    ]
    return [*problems, *_references(guide), *_forms(guide)]


def _names(guide: Guide) -> Iterator[Problem]:
    """Each step and question has a name of its own, which is also an address."""
    seen: set[str] = set()
    for index, step in enumerate(guide.steps):
        where = ("steps", index, "id")
        if step.id in RESERVED:
            yield Problem(
                where, "P12", f"'{step.id}'은 다른 화면이 쓰는 이름이에요", "이름을 바꿔 주세요"
            )
        for name in getattr(step, "fields", {}):
            if name in RESERVED_FIELDS:
                message = f"'{name}'은 화면이 따로 쓰는 이름이에요"
                yield Problem((*where[:2], "fields", name), "P12", message, "이름을 바꿔 주세요")
        for name in {step.id, *step.questions()}:
            if name in seen:
                yield Problem(where, "P01", f"'{name}'이 두 번 나와요", "이름은 하나씩만 써 주세요")
        seen |= {step.id, *step.questions()}


def _conditions(guide: Guide) -> Iterator[Problem]:
    """Each `when` asks about a question that was put before, and an option that it offers."""
    everything = {name: ids for step in guide.steps for name, ids in step.questions().items()}
    before: Options = {}
    for index, step in enumerate(guide.steps):
        yield from _condition(step.when, before, everything, ("steps", index, "when"))
        for path, when, extra in _inner_conditions(step, ("steps", index)):
            yield from _condition(when, before | extra, everything, (*path, "when"))
        if not isinstance(step, Checklist):
            before |= step.questions()


def _inner_conditions(step: Step, path: Path) -> Iterator[tuple[Path, Condition, Options]]:
    """Give each `when` inside a step, with the questions of its own form that it may ask about."""
    options = getattr(step, "options", {}) if step.kind == "choice" else {}
    own = step.questions()
    for name, option in options.items():
        if when := getattr(option.note, "when", None):
            yield (*path, "options", name, "note"), when, {}
    if isinstance(step, Credentials):
        earlier: Options = {}
        for name, field in step.fields.items():
            yield (*path, "fields", name), field.when, earlier
            for key, option in getattr(field, "options", {}).items():
                if when := getattr(option.note, "when", None):
                    yield (*path, "fields", name, "options", key, "note"), when, own
            earlier = earlier | ({name: own[name]} if name in own else {})
        for index, row in enumerate(step.rows):
            yield (*path, "rows", index), row.when, own


def _condition(
    when: Condition, before: Options, everything: Options, path: Path
) -> Iterator[Problem]:
    for question, literals in when.items():
        where = (*path, question)
        if question not in everything:
            hint = nearest(question, set(everything)) if everything else "먼저 질문을 만들어 주세요"
            yield Problem(where, "P03", f"'{question}'이라는 질문이 없어요", hint)
        elif question not in before:
            message = f"'{question}'은 이 자리보다 앞에서 묻지 않아요"
            yield Problem(where, "P05", message, "질문을 앞으로 옮기거나 조건을 빼 주세요")
        else:
            for literal in literals:
                if literal not in before[question]:
                    message = f"'{question}'에 '{literal}'이라는 답이 없어요"
                    yield Problem(where, "P04", message, nearest(literal, set(before[question])))


def _texts(value: Any, path: Path) -> Iterator[Problem]:
    """No sentence carries HTML, a template or half a mark."""
    if isinstance(value, str):
        if mark := inline.stray(value):
            message = f"'{mark}'은 화면에 그대로 보여요"
            yield Problem(path, "P15", message, "**굵게**와 [글](https://…)만 쓸 수 있어요")
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name != "pattern":
                yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _texts(part, (*path, name))
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _texts(part, (*path, index))


def _references(guide: Guide) -> Iterator[Problem]:
    """`find` names a step, `lists` a checklist; a request comes after a form."""
    ids = {step.id for step in guide.steps}
    lists = {step.id for step in guide.steps if isinstance(step, Checklist)}
    has_form = False
    for index, step in enumerate(guide.steps):
        if isinstance(step, Credentials):
            has_form = True
            yield from _finds(step, ids, ("steps", index))
        if isinstance(step, Outcome) and step.lists and step.lists not in lists:
            where = ("steps", index, "lists")
            yield Problem(
                where,
                "P02",
                f"'{step.lists}' 체크리스트가 없어요",
                nearest(step.lists, lists | {"—"}),
            )
        if isinstance(step, Request) and not has_form:
            message = "요청할 계정을 아직 받지 않았어요"
            yield Problem(
                ("steps", index, "kind"), "P23", message, "credentials 단계 뒤로 옮겨 주세요"
            )


def _finds(step: Credentials, ids: set[str], path: Path) -> Iterator[Problem]:
    for name, field in step.fields.items():
        if field.find and field.find not in ids:
            message, hint = f"'{field.find}' 단계가 없어요", nearest(field.find, ids)
            yield Problem((*path, "fields", name, "find"), "P02", message, hint)


def _forms(guide: Guide) -> Iterator[Problem]:
    """Each cell has a field, each field a cell, each example its own format."""
    for index, step in enumerate(guide.steps):
        if isinstance(step, Credentials):
            yield from _form(step, ("steps", index))


def _form(step: Credentials, path: Path) -> Iterator[Problem]:
    used = {field for row in step.rows for field in row.cells.values()}
    for index, row in enumerate(step.rows):
        for column, cell in row.cells.items():
            if cell not in step.fields:
                message, hint = f"'{cell}'이라는 입력칸이 없어요", nearest(cell, set(step.fields))
                yield Problem((*path, "rows", index, column), "P09", message, hint)
    for name, field in step.fields.items():
        where = (*path, "fields", name)
        is_registered = name in used or name in step.questions() or isinstance(field, DateField)
        if not is_registered:
            message = f"'{name}'이 아임셀러의 어느 칸에도 들어가지 않아요"
            yield Problem(where, "P10", message, "rows에 넣거나 입력칸을 지워 주세요")
        if isinstance(field, TextField) and field.example:
            misfits = [shape for shape in field.format if not shape.fits(field.example)]
            for shape in misfits:
                message = f"보기 '{field.example}'이 스스로의 형식과 달라요"
                yield Problem((*where, "example"), "P11", message, f"형식은 {shape.pattern} 이에요")


def _ends(guide: Guide) -> Iterator[Problem]:
    """Each way comes to an outcome, and there are not too many ways to look at."""
    found = list(islice(ways(guide), MAX_WAYS + 1))
    if len(found) > MAX_WAYS:
        yield Problem(("steps",), "P20", f"갈림길이 {MAX_WAYS}개를 넘어요", "질문을 줄여 주세요")
    for answers, path in found:
        if not path or not path[-1].ends:
            told = ", ".join(f"{name}={'+'.join(ids)}" for name, ids in answers.items()) or "늘"
            last = guide.steps.index(path[-1]) if path else 0
            message = f"끝 화면(outcome)에 닿지 않는 길이 있어요: {told}"
            yield Problem(("steps", last), "P07", message, "마지막에 kind: outcome 단계를 두세요")
            return


def _dead_parts(guide: Guide) -> Iterator[Problem]:
    """Each step, field and row is met on some way."""
    found = list(islice(ways(guide), MAX_WAYS))
    met = {step.id for _, path in found for step in path}
    for index, step in enumerate(guide.steps):
        if step.id not in met:
            message = f"어떤 답을 골라도 '{step.id}'에 갈 수 없어요"
            yield Problem(("steps", index), "P06", message, "when이나 앞의 outcome을 살펴 주세요")
        if isinstance(step, Credentials):
            passing = [answers for answers, path in found if step in path]
            yield from _dead_inside(step, passing, ("steps", index))


def _dead_inside(step: Credentials, passing: list[Any], path: Path) -> Iterator[Problem]:
    own = step.questions()
    picked = list(islice(product(*own.values()), MAX_WAYS + 1))
    if len(picked) > MAX_WAYS:
        message = f"입력칸의 갈림길이 {MAX_WAYS}개를 넘어요"
        yield Problem((*path, "fields"), "P20", message, "질문을 줄여 주세요")
        return
    inner = [dict(zip(own, ((option,) for option in picks), strict=True)) for picks in picked]
    cases = [{**answers, **picks} for answers in passing for picks in inner]
    for name, field in step.fields.items():
        if cases and not any(holds(field.when, case) for case in cases):
            message = f"어떤 답을 골라도 '{name}'을 묻지 않아요"
            yield Problem((*path, "fields", name), "P19", message, "when을 살펴 주세요")
    for index, row in enumerate(step.rows):
        for case in cases:
            short = set(row.cells.values()) - step.asked(case).keys()
            if holds(row.when, case) and short:
                message = f"이 줄에 필요한 '{min(short)}'을 묻지 않을 때가 있어요"
                yield Problem(
                    (*path, "rows", index), "P25", message, "줄과 입력칸의 when을 맞춰 주세요"
                )
                break
