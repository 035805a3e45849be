"""A document out of libyaml's events, one node at a time."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from wizard.guide.model import Path, Problem
from wizard.strict_yaml.document import Document, Scalar, place_of

MAX_DEPTH = 20
MAX_VALUES = 5_000
"""Names, values and what holds them; the longest guide has 850."""
_CUT = re.compile(r"\s*(?P<it>(?<=\s)#)(?!\s*wizard:ok\b)(?:(?<!\s\s#)|(?=\S))")
"""A comment behind a value, unless two blanks stand before its # and one after it: nobody types that in a text."""
_WIDE_COMMA = re.compile("[，、]")
_SMART = {"“": "“”\"'", "”": "“”\"'", "„": "“”\"'", "‟": "“”\"'", "‘": "‘’\"'", "’": "‘’\"'"}

WITH_LIST = (
    "이름 옆에 글이 있는데 아래에 목록이 이어져요",
    "옆의 글을 지우거나, '- '를 붙여 목록의 한 줄로 옮겨 주세요",
)
"""What is wrong, and what to do, where a text swallowed the list below it."""


class TooManyError(Exception):
    """The file holds more than a guide can: what follows is left unread."""


class Builder:
    """Builds a document.

    Attributes:
        last_quoted: the quoted value read last: an unclosed quote swallows what follows it.
        flows: in how many brackets it is: there, commas part values.
        last_end: where the mapping or list ends that was read last.

    """

    def __init__(self, document: Document, events: Iterator[Any]) -> None:
        self.document = document
        self.events = events
        self.last_quoted: Scalar | None = None
        self.count = 0
        self.flows = 0
        self.last_end: Any = None

    def build(self) -> None:
        """Read the one document of the stream."""
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
        """Read the value at `path`, which `event` begins."""
        mark = event.start_mark
        self.count += 1
        if self.count > MAX_VALUES:
            message = f"파일에 적힌 것이 {MAX_VALUES}가지보다 많아요"
            self.document.complain(mark, "Y03", message, "안내를 나누거나 줄여 주세요")
            raise TooManyError
        self.document.values.setdefault(path, place_of(mark))
        if len(path) > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem="too deep", problem_mark=mark)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            hint = "같은 내용이라도 다시 적어 주세요"
            self.document.complain(mark, "Y08", "앵커(&)와 별칭(*)은 쓸 수 없어요", hint)
        if getattr(event, "tag", None):
            self.document.complain(
                mark, "Y09", f"태그 {event.tag}는 쓸 수 없어요", "태그를 지워 주세요"
            )
        if isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            return self.scalar(event, path)
        self.flows += bool(event.flow_style)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        found = self.mapping(path) if is_mapping else self.sequence(path)
        if event.flow_style:
            self.document.ends.setdefault(path, place_of(self.last_end))
        self.flows -= bool(event.flow_style)
        return found

    def scalar(self, event: Any, path: Path) -> str:
        """Read one word or sentence."""
        value: str = getattr(event, "value", "")  # an alias has none
        style = getattr(event, "style", None) or ""
        found = Scalar(value, place_of(event.start_mark), place_of(event.end_mark), style)
        self.document.scalars.setdefault(path, found)
        if style in {'"', "'"}:
            self.last_quoted = found
        if not style and isinstance(event, yaml.ScalarEvent):
            self.bare(event, found)
        return value

    def bare(self, event: Any, found: Scalar) -> None:
        """Look at a value without quotes: what it may have lost, or holds too much."""
        line, after = found.end[0], found.end[1] - 1
        rest = self.document.lines[line - 1][after:] if line <= len(self.document.lines) else ""
        if lost := _CUT.match(rest):
            place = (line, after + lost.start("it") + 1)
            hint = '글이면 따옴표 " 로 묶고, 설명이면 두 칸 띄워 "  # 설명"처럼 적거나 윗줄로 옮겨 주세요'
            self.document.problems.append((place, Problem((), "Y14", "#부터 뒤가 잘려요", hint)))
        if any(_is_item(text) for text in self.document.lines[found.start[0] : line]):
            self.document.complain(event.start_mark, "Y06", *WITH_LIST)
        if _is_in_smart_quotes(found.value):
            hint = '곧은 따옴표 " 를 쓰거나 지워 주세요'
            message = "둥근따옴표는 YAML의 따옴표가 아니에요"
            self.document.complain(event.start_mark, "Y05", message, hint)
        elif found.value.count('"') % 2:
            hint = "지우거나, 글 전체를 홑따옴표 ' 로 묶어 주세요"
            self.document.complain(event.start_mark, "Y18", "따옴표의 짝이 없어요", hint)
        if self.flows and (comma := _WIDE_COMMA.search(found.value)):
            message = f"쉼표가 넓은 글자({comma[0]})라서 한 낱말로 읽혀요"
            hint = "좁은 쉼표와 빈칸 ', '으로 나누거나, 한 낱말이면 따옴표로 묶어 주세요"
            self.document.complain(event.start_mark, "Y17", message, hint)

    def mapping(self, path: Path) -> dict[str, Any]:
        """Read names and their values up to the mapping's end."""
        data: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            mark, inside = event.start_mark, (*path, "?")
            key = self.node(event, inside)
            self.document.values.pop(inside, None)
            written = self.document.scalars.pop(inside, None)
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
            self.document.keys[inside] = place_of(mark)
            if written:
                self.document.names[inside] = written
            value = self.node(next(self.events), inside)
            data.setdefault(key, value)
        self.last_end = event.end_mark
        return data

    def sequence(self, path: Path) -> list[Any]:
        """Read items up to the sequence's end."""
        data: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            data.append(self.node(event, (*path, len(data))))
        self.last_end = event.end_mark
        return data


def _is_item(line: str) -> bool:
    return line.lstrip(" ").startswith("- ")


def _is_in_smart_quotes(value: str) -> bool:
    """Say whether one pair of curly quotes holds the whole value, as only YAML's own would."""
    ends = _SMART.get(value[:1], "")
    inner = value[1:-1]
    return len(value) > 1 and value[-1] in ends and not any(mark in inner for mark in _SMART)
