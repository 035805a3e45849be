"""An answer, read: its text, its JSON, its XML, and what stands at a path in them."""

import json
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from wizard.verdicts.answer import Answer

MAX_SHOWN_CHARS = 100
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_ENCODING = re.compile(rb"<\?xml[^>]{0,150}encoding=[\"']([A-Za-z0-9._-]{1,20})")
_CHARSET = re.compile(r"charset=[\"']?([A-Za-z0-9._-]{1,20})")
KOREAN = frozenset({"euc-kr", "ks_c_5601-1987", "ksc5601", "cp949", "ms949"})


class Reading:
    """One answer as the rules look at it. Nothing of it is kept but what a rule names.

    Attributes:
        answer: what came back.
        max_chars: no more than this is given of what stands anywhere.

    """

    def __init__(self, answer: Answer, max_chars: int = MAX_SHOWN_CHARS) -> None:
        self.answer = answer
        self.max_chars = max_chars

    @cached_property
    def text(self) -> str:
        """The body's text; letters that its encoding does not have are put as U+FFFD."""
        try:
            return self.answer.body.decode(self._encoding(), "replace")
        except LookupError:
            return self.answer.body.decode("utf-8", "replace")

    @cached_property
    def json(self) -> Any:
        """The body as JSON; None if it is none."""
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            return None

    @cached_property
    def xml(self) -> Element | None:
        """The body's root element, without its declaration; None if it is no harmless XML."""
        try:
            return fromstring(_DECLARATION.sub("", self.text), forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError):
            return None

    @property
    def root(self) -> str:
        """The local name of the XML root; "" if there is none."""
        return "" if self.xml is None else _local(self.xml.tag)

    @property
    def is_html(self) -> bool:
        """Say whether it is a page for people, whatever it calls itself."""
        return "html" in self.answer.content_type or bool(
            re.match(r"\s*(<!doctype html|<html)", self.text[:200], re.IGNORECASE)
        )

    def at(self, path: str) -> str | None:
        """Give what stands at `path`; None if nothing does.

        Args:
            path: names joined by dots: keys of JSON, or elements below the XML root, found at any
                depth; a last "@name" is an attribute. Of a list the first that has it counts.

        """
        value = next(self._found(path), None)
        return None if value is None else value[: self.max_chars]

    def _found(self, path: str) -> Iterator[str]:
        names = path.split(".")
        if self.json is not None:
            yield from _in_json(self.json, names)
        elif self.xml is not None:
            yield from _in_xml(self.xml, names)

    def _encoding(self) -> str:
        named = _CHARSET.search(self.answer.headers.get("content-type", "").lower())
        written = _ENCODING.search(self.answer.body[:200])
        name = named[1] if named else written[1].decode().lower() if written else "utf-8"
        return "cp949" if name in KOREAN else name


def _in_json(value: Any, names: list[str]) -> Iterator[str]:
    if value is None:
        return
    if not names:
        yield _written(value)
    elif isinstance(value, list):
        for one in value[:50]:
            yield from _in_json(one, names)
    elif isinstance(value, dict) and names[0] in value:
        yield from _in_json(value[names[0]], names[1:])


def _written(value: Any) -> str:
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "…"


def _in_xml(root: Element, names: list[str]) -> Iterator[str]:
    *path, last = names
    wanted = path if last.startswith("@") else names
    for element in _below(root, wanted):
        if last.startswith("@"):
            yield from (v for k, v in element.attrib.items() if _local(k) == last[1:])
        else:
            yield (element.text or "").strip()


def _below(root: Element, names: list[str]) -> Iterator[Element]:
    if not names:
        yield from root.iter()
        return
    for element in root.iter():
        if _local(element.tag) == names[0]:
            yield from [element] if len(names) == 1 else _below(element, names[1:])


def _local(tag: Any) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
