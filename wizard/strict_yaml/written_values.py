"""A value as a person would write it into a YAML text: a word, a mapping, or a list of mappings."""

import json
import re
from collections.abc import Mapping, Sequence

Value = str | Mapping[str, "Value"] | Sequence[Mapping[str, "Value"]]
_PLAIN = re.compile(r"[0-9A-Za-z가-힣](?:[0-9A-Za-z가-힣 .·/%_-]*[0-9A-Za-z가-힣.%])?")
"""What needs no quotes, wherever it stands."""


def in_brackets(value: Value) -> str:
    """Write a value on one line."""
    if isinstance(value, str):
        return word(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {in_brackets(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(map(in_brackets, value)) + "]"


def word(value: str) -> str:
    """Write a word or a sentence, in quotes where it needs them."""
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def pair(key: str, value: Value, indent: int) -> list[str]:
    """Write a key and its value on lines of their own."""
    pad = " " * indent
    if isinstance(value, str):
        return [f"{pad}{key}: {word(value)}"]
    if isinstance(value, Mapping):
        inside = [line for one, held in value.items() for line in pair(one, held, indent + 2)]
        return [f"{pad}{key}:", *inside]
    return [f"{pad}{key}:", *(line for one in value for line in item(one, indent + 2))]


def item(value: Mapping[str, Value], indent: int) -> list[str]:
    """Write one mapping of a list: on one line, unless it holds others."""
    pad = " " * indent
    if all(isinstance(one, str) for one in value.values()):
        return [f"{pad}- {in_brackets(value)}"]
    lines = [line for key, one in value.items() for line in pair(key, one, indent + 2)]
    return [f"{pad}- {lines[0].lstrip()}", *lines[1:]]
