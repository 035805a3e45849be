"""Words and what they mean: each is a word, explained once, without marks that a screen would show."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from wizard.guide import markup, messages
from wizard.guide.glossary import Glossary, Term
from wizard.guide.model import Path, Problem

MAX_WORD_CHARS = 60


def glossary_of(data: dict[str, Any]) -> tuple[Glossary, list[Problem]]:
    """Read the terms out of their file's mapping, with everything that is wrong there."""
    found: dict[str, Term] = {}
    problems: list[Problem] = []
    for name, said in data.items():
        try:
            found[name] = Term.model_validate(said)
        except ValidationError as error:
            problems += _malformed(name, said, error)
    return Glossary(found), [*problems, *_no_words(found), *_twice(found), *_marked(found)]


def _malformed(name: str, said: Any, error: ValidationError) -> Iterator[Problem]:
    for fault in error.errors():
        _, path = messages.trail(Term, fault["loc"])
        data, where = ({name: said}, (name,)) if not path else (said, path)
        told = messages.about({**fault, "loc": where}, data, Term)
        yield Problem((name, *path), *told)


def _no_words(terms: dict[str, Term]) -> Iterator[Problem]:
    """Find what no screen could show to be tapped: nothing, blanks, or a whole paragraph."""
    for path, word in _words(terms):
        if not word or word != word.strip() or len(word) > MAX_WORD_CHARS:
            hint = f"앞뒤에 빈칸이 없는 {MAX_WORD_CHARS}자까지의 낱말을 적어 주세요"
            yield Problem(path, "P75", f"'{word}'은 풀이할 낱말이 아니에요", hint)


def _twice(terms: dict[str, Term]) -> Iterator[Problem]:
    """Find words that two terms explain."""
    seen: dict[str, str] = {}
    for path, word in _words(terms):
        if word in seen:
            message = f"'{word}'은 '{seen[word]}'에서 이미 풀이했어요"
            yield Problem(path, "P75", message, "한 낱말은 한 번만 풀이해 주세요")
        seen.setdefault(word, str(path[0]))


def _words(terms: dict[str, Term]) -> Iterator[tuple[Path, str]]:
    """Give every word that is explained, each at its place."""
    for name, term in terms.items():
        yield (name,), name
        yield from (((name, "aka", at), one) for at, one in enumerate(term.aka))


def _marked(terms: dict[str, Term]) -> Iterator[Problem]:
    for name, term in terms.items():
        if "**" in term.say or markup.stray(term.say):
            message = f"'{name}'의 풀이에 표시가 있어요"
            yield Problem((name, "say"), "P75", message, "풀이는 표시 없는 글로만 적어 주세요")
