"""Words of a form that a seller may not know: where one first stands, a link opens what it means."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wizard.guide.markup import plain
from wizard.guide.model import Guide
from wizard.steps.fields import AnyField, ChoiceField, WrittenField
from wizard.web.form.inputs import Input
from wizard.web.screen import word_address
from wizard.web.terms import glossary_of


def explained(inputs: Sequence[Input], guide: Guide) -> list[Input]:
    """Give the inputs of a form, each with a link for every word that no input before it has used."""
    glossary, met, found = glossary_of(guide), set[str](), []
    for one in inputs:
        text = "\n".join(plain(line) for line in _lines(one.what))
        words = [(word, name) for word, name in glossary.cut(text, met) if name]
        met.update(name for _, name in words)
        links = tuple((word_address(guide.mall, name), f"‘{word}’ 뜻") for word, name in words)
        found.append(replace(one, finds=one.finds + links))
    return found


def _lines(what: AnyField) -> Iterator[str]:
    """Give all that is said at a box."""
    yield from (line for line in (what.label, what.note, what.why) if line)
    if isinstance(what, WrittenField) and what.unknown:
        yield what.unknown
    if isinstance(what, ChoiceField):
        for option in what.options.values():
            yield option.label
            if option.note:
                yield option.note if isinstance(option.note, str) else option.note.say
