"""`find` names a step before its form, `lists` a checklist; a request comes after a form."""

from collections.abc import Iterator

from wizard.guide.messages import nearest
from wizard.guide.model import Guide, Path, Problem
from wizard.steps import Checklist, Credentials, Outcome, Request, Step
from wizard.steps.help import TO_STAFF


def references(guide: Guide) -> Iterator[Problem]:
    """Find names of steps that lead nowhere, round in a circle, or ahead."""
    ids = [step.id for step in guide.steps]
    renewing = {step.id for step in guide.steps if step.only}
    lists = {step.id for step in guide.steps if isinstance(step, Checklist)}
    has_form = False
    for index, step in enumerate(guide.steps):
        if isinstance(step, Credentials):
            has_form = True
            yield from _finds(step, ids, index, renewing)
        if isinstance(step, Outcome) and step.lists and step.lists not in lists:
            hint = nearest(step.lists, lists) if lists else "checklist 단계를 먼저 만들어 주세요"
            message = f"'{step.lists}' 체크리스트가 없어요"
            yield Problem(("steps", index, "lists"), "P02", message, hint)
        yield from _helps(step, ids, ("steps", index, "help"))
        if isinstance(step, Request) and not has_form:
            message = "요청할 계정을 아직 받지 않았어요"
            yield Problem(
                ("steps", index, "kind"), "P23", message, "credentials 단계 뒤로 옮겨 주세요"
            )


def _helps(step: Step, ids: list[str], path: Path) -> Iterator[Problem]:
    """Find answers that lead to no screen, or to the one they are read at."""
    for place, one in enumerate(step.help):
        where = (*path, place, "to")
        if one.to == step.id:
            message, hint = f"'{one.to}'은 이 화면 자신이에요", "다른 단계나 request를 적어 주세요"
            yield Problem(where, "P65", message, hint)
        elif one.to and not one.asks_staff and one.to not in ids:
            hint = nearest(one.to, [*ids, TO_STAFF])
            yield Problem(where, "P65", f"'{one.to}' 단계가 없어요", hint)


def _finds(step: Credentials, ids: list[str], index: int, renewing: set[str]) -> Iterator[Problem]:
    for name, field in step.fields.items():
        for place, find in enumerate(field.find):
            where = ("steps", index, "fields", name, "find", place)
            if find not in ids:
                yield Problem(where, "P02", f"'{find}' 단계가 없어요", nearest(find, ids))
            elif find in renewing:
                message = f"값을 찾을 '{find}'은 새 키를 받는 길에서만 지나요"
                yield Problem(where, "P08", message, "처음 연결하는 길의 단계를 적어 주세요")
            elif ids.index(find) >= index:
                told = "입력 화면 자신" if find == step.id else "입력 화면보다 뒤"
                message = f"값을 찾을 '{find}'이 {told}예요"
                yield Problem(where, "P08", message, "값이 보이는 앞 단계를 적어 주세요")
