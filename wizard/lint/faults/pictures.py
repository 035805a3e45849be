"""The proof that an instruction's number and its place in the picture find each other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from wizard.guide import markup
from wizard.guide.adapted import adapted
from wizard.guide.looks import appearances
from wizard.guide.model import Guide, Path, Problem
from wizard.guide.screenshots import images
from wizard.lint.faults.cases import cases
from wizard.steps import Step
from wizard.steps.base import Answers, holds
from wizard.steps.picture import WORDLESS, Item

FIRST_DAY = date(2015, 1, 1)
"""No console of today looks as it did before."""
NO_MARK = "picture에 mark를 넣거나 글에서 번호를 빼 주세요"
NO_BOX = "그림에 {}번 상자를 놓거나 글에서 번호를 빼 주세요"
"""What is done where a screen has a photo alone: it has boxes, which are placed by hand."""

Marks = Sequence[tuple[int, Path]]


def marks(guide: Guide) -> Iterator[Problem]:
    """Find numbers that point nowhere, to nothing, to two things, or out of turn."""
    for index, step in enumerate(guide.steps):
        told: list[Problem] = []
        for path, seen in appearances(step, ("steps", index)):
            for answers in cases(guide, step):
                told += [p for p in _of_case(seen, answers, path) if p not in told]
        yield from told


def _of_case(step: Step, answers: Answers, path: Path) -> Iterator[Problem]:
    acts = [(place, act) for place, act in enumerate(step.do) if holds(act.when, answers)]
    lines = [(markup.number(act.say), place) for place, act in acts]
    named = [(mark, (*path, "do", place)) for mark, place in lines if mark]
    shown = adapted(step, answers)
    drawn = list(_drawn(shown, path))
    yield from _unmatched(named, drawn, NO_MARK if shown.picture or not shown.image else NO_BOX)
    yield from _repeated(named, "글에")
    yield from _repeated(drawn, "그림에")
    yield from _out_of_turn([told for told in named if told[0] in dict(drawn)])


def _unmatched(named: Marks, drawn: Marks, cure: str) -> Iterator[Problem]:
    for mark, path in named:
        if mark not in dict(drawn):
            yield Problem(path, "P14", f"그림에 ({mark})번 표시가 없어요", cure.format(mark))
    for mark, path in drawn:
        if mark not in dict(named):
            message = f"그림의 {mark}번 표시를 설명하는 글이 없어요"
            yield Problem(path, "P36", message, f"do의 한 줄을 ({mark})로 끝내 주세요")


def _repeated(marks: Marks, where: str) -> Iterator[Problem]:
    seen = Counter[int]()
    for mark, path in marks:
        seen[mark] += 1
        if seen[mark] == 2:
            message = f"{where} {mark}번이 두 번 나와요"
            yield Problem(path, "P32", message, "번호를 하나씩만 써 주세요")


def _out_of_turn(named: Marks) -> Iterator[Problem]:
    """Numbers count the instructions: 1, 2, 3 from top to bottom."""
    for due, (mark, path) in enumerate(named, start=1):
        if mark != due and mark not in {other for other, _ in named[: due - 1]}:
            message = f"({due})번 차례인데 ({mark})번이 나와요"
            yield Problem(path, "P37", message, "위에서부터 1, 2, 3으로 매겨 주세요")
            return


def _drawn(step: Step, path: Path) -> Iterator[tuple[int, Path]]:
    """Give each mark of the step's picture and image, with its place in the file."""
    if step.picture:
        for region in ("top", "side", "items", "bottom"):
            yield from _inside(getattr(step.picture, region), (*path, "picture", region))
    if step.image:
        for number, box in enumerate(step.image.boxes):
            yield box.mark, (*path, "image", "boxes", number, "mark")


def boxes(guide: Guide) -> Iterator[Problem]:
    """Find boxes that stick out of their image, and days on which it cannot have been taken.

    One that was taken after the guide was last looked at is newer than it, and right; a day to come is advice.
    """
    for path, image in images(guide):
        for number, box in enumerate(image.boxes):
            if box.left + box.width > 100 or box.top + box.height > 100:
                message = "상자가 그림 밖으로 나가요"
                hint = "left + width와 top + height가 100을 넘지 않게 해 주세요"
                yield Problem((*path, "boxes", number), "P39", message, hint)
        if image.captured < FIRST_DAY:
            message = f"화면을 찍은 날이 {FIRST_DAY}보다 전이에요"
            hint = "captured를 화면을 찍은 날로 고쳐 주세요"
            yield Problem((*path, "captured"), "P40", message, hint)


def _inside(items: tuple[Item, ...], path: Path) -> Iterator[tuple[int, Path]]:
    for place, item in enumerate(items):
        if item.mark:
            yield item.mark, (*path, place, "mark")
        name = item.kind if item.kind in WORDLESS else "items"
        yield from _inside(item.inside, (*path, place, name))
