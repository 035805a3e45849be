"""The two marks a sentence of a guide may carry: **bold** and [a link](https://…)."""

import re
from dataclasses import dataclass
from typing import Literal

_MARK = re.compile(
    r"\*\*(?P<bold>[^*]+)\*\*|\[(?P<text>[^\]]+)\]\((?P<url>https?://[^\s()<>\"]+)\)"
)
_NUMBER = re.compile(r"\((\d)\)")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>|\{[{%]")


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
    """Name what looks like a mark but is none: HTML, a template, half a bold, a broken link; or ""."""
    if tag := _TAG.search(sentence):
        return tag.group()
    rest = "".join(span.text for span in spans(sentence) if span.style == "plain")
    return next((mark for mark in ("**", "](") if mark in rest), "")


def marks(sentence: str) -> list[int]:
    """Give the numbers (1) … (9) by which an instruction points into its picture."""
    return [int(number) for number in _NUMBER.findall(sentence)]
