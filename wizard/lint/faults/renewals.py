"""The way to a new key (`renew`) names screens to read, each once, which are met together."""

from collections.abc import Iterator

from wizard.guide.messages import nearest
from wizard.guide.model import Guide, Problem


def renewals(guide: Guide) -> Iterator[Problem]:
    """Find screens of the way to a new key that are not there, or do not belong on it."""
    yield from _unwalked(guide)
    if guide.renew is None:
        return
    steps, met = {step.id: step for step in guide.steps}, dict[str, set[str]]()
    seen: list[str] = []
    for index, step_id in enumerate(guide.renew.steps):
        where = ("renew", "steps", index)
        if step_id not in steps:
            hint = nearest(step_id, steps)
            yield Problem(where, "P02", f"'{step_id}' 단계가 없어요", hint)
            continue
        step = steps[step_id]
        if step_id in seen:
            yield Problem(where, "P50", f"'{step_id}'이 두 번 나와요", "한 번만 적어 주세요")
        elif step.kind not in {"info", "wait"}:
            message = f"'{step_id}'은 읽고 하는 화면이 아니에요"
            yield Problem(where, "P50", message, "kind가 info나 wait인 단계만 적어 주세요. 마지막에는 계정 고치기가 저절로 나와요")  # fmt: skip
        elif any(not met.get(name, set(options)) & set(options) for name, options in step.when.items()):  # fmt: skip
            message = f"'{step_id}'은 앞의 화면과 한 길에서 만나지 않아요"
            yield Problem(where, "P50", message, "같은 답으로 만나는 단계만 적어 주세요")
        seen.append(step_id)
        for name, options in step.when.items():
            met[name] = met.get(name, set(options)) & set(options)


def _unwalked(guide: Guide) -> Iterator[Problem]:
    """Find screens of the way to a new key alone that are not on it, or that somebody is led to who is not."""
    named = guide.renew.steps if guide.renew else ()
    for index, step in enumerate(guide.steps):
        if step.only and step.id not in named:
            message = f"'{step.id}'은 새 키를 받는 길에서만 지나는데 그 길에 없어요"
            hint = "renew의 steps에 적거나, only를 지워 주세요"
            yield Problem(("steps", index, "only"), "P76", message, hint)
