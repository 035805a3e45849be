"""Words that a shop owner may not know, with what they mean: read by a tap where a screen first uses one."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

from pydantic import Field

from wizard.steps.base import Model, Name


class Term(Model):
    """What a word means."""

    say: Annotated[str, Field(min_length=1, max_length=200)]
    """그 낱말의 뜻을 한두 문장으로 쉽게 적어요."""
    aka: tuple[Name, ...] = ()
    """같은 뜻의 다른 낱말이에요. 화면에 이 말이 나와도 같은 풀이가 열려요."""


@dataclass(frozen=True)
class Glossary:
    """Words with what they mean, in the order of their file."""

    terms: Mapping[str, Term] = field(default_factory=dict)

    @cached_property
    def names(self) -> dict[str, str]:
        """Every word that is explained -> the term that explains it."""
        return {word: name for name, term in self.terms.items() for word in (name, *term.aka)}

    @cached_property
    def _words(self) -> re.Pattern[str]:
        longest_first = sorted(self.names, key=len, reverse=True)
        return re.compile("|".join(map(_alone, longest_first)))

    def cut(self, text: str, met: Collection[str]) -> Iterator[tuple[str, str]]:
        """Cut a text at the first use of each term that was not met: its parts, each with its term or ""."""
        seen, end = set(met), 0
        for found in self._words.finditer(text) if self.terms else ():
            name = self.names[found[0]]
            if name not in seen:
                seen.add(name)
                yield text[end : found.start()], ""
                yield found[0], name
                end = found.end()
        yield text[end:], ""


def _alone(word: str) -> str:
    """Match a word that is no part of another: particles may follow a Korean one."""
    before = "(?<![A-Za-z0-9])" if word[0].isascii() else "(?<![가-힣])"
    after = "(?![A-Za-z0-9])" if word[-1].isascii() else ""
    return f"{before}{re.escape(word)}{after}"
