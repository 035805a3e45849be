"""Advice on what to do: one act a line, one copy before it is pasted, and news that is read at a glance."""

import re
from collections.abc import Iterator, Sequence

from wizard.guide.adapted import adapted
from wizard.guide.markup import plain
from wizard.guide.model import Guide, Path, Problem
from wizard.lint.faults.cases import cases
from wizard.lint.faults.facts import every_update
from wizard.steps import Step
from wizard.steps.lines import Act

MAX_CHANGE_CHARS = 100
_NAMES = re.compile(r"\*\*[^*]*\*\*|‘[^’]*’|“[^”]*”|\([^)]*\)")
_ON_THE_WAY = "누르고|눌러서?|고르고|골라서?|넣고|넣어서|적고|적어서|하고|해서|열고|열어서|찾아서?|찾고|받아서?"
_AFTER = "누른|고른|넣은|적은|한|연|찾은|받은"
_TWO = re.compile(
    rf"(?:{_ON_THE_WAY}|(?:복사|선택|확인)해|(?:{_AFTER}) (?:뒤|다음)에?),? (?!싶|있|둔|나오|보이)(?=.*요)"
)
"""An act on whose way to the end of its line there is another one."""

_COPY = re.compile(r"복사(?:해|하)")
_KEPT = re.compile(r"붙여 ?넣|적어|저장해")
"""What is pasted or written down may be copied over."""

_BOTH = re.compile(
    r"\*\*[^*]+\*\*(?:[와과]|, ?| ?· ?) ?\*\*[^*]+\*\*[을를]? (?:차례로 |모두 )?복사"
)


def acts(guide: Guide) -> Iterator[Problem]:
    """Find lines in which one loses the place, and news too long to read."""
    for index, step in enumerate(guide.steps):
        path: Path = ("steps", index, "do")
        yield from _two_at_once(step.do, path)
        yield from _two_copies(guide, step, path)
    for where, change in every_update(guide):
        if (long := len(plain(change.say))) > MAX_CHANGE_CHARS:
            message, hint = f"달라진 점이 {long}자예요", f"{MAX_CHANGE_CHARS}자까지가 좋아요"
            yield Problem((*where, "say"), "A66", message, hint)


def _two_at_once(do: Sequence[Act], path: Path) -> Iterator[Problem]:
    for place, act in enumerate(do):
        if found := _TWO.search(_NAMES.sub("＿", act.say)):
            message = f"한 줄에 할 일이 둘이에요 (‘{found[0].strip(' ,')} …’)"
            hint = "한 줄에 하나씩 적어 주세요. 하고 나면 보이는 것은 result에 적어요"
            yield Problem((*path, place), "A65", message, hint)


def _two_copies(guide: Guide, step: Step, path: Path) -> Iterator[Problem]:
    """The clipboard keeps one value: the first is lost before it is pasted."""
    lost = {act.say for case in cases(guide, step) for act in _lost(adapted(step, case).do)}
    for place, act in enumerate(step.do):
        if act.say in lost:
            message = (
                "앞에서 복사한 값이 지워져요"
                if not _BOTH.search(act.say)
                else "두 값을 한꺼번에 복사할 수 없어요"
            )
            hint = "한 번에 하나만 남아요. 붙여 넣을 곳을 사이에 적거나, 화면을 통째로 복사하게 해 주세요"
            yield Problem((*path, place), "A67", message, hint)


def _lost(do: Sequence[Act]) -> Iterator[Act]:
    """Give the lines that copy while the value of a line before still waits."""
    waits = False
    for act in do:
        copies, keeps = _COPY.search(act.say), _KEPT.search(act.say)
        if copies and (waits or _BOTH.search(act.say)):
            yield act
        waits = (waits or bool(copies)) and not keeps
