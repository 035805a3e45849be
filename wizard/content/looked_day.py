"""The day on which somebody held a guide against the mall's own screens, written into its text.

The text stays as it is written: comments, order and layout.
"""

from datetime import date

from wizard import strict_yaml
from wizard.errors import RefusedError
from wizard.guide.freshness import ReviewDate
from wizard.guide.model import Path
from wizard.strict_yaml import Document

DAYS = {"guide": "checked_on", "picture": "seen_on", "image": "captured", "video": "on"}
"""Where the day of each thing stands."""
ELSEWHERE = (
    "이 화면은 여러 안내가 함께 쓰는 글이거나, 글의 모양이 달라서 여기서 날짜를 고칠 수 없어요. "
    "글을 열어 날짜를 직접 고쳐 주세요."
)


def with_day(text: str, seen: ReviewDate, day: date) -> str:
    """Give a guide's text as of the day on which somebody looked.

    Raises:
        RefusedError: the day stands in no place of this text.

    """
    written = _set(text, seen, DAYS[seen.what], day.isoformat())
    return _set(written, seen, "looked", "true") if seen.what == "guide" else written


def _set(text: str, seen: ReviewDate, key: str, value: str) -> str:
    document = strict_yaml.read(text.encode(), "guide")
    home = _home(document, seen)
    lines = text.split("\n")
    known = document.scalars.get((*home, key))
    if known:
        row, start, end = known.start[0] - 1, known.start[1] - 1, known.end[1] - 1
        if known.end[0] != known.start[0]:
            raise RefusedError(ELSEWHERE)
        lines[row] = lines[row][:start] + value + lines[row][end:]
    else:
        _insert(lines, document, home, f"{key}: {value}")
    return "\n".join(lines)


def _insert(lines: list[str], document: Document, home: Path, pair: str) -> None:
    """Put a pair behind the last one that is written on one line, in braces or on a line of its own."""
    siblings = [
        (document.names[path], scalar)
        for path, scalar in document.scalars.items()
        if path[:-1] == home and path in document.names
    ]
    on_one_line = [(name, scalar) for name, scalar in siblings if scalar.end[0] == name.start[0]]
    if not on_one_line:
        raise RefusedError(ELSEWHERE)
    name, scalar = on_one_line[-1]
    row, end = scalar.end[0] - 1, scalar.end[1] - 1
    if lines[row][end:].lstrip().startswith((",", "}")):
        lines[row] = f"{lines[row][:end]}, {pair}{lines[row][end:]}"
    else:
        lines.insert(row + 1, " " * (name.start[1] - 1) + pair)


def _home(document: Document, seen: ReviewDate) -> Path:
    """Find the mapping that has the day, by the step's id: what is shared stands in another file."""
    path = seen.path[:-1] if seen.path[-1] == DAYS[seen.what] else seen.path
    if seen.step is None:
        return path
    steps = document.data.get("steps", []) if isinstance(document.data, dict) else []
    for index, step in enumerate(steps):
        if isinstance(step, dict) and step.get("id") == seen.step.id:
            return ("steps", index, *path[2:])
    raise RefusedError(ELSEWHERE)
