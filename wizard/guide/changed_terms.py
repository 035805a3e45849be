"""Which words of a guide are explained otherwise than before, in words."""

from wizard.guide.changed_words import Lines, StepChange, TextChange
from wizard.guide.glossary import Glossary, Term

TITLE = "낱말 풀이"


def changed_terms(old: Glossary, new: Glossary, text: str) -> list[StepChange]:
    """Tell of the words that a text uses which of them mean something else now, or are explained no more."""
    used = {name for glossary in (old, new) for _, name in glossary.cut(text, ()) if name}
    told = [
        TextChange(name, _lines(old.terms.get(name)), _lines(new.terms.get(name)))
        for name in {**old.terms, **new.terms}
        if name in used and old.terms.get(name) != new.terms.get(name)
    ]
    return [StepChange("", TITLE, "changed", tuple(told))] if told else []


def _lines(term: Term | None) -> Lines:
    return (term.say, *(f"같은 말: {word}" for word in term.aka)) if term else ()
