"""Words and what they mean: each word is explained once, without marks that a screen would show."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from wizard.guide import markup, messages
from wizard.guide.glossary import Glossary, Term
from wizard.guide.model import Problem


def glossary_of(data: dict[str, Any]) -> tuple[Glossary, list[Problem]]:
    """Read the terms out of their file's mapping, with everything that is wrong there."""
    found: dict[str, Term] = {}
    problems: list[Problem] = []
    for name, said in data.items():
        try:
            found[name] = Term.model_validate(said)
        except ValidationError as error:
            problems += _malformed(name, said, error)
    return Glossary(found), [*problems, *_twice(found), *_marked(found)]


def _malformed(name: str, said: Any, error: ValidationError) -> Iterator[Problem]:
    for fault in error.errors():
        _, path = messages.trail(Term, fault["loc"])
        data, where = ({name: said}, (name,)) if not path else (said, path)
        told = messages.about({**fault, "loc": where}, data, Term)
        yield Problem((name, *path), *told)


def _twice(terms: dict[str, Term]) -> Iterator[Problem]:
    """Find words that two terms explain."""
    seen: dict[str, str] = {}
    for name, term in terms.items():
        words = [((name,), name), *(((name, "aka", at), one) for at, one in enumerate(term.aka))]
        for path, word in words:
            if word in seen:
                message = f"'{word}'은 '{seen[word]}'에서 이미 풀이했어요"
                yield Problem(path, "P75", message, "한 낱말은 한 번만 풀이해 주세요")
            seen.setdefault(word, name)


def _marked(terms: dict[str, Term]) -> Iterator[Problem]:
    for name, term in terms.items():
        if "**" in term.say or markup.stray(term.say):
            message = f"'{name}'의 풀이에 표시가 있어요"
            yield Problem((name, "say"), "P75", message, "풀이는 표시 없는 글로만 적어 주세요")
