"""The one room that reads YAML, and reads it strictly: data only, every scalar a string.

Source: YAML 1.1 as libyaml parses it. We take its events, not its values, so no scalar is ever
turned into a number, a date or a truth ("no" stays "no", "0123" stays "0123").
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from wizard.guide import Path, Problem

MAX_BYTES = 200_000
MAX_DEPTH = 20
_SMART_QUOTES = "“”‘’„‟「」"

Place = tuple[int, int]
"""Line and column, each from 1."""


@dataclass
class Document:
    """What a file says, and where it says it.

    Attributes:
        data: mappings as dict, sequences as list, scalars as str.
        values: path -> the place of the value there.
        keys: path -> the place of the key that leads there (mappings only).
        problems: what is wrong with the file as YAML, with the places in `at`.

    """

    data: Any = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    problems: list[tuple[Place, Problem]] = field(default_factory=list)

    def place(self, path: Path, *, of_key: bool = False) -> Place:
        """Give the nearest place to `path`: names that stand nowhere in the file are skipped."""
        found: Path = ()
        for part in path:
            if (*found, part) in self.values:
                found = (*found, part)
        known = self.keys if of_key else self.values
        return known.get(found, self.values.get(found, (1, 1)))

    def complain(self, mark: Any, code: str, message: str, hint: str) -> None:
        """Note a fault of the YAML itself, at a mark of the parser."""
        self.problems.append(((mark.line + 1, mark.column + 1), Problem((), code, message, hint)))


def read(raw: bytes) -> Document:
    """Read one file's bytes; whatever is wrong stands in the document's problems."""
    document = Document()
    text = _decode(raw, document)
    if text is None:
        return document
    try:
        _Builder(document, yaml.parse(text, Loader=yaml.CSafeLoader)).build()
    except yaml.MarkedYAMLError as error:
        _broken(document, error)
    except yaml.reader.ReaderError as error:
        before = text.encode()[: error.position].decode(errors="ignore")
        message = "YAML에 쓸 수 없는 글자가 있어요"
        problem = Problem((), "Y01", message, "그 줄을 지우고 다시 적어 주세요")
        document.problems.append((_after(before), problem))
    _tabs(text, document)
    if not isinstance(document.data, dict) and not document.problems:
        problem = Problem(
            (), "Y10", "파일이 '이름: 값'으로 시작하지 않아요", "mall: 부터 적어 주세요"
        )
        document.problems.append(((1, 1), problem))
    return document


def _decode(raw: bytes, document: Document) -> str | None:
    def refuse(place: Place, code: str, message: str, hint: str) -> None:
        document.problems.append((place, Problem((), code, message, hint)))

    if len(raw) > MAX_BYTES:
        refuse(
            (1, 1), "Y03", f"파일이 {MAX_BYTES // 1000} KB보다 커요", "안내를 나누거나 줄여 주세요"
        )
        return None
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        refuse((1, 1), "Y02", "파일 맨 앞에 BOM이 있어요", "'UTF-8(BOM 없음)'으로 저장해 주세요")
        if not raw.startswith(b"\xef\xbb\xbf"):
            return None
        raw = raw[3:]
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        refuse(_after(before), "Y01", "UTF-8 글자가 아니에요", "파일을 UTF-8로 저장해 주세요")
        return None


def _after(before: str) -> Place:
    """Give the place of what follows `before`."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _broken(document: Document, error: yaml.MarkedYAMLError) -> None:
    mark = error.problem_mark or error.context_mark
    what = " ".join(filter(None, [error.context, error.problem]))
    if mark is not None:
        hint = "들여쓰기, 콜론 뒤의 빈칸, 따옴표의 짝을 살펴 주세요"
        document.complain(mark, "Y06", f"YAML로 읽을 수 없어요: {what}", hint)


def _tabs(text: str, document: Document) -> None:
    """YAML forbids tabs for indentation, and nobody sees the ones elsewhere."""
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" in line:
            problem = Problem((), "Y04", "탭 문자가 있어요", "탭 대신 빈칸을 써 주세요")
            document.problems.append(((number, line.index("\t") + 1), problem))


class _Builder:
    """Builds a document from libyaml's events, one node at a time."""

    def __init__(self, document: Document, events: Iterator[Any]) -> None:
        self.document = document
        self.events = events

    def build(self) -> None:
        next(self.events)  # the stream's start
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            return
        self.document.data = self.node(next(self.events), ())
        next(self.events)  # the document's end
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            hint = "'---' 줄을 지우고 한 파일에 한 안내만 두세요"
            self.document.complain(after.start_mark, "Y11", "한 파일에 문서가 둘이에요", hint)

    def node(self, event: Any, path: Path) -> Any:
        mark = event.start_mark
        self.document.values.setdefault(path, (mark.line + 1, mark.column + 1))
        if len(path) > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem="too deep", problem_mark=mark)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            hint = "같은 내용이라도 다시 적어 주세요"
            self.document.complain(mark, "Y08", "앵커(&)와 별칭(*)은 쓸 수 없어요", hint)
        if getattr(event, "tag", None):
            self.document.complain(
                mark, "Y09", f"태그 {event.tag}는 쓸 수 없어요", "태그를 지워 주세요"
            )
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        return self.scalar(event)

    def scalar(self, event: Any) -> str:
        value: str = getattr(event, "value", "")  # an alias has none
        is_bare = len(value) > 1 and not event.style
        if is_bare and value[0] in _SMART_QUOTES and value[-1] in _SMART_QUOTES:
            hint = '곧은 따옴표 " 를 쓰거나 지워 주세요'
            message = "둥근따옴표는 YAML의 따옴표가 아니에요"
            self.document.complain(event.start_mark, "Y05", message, hint)
        return value

    def mapping(self, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            mark = event.start_mark
            key = self.node(event, (*path, "?"))
            self.document.values.pop((*path, "?"), None)
            if not isinstance(key, str):
                self.document.complain(
                    mark, "Y06", "이름 자리에 묶음이 왔어요", "이름은 한 낱말로 적어 주세요"
                )
                key = str(key)
            inside = (*path, key)
            if key in data:
                first = self.document.keys[inside][0]
                message = f"'{key}'를 두 번 적었어요"
                self.document.complain(mark, "Y07", message, f"{first}번째 줄에 이미 있어요")
                inside = (*path, f"{key}\0{mark.line}")
            self.document.keys[inside] = (mark.line + 1, mark.column + 1)
            value = self.node(next(self.events), inside)
            data.setdefault(key, value)
        return data

    def sequence(self, path: Path) -> list[Any]:
        data: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            data.append(self.node(event, (*path, len(data))))
        return data
