"""The two marks a sentence of a guide may carry: **bold** and [a link](https://…)."""

import re
from dataclasses import dataclass
from typing import Literal

_MARK = re.compile(
    r"\*\*(?P<bold>[^*]+)\*\*|\[(?P<text>[^\[\]]+)\]\((?P<url>https?://[^\s()<>\"]+)\)"
)
_NUMBER = re.compile(r"(?<!\s)\s*\(([1-9])\)$")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|\{[{%]")
_FOREIGN = re.compile(r"`[^`]+`|(?<!\*)\*(?![*\s])[^*]+(?<!\s)\*(?!\*)|^[•·▪–—]\s*")
"""Marks of other notations: code, slanted letters, a list's dot."""


@dataclass(frozen=True)
class Span:
    """A run of text in one style; `url` is set for a link only."""

    style: Literal["plain", "bold", "link"]
    text: str
    url: str = ""


def spans(sentence: str) -> list[Span]:
    """Cut a sentence into runs of one style."""
    found, end = [], 0
    for mark in _MARK.finditer(sentence):
        found.append(Span("plain", sentence[end : mark.start()]))
        if mark["bold"]:
            found.append(Span("bold", mark["bold"]))
        else:
            found.append(Span("link", mark["text"], mark["url"]))
        end = mark.end()
    found.append(Span("plain", sentence[end:]))
    return [span for span in found if span.text]


def plain(sentence: str) -> str:
    """Give the words without their marks."""
    return "".join(span.text for span in spans(sentence))


def stray(sentence: str) -> str:
    """Name what looks like a mark but is none: HTML, a template, half a bold, a broken link, another notation's; or ""."""
    if tag := _TAG.search(sentence):
        return tag.group()
    found = spans(sentence)
    if linked := next(
        (span.text for span in found if span.style == "bold" and "](" in span.text), ""
    ):
        return f"**{linked}**"
    rest = "".join(span.text for span in found if span.style == "plain")
    if half := next((mark for mark in ("**", "](") if mark in rest), ""):
        return half
    foreign = _FOREIGN.search(rest)
    return foreign.group().strip() if foreign else ""


def number(sentence: str) -> int | None:
    """Give the number (1) … (9) at the end of an instruction, by which it points into its picture."""
    found = _NUMBER.search(sentence)
    return int(found[1]) if found else None


def unnumbered(sentence: str) -> str:
    """Give an instruction without its number."""
    return _NUMBER.sub("", sentence)
