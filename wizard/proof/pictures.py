"""Each numbered mark in an instruction stands in the picture, and the other way round."""

from collections.abc import Iterator

from wizard import inline
from wizard.guide import Guide, Problem


def pictures(guide: Guide) -> Iterator[Problem]:
    """Find marks that point nowhere, to nothing, or to two things."""
    for index, step in enumerate(guide.steps):
        marks = [item.mark for item in step.picture.items if item.mark] if step.picture else []
        drawn = set(marks)
        named = {mark: place for place, line in enumerate(step.do) for mark in inline.marks(line)}
        for mark in sorted(named.keys() - drawn):
            message = f"그림에 ({mark})번 표시가 없어요"
            hint = "picture에 mark를 넣거나 글에서 번호를 빼 주세요"
            yield Problem(("steps", index, "do", named[mark]), "P14", message, hint)
        for mark in sorted(drawn - named.keys()):
            message = f"그림의 {mark}번 표시를 설명하는 글이 없어요"
            yield Problem(
                ("steps", index, "picture"), "P14", message, f"do에 ({mark})을 넣어 주세요"
            )
        for mark in sorted({mark for mark in drawn if marks.count(mark) > 1}):
            message = f"그림에 {mark}번 표시가 둘이에요"
            yield Problem(("steps", index, "picture"), "P32", message, "번호를 하나씩만 써 주세요")
