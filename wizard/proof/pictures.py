"""Each numbered mark in an instruction stands in the picture, and the other way round."""

from collections.abc import Iterator

from wizard import inline
from wizard.guide import Guide, Problem
from wizard.steps import Step


def pictures(guide: Guide) -> Iterator[Problem]:
    """Find marks that point nowhere, to nothing, or to two things."""
    for index, step in enumerate(guide.steps):
        items = step.picture.items if step.picture else ()
        places = [(item.mark, place) for place, item in enumerate(items) if item.mark]
        drawn, named = dict(reversed(places)), _named(step)
        for mark in sorted(named.keys() - drawn.keys()):
            message = f"그림에 ({mark})번 표시가 없어요"
            hint = "picture에 mark를 넣거나 글에서 번호를 빼 주세요"
            yield Problem(("steps", index, "do", named[mark]), "P14", message, hint)
        for mark, place in places:
            where = ("steps", index, "picture", "items", place, "mark")
            if mark not in named:
                message = f"그림의 {mark}번 표시를 설명하는 글이 없어요"
                yield Problem(where, "P14", message, f"do에 ({mark})을 넣어 주세요")
            elif drawn[mark] != place:
                message = f"그림에 {mark}번 표시가 둘이에요"
                yield Problem(where, "P32", message, "번호를 하나씩만 써 주세요")


def _named(step: Step) -> dict[int, int]:
    """Give each mark that an instruction speaks of, and the instruction's place."""
    return {mark: place for place, line in enumerate(step.do) for mark in inline.marks(line)}
