"""What an editor says of a picture: its words, its day, the numbers of its boxes; read and judged."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from wizard.content.written_pictures import NO_PICTURE, SIDES, WrittenBox, WrittenPicture
from wizard.forms.normalize import clean
from wizard.lint.faults.pictures import FIRST_DAY

_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""Letters that nobody sees and no YAML text may hold."""

MARKS = range(1, 10)
MAX_ALT_CHARS = 200
NO_FILE = "그림 파일을 골라 주세요."
NO_ALT = (
    "그림을 보지 못하는 사람에게 읽어 줄 글을 적어 주세요. 예: 왼쪽 메뉴에 판매자정보가 있는 화면"
)
LONG_ALT = f"{MAX_ALT_CHARS}자까지 적을 수 있어요."
BAD_DAY = "화면을 찍은 날을 골라 주세요. 오늘이나 그 전이에요."
HALF_BOX = "네 칸을 모두 적어 주세요. 상자를 없애려면 네 칸을 모두 비워 주세요."
NO_NUMBER = "0부터 100까지의 수로, 소수는 한 자리까지 적어 주세요. 예: 31.2"
FLAT_BOX = "너비와 높이는 0보다 커야 해요."
OUTSIDE = "상자가 그림 밖으로 나가요. 왼쪽과 너비, 위와 높이를 더해 100을 넘지 않게 적어 주세요."


@dataclass(frozen=True)
class PictureForm:
    """A picture as it stands in the form.

    Attributes:
        file: the name of the picture that is there, or was sent just now; "" for none.
        rows: number -> left, top, width, height as they are typed; "" for nothing.
        where: the key of the look that it is of; "" for the step's own.
        seen: the digest of the picture that stood there when the form was drawn.
        undraws: the picture that is drawn by words is to be taken out.
        errors: name of an input -> what is wrong with it.

    """

    file: str
    alt: str
    captured: str
    rows: Mapping[int, tuple[str, ...]]
    where: str
    seen: str
    undraws: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)

    def picture(self, standing: WrittenPicture) -> WrittenPicture:
        """Give what is to be written, as near to what stands there as it says the same."""
        known = {box.mark: box for box in standing.boxes}
        order = list(known)
        made = [
            _box(str(mark), row, known.get(str(mark)))
            for mark, row in self.rows.items()
            if any(row)
        ]
        made.sort(key=lambda box: order.index(box.mark) if box.mark in order else len(order))
        return WrittenPicture(self.file, self.alt, self.captured, tuple(made))


def of_picture(picture: WrittenPicture, where: str, today: date) -> PictureForm:
    """Draw the form of a picture that stands in a text; a first one takes the place of what is drawn by words."""
    known = {box.mark: box for box in picture.boxes}
    rows = {
        mark: tuple(getattr(known[str(mark)], side) for side in SIDES)
        if str(mark) in known
        else ("",) * len(SIDES)
        for mark in MARKS
    }
    captured = picture.captured or today.isoformat()
    is_first = picture == NO_PICTURE
    return PictureForm(picture.file, picture.alt, captured, rows, where, picture.digest, is_first)


def is_readable(picture: WrittenPicture) -> bool:
    """Say whether a form can show all that a picture says: each number once, each side a number."""
    marks = [box.mark for box in picture.boxes]
    sides = [getattr(box, side) for box in picture.boxes for side in SIDES]
    known = {str(mark) for mark in MARKS}
    return (
        len(set(marks)) == len(marks)
        and known.issuperset(marks)
        and None not in map(_number, sides)
    )


def posted(form: Mapping[str, str], look: str, today: date) -> PictureForm:
    """Read what was sent of a look's picture, and say at each input what is wrong with it."""
    rows = {
        mark: tuple(form.get(f"b{mark}.{side}", "").strip()[:8] for side in SIDES) for mark in MARKS
    }
    said = _UNWRITABLE.sub("", form.get("alt", ""))
    alt = " ".join(clean(said, "edges").value.split())
    captured = form.get("captured", "").strip()[:10]
    errors = {f"b{mark}.left": said for mark, row in rows.items() if (said := _wrong(row))}
    if not alt or len(alt) > MAX_ALT_CHARS:
        errors["alt"] = LONG_ALT if alt else NO_ALT
    if not _is_day(captured, today):
        errors["captured"] = BAD_DAY
    file, seen = form.get("file", "")[:80], form.get("seen", "")[:80]
    where, undraws = form.get("where", look)[:40], "undraws" in form
    return PictureForm(file, alt, captured, rows, where, seen, undraws, errors)


def _wrong(row: tuple[str, ...]) -> str:
    """Say what is wrong with a box; "" for nothing."""
    if not any(row):
        return ""
    if not all(row):
        return HALF_BOX
    numbers = [number for said in row if (number := _number(said)) is not None]
    if len(numbers) < len(row):
        return NO_NUMBER
    left, top, width, height = numbers
    if not width or not height:
        return FLAT_BOX
    return OUTSIDE if max(left + width, top + height) > 100 else ""


def _number(said: str) -> Decimal | None:
    try:
        number = Decimal(said.rstrip("%").replace(",", "."))
    except InvalidOperation:
        return None
    is_fine = number.is_finite() and 0 <= number <= 100 and number == round(number, 1)
    return number if is_fine else None


def _box(mark: str, row: tuple[str, ...], standing: WrittenBox | None) -> WrittenBox:
    told = {side: _plainly(said) for side, said in zip(SIDES, row, strict=True)}
    if standing:
        told |= {
            side: before
            for side in SIDES
            if _number(before := getattr(standing, side)) == _number(told[side])
        }
    return WrittenBox(**told, mark=mark)


def _plainly(said: str) -> str:
    number = _number(said)
    return said if number is None else f"{round(number, 1).normalize():f}"


def _is_day(said: str, today: date) -> bool:
    try:
        return FIRST_DAY <= date.fromisoformat(said) <= today
    except ValueError:
        return False
