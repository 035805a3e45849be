"""Each step and question has a name of its own, which is also an address."""

from collections.abc import Iterator

from wizard.guide.model import Guide, Problem

RESERVED = frozenset({"all", "renew", "start", "saved"})
RESERVED_FIELDS = frozenset(
    {"action", "csrf_token", "form_token", "seller_name", "seller_number", "seller_phone"}
)


def names(guide: Guide) -> Iterator[Problem]:
    """Find names that are taken."""
    seen: set[str] = set()
    for index, step in enumerate(guide.steps):
        where = ("steps", index, "id")
        if step.id in RESERVED:
            yield Problem(
                where, "P12", f"'{step.id}'은 다른 화면이 쓰는 이름이에요", "이름을 바꿔 주세요"
            )
        yield from _old_names(guide, index)
        for name in getattr(step, "fields", {}):
            if name in RESERVED_FIELDS:
                message = f"'{name}'은 화면이 따로 쓰는 이름이에요"
                yield Problem((*where[:2], "fields", name), "P12", message, "이름을 바꿔 주세요")
        for name in sorted({step.id, *step.questions()} & seen):
            yield Problem(where, "P01", f"'{name}'이 두 번 나와요", "이름은 하나씩만 써 주세요")
        seen |= {step.id, *step.questions()}


def _old_names(guide: Guide, index: int) -> Iterator[Problem]:
    """Find old names of a step that another step has or had: an address leads to one screen."""
    taken = {step.id: step.id for step in guide.steps}
    taken |= {old: step.id for step in guide.steps[:index] for old in step.was}
    for place, old in enumerate(step_was := guide.steps[index].was):
        where = ("steps", index, "was", place)
        if old in RESERVED:
            message = f"'{old}'은 다른 화면이 쓰는 이름이에요"
            yield Problem(where, "P42", message, "단계의 예전 이름만 적어 주세요")
        elif old in taken or old in step_was[:place]:
            message = f"예전 이름 '{old}'을 '{taken.get(old, guide.steps[index].id)}' 단계가 써요"
            yield Problem(where, "P42", message, "예전 이름은 한 단계에만 한 번 적어 주세요")
