"""Each `when` asks about a question that was put before, and an option that it offers."""

from collections.abc import Iterator

from wizard.guide.adapted import OVERVIEW_PARTS, STEP_PARTS
from wizard.guide.looks import looks_of
from wizard.guide.messages import nearest
from wizard.guide.model import Guide, Path, Problem
from wizard.steps import Credentials, Step
from wizard.steps.base import Condition, ForSome

Options = dict[str, tuple[str, ...]]


def conditions(guide: Guide) -> Iterator[Problem]:
    """Find conditions on what is not asked, not yet asked, or not offered."""
    everything = {name: ids for step in guide.steps for name, ids in step.questions().items()}
    before: Options = {}
    for index, step in enumerate(guide.steps):
        yield from _condition(step.when, before, everything, ("steps", index, "when"))
        for path, when in text_conditions(step, ("steps", index)):
            yield from _condition(when, before, everything, (*path, "when"))
        for path, when, extra in inner_conditions(step, ("steps", index)):
            yield from _condition(when, before | extra, everything, (*path, "when"))
        before |= step.questions()
    for path, when in overview_conditions(guide):
        yield from _condition(when, everything, everything, (*path, "when"))


def overview_conditions(guide: Guide) -> Iterator[tuple[Path, Condition]]:
    """Give each `when` of what is told before the first step: it may ask about any question."""
    for name in OVERVIEW_PARTS:
        yield from _of_part(getattr(guide, name), (name,))
    yield from _of_part(guide.effort.ways, ("effort", "ways"))
    if guide.renew:
        yield from _of_part(guide.renew.needs, ("renew", "needs"))


def text_conditions(step: Step, path: Path) -> Iterator[tuple[Path, Condition]]:
    """Give each `when` of what a step tells and shows, in each look of its screen."""
    for at, shown in looks_of(step, path):
        for name in STEP_PARTS:
            yield from _of_part(getattr(shown, name, None), (*at, name))


def _of_part(
    part: ForSome | tuple[ForSome, ...] | None, path: Path
) -> Iterator[tuple[Path, Condition]]:
    if isinstance(part, tuple):
        for index, one in enumerate(part):
            yield from _of_part(one, (*path, index))
    elif part and part.when:
        yield path, part.when


def inner_conditions(step: Step, path: Path) -> Iterator[tuple[Path, Condition, Options]]:
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
