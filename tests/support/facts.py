"""The table of facts beside the guides (content/facts): what the manual says, and where a guide tells it.

One file for each guide, one row for each row of the audit:

    E16:
      fact: the fact, in our own short words
      was: OK | MISSING | DISTORTED | ORDER | UNCERTAIN | INVENTED      # as it was found
      now: kept | corrected | older look | left out                    # how it was settled
      why: needed for all but "kept"
      at: {11st/basics: "words that a line of that screen must hold"}  # or a list of such words
      gone: words that no screen of any guide may hold any more
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from wizard.content.catalog import Catalog
from wizard.guide.adapted import adapted, other_looks
from wizard.guide.journey import walk, ways
from wizard.guide.markup import plain
from wizard.guide.model import Guide
from wizard.guide.renewal import renewal
from wizard.steps import Step
from wizard.steps.base import Answers, Entry, Where
from wizard.steps.credentials import Row as TableRow
from wizard.steps.picture import Item
from wizard.strict_yaml import read

FOLDER = Path(__file__).parents[2] / "content" / "facts"
OVERVIEW, CONSTANTS = "overview", "constants"
_UNTOLD = {"id", "was", "kind", "when", "mark", "steps", "verify", "renew"}


class Fact(BaseModel):
    """One row of the table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fact: str = Field(min_length=4)
    was: Literal["OK", "MISSING", "DISTORTED", "ORDER", "UNCERTAIN", "INVENTED"]
    now: Literal["kept", "corrected", "older look", "left out"]
    why: str = ""
    at: Mapping[str, str | tuple[str, ...]] = {}
    gone: str | tuple[str, ...] = ()

    @property
    def places(self) -> Iterator[tuple[str, str]]:
        """Give each screen and the words that must stand there."""
        for screen, words in self.at.items():
            yield from ((screen, one) for one in _several(words))

    @property
    def banned(self) -> Sequence[str]:
        """Give the words that may stand nowhere."""
        return _several(self.gone)


def _several(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words


def all_facts() -> dict[str, Fact]:
    """Read every file of the table; an id may stand once only."""
    facts: dict[str, Fact] = {}
    for file in sorted(FOLDER.glob("*.yaml")):
        document = read(file.read_bytes())
        assert document.problems == [], (file.name, document.problems)
        for name, row in document.data.items():
            assert name not in facts, f"{name} stands in two files"
            facts[name] = Fact.model_validate(row)
    return facts


def told_everywhere(catalog: Catalog) -> dict[str, list[str]]:
    """Give the lines that each screen tells on any way and in any look: "11st/basics" -> lines."""
    told = {CONSTANTS: [f"{name}: {value}" for name, value in catalog.constants.items()]}
    for guide in catalog.guides.values():
        told |= _told_by(guide)
    return told


def _told_by(guide: Guide) -> dict[str, list[str]]:
    told = {f"{guide.mall}/{OVERVIEW}": list(lines(guide))}
    journeys = [walk(guide, answers) for answers, _ in ways(guide)]
    if renewing := renewal(guide):
        journeys.append(renewing)
    for journey in journeys:
        for step in journey.path:
            told.setdefault(f"{guide.mall}/{step.id}", []).extend(_seen(step, journey.answers))
    return told


def _seen(step: Step, answers: Answers) -> Iterator[str]:
    """Give what a screen says under these answers, in each of its looks."""
    yield from lines(adapted(step, answers).model_copy(update={"screens": ()}))
    for _, look in other_looks(step, answers):
        yield from lines(look.model_copy(update={"screens": ()}))


def lines(value: object) -> Iterator[str]:
    """Give what a value of a guide says, line by line, as a reader meets it."""
    match value:
        case str():
            yield plain(value)
        case Where():
            yield " > ".join((value.console, *value.menu))
            yield value.url or ""
        case Entry():
            yield f"{value.label}: {value.value}"
        case Item():
            yield f"{value.text}: {value.value}" if value.value else value.text
            yield from lines(value.inside)
        case TableRow():
            yield from (f"{column}: {field}" for column, field in value.cells.items())
        case BaseModel():
            parts = {name: getattr(value, name) for name in type(value).model_fields}
            yield from lines({name: part for name, part in parts.items() if name not in _UNTOLD})
        case Mapping():
            for name, part in value.items():
                yield from _named(name, part)
        case Sequence():
            for part in value:
                yield from lines(part)
        case _:
            yield str(value)


def _named(name: str, part: object) -> Iterator[str]:
    """Give a word with its name before it; what holds more words gives its own lines."""
    holds_more = isinstance(part, BaseModel | Mapping | tuple | list)
    yield from lines(part) if holds_more else (f"{name}: {line}" for line in lines(part))


def lost(fact: Fact, told: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Name the places at which the words of a fact are not found."""
    return [
        (screen, words)
        for screen, words in fact.places
        if not any(_squeezed(words) in _squeezed(line) for line in told.get(screen, ()))
    ]


def still_told(fact: Fact, told: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Name the screens that still say what is to be said nowhere."""
    return [
        (screen, words)
        for words in fact.banned
        for screen, said in told.items()
        if any(_squeezed(words) in _squeezed(line) for line in said)
    ]


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)
