"""Each field, row and note is met in some case, and each case registers what it asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from wizard.guide.journey import MAX_WAYS, format_answers, ways
from wizard.guide.model import Guide, Path, Problem
from wizard.lint.faults.conditions import inner_conditions
from wizard.lint.faults.reachability import never
from wizard.steps import Credentials, Step
from wizard.steps.base import Answers, holds
from wizard.steps.fields import TextField

MAX_CASES = 4096


@dataclass(frozen=True)
class Case:
    """One set of answers with which a form can be met, and the steps passed before it."""

    answers: Answers
    passed: frozenset[str]


def dead_parts(guide: Guide) -> Iterator[Problem]:
    """Find what no answer, or not every answer, leads to."""
    found = list(islice(ways(guide), MAX_WAYS))
    for index, step in enumerate(guide.steps):
        path: Path = ("steps", index)
        passing = [
            Case(answers, frozenset(s.id for s in way)) for answers, way in found if step in way
        ]
        if isinstance(step, Credentials) and passing:
            cases = form_cases(step, passing)
            if cases is None:
                message = f"입력칸의 갈림길이 {MAX_WAYS}개를 넘어요"
                yield Problem((*path, "fields"), "P20", message, "질문을 줄여 주세요")
                continue
            yield from _unmet(step, cases, path)
            yield from _rows(step, cases, path)
            yield from _fields(step, cases, path)
        elif passing:
            yield from _unmet(step, passing, path)


def form_cases(step: Credentials, passing: list[Case]) -> list[Case] | None:
    """Give every case of a form once, as far as the form can tell them apart; None if too many."""
    asked = {name for _, when, _ in inner_conditions(step, ()) for name in when}
    finds = {find for field in step.fields.values() for find in field.find}
    outer = {
        (tuple((q, a) for q, a in case.answers.items() if q in asked), case.passed & finds): None
        for case in passing
    }
    own = step.questions()
    picked = list(islice(product(*own.values()), MAX_WAYS + 1))
    if len(picked) > MAX_WAYS or len(picked) * len(outer) > MAX_CASES:
        return None
    cases: dict[tuple[tuple[tuple[str, tuple[str, ...]], ...], frozenset[str]], None] = {}
    for (before, passed), picks in product(outer, picked):
        answers = dict(before)
        for name, option in zip(own, picks, strict=True):
            if holds(step.fields[name].when, answers):
                answers[name] = (option,)
        cases[tuple(answers.items()), passed] = None
    return [Case(dict(answers), passed) for answers, passed in cases]


def _unmet(step: Step, cases: list[Case], path: Path) -> Iterator[Problem]:
    """Find fields never asked, rows never registered, notes never shown."""
    answers = [case.answers for case in cases]
    lost: set[object] = set()
    for where, when, _ in inner_conditions(step, path):
        if not (reason := never(when, answers)):
            continue
        if where[-1] == "note":
            yield Problem(where, "P22", "어떤 답을 골라도 이 쪽지를 보여 주지 않아요", reason)
        elif where[-2] == "rows":
            if not _loses(step, where[-1], lost):
                yield Problem(where, "P21", "어떤 답을 골라도 이 줄은 등록되지 않아요", reason)
        else:
            lost.add(where[-1])
            message = f"어떤 답을 골라도 '{where[-1]}'을 묻지 않아요"
            yield Problem(where, "P19", message, reason)


def _loses(step: Step, index: object, lost: set[object]) -> bool:
    """Say whether a row is never registered only because its fields are never asked."""
    rows = step.rows if isinstance(step, Credentials) else ()
    return not lost.isdisjoint(rows[int(str(index))].cells.values())


def _rows(step: Credentials, cases: list[Case], path: Path) -> Iterator[Problem]:
    """Find rows that lack a field, come twice, or are all missing."""
    told_of: set[int] = set()
    for case in cases:
        asked = step.asked(case.answers).keys()
        seen: list[object] = []
        for index, row in enumerate(step.rows):
            if not holds(row.when, case.answers) or index in told_of:
                continue
            where = (*path, "rows", index)
            if short := set(row.cells.values()) - asked:
                told_of.add(index)
                message = f"이 줄에 필요한 '{min(short)}'을 묻지 않을 때가 있어요: {format_answers(case.answers)}"
                yield Problem(where, "P25", message, "줄과 입력칸의 when을 맞춰 주세요")
            elif row.cells in seen:
                told_of.add(index)
                message = f"앞의 줄과 똑같은 줄이 또 등록돼요: {format_answers(case.answers)}"
                yield Problem(where, "P24", message, "줄을 하나 지우거나 when을 적어 주세요")
            seen.append(row.cells)
    for case in cases:
        if not step.registered(case.answers):
            message = (
                f"저장해도 아무 줄도 등록되지 않는 답이 있어요: {format_answers(case.answers)}"
            )
            yield Problem((*path, "rows"), "P26", message, "그 답에 맞는 줄을 넣어 주세요")
            return


def _fields(step: Credentials, cases: list[Case], path: Path) -> Iterator[Problem]:
    """Find fields that are asked for nothing, or whose place of finding was not passed."""
    for name, field in step.fields.items():
        asking = [case for case in cases if holds(field.when, case.answers)]
        for case in asking:
            rows = step.registered(case.answers)
            used = {cell for row in rows for cell in row.cells.values()}
            if isinstance(field, TextField) and rows and name not in used:
                message = f"'{name}'을 묻고 어디에도 등록하지 않는 답이 있어요: {format_answers(case.answers)}"
                hint = "그 답의 줄에 넣거나 입력칸에 when을 적어 주세요"
                yield Problem((*path, "fields", name), "P27", message, hint)
                break
        for case in asking:
            if field.find and case.passed.isdisjoint(field.find):
                named = "', '".join(field.find)
                message = f"'{named}'을 지나지 않고 이 칸에 오는 답이 있어요: {format_answers(case.answers)}"
                hint = "모두가 지나는 단계를 적거나, 입력칸에 같은 when을 적어 주세요"
                yield Problem((*path, "fields", name, "find"), "P18", message, hint)
                break
