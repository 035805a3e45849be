"""Words that are explained on the screen being drawn: each can be tapped where it is first used."""

from dataclasses import dataclass, field

from flask import g
from markupsafe import Markup, escape

from wizard.guide.glossary import Glossary, Term
from wizard.guide.model import Guide
from wizard.web.state import state

_TAP = Markup('<button type="button" class="term" popovertarget="term.{}">{}</button>')


@dataclass
class Terms:
    """The terms that a screen has met so far, in their order.

    Attributes:
        in_sight: those that can be tapped without opening what is folded.

    """

    glossary: Glossary
    met: dict[str, Term] = field(default_factory=dict)
    in_sight: set[str] = field(default_factory=set)

    def mark(self, text: str, *, is_folded: bool = False) -> Markup:
        """Write a text; the first use of each term can be tapped, and each first one in what is folded."""
        parts = []
        for part, name in self.glossary.cut(text, self.in_sight):
            parts.append(_TAP.format(self._number(name), part) if name else escape(part))
            if name and not is_folded:
                self.in_sight.add(name)
        return Markup("").join(parts)

    def _number(self, name: str) -> int:
        self.met.setdefault(name, self.glossary.terms[name])
        return [*self.met].index(name) + 1


def glossary_of(guide: Guide) -> Glossary:
    """Give the words that are explained in a guide."""
    return state().catalog.glossaries.get(guide.mall, Glossary())


def begin_terms(guide: Guide) -> str:
    """Let the words of what is written from now on be explained; gives nothing to write."""
    g.terms = Terms(glossary_of(guide))
    return ""


def end_terms() -> dict[str, Term]:
    """Give the terms that were met since the beginning, in their order, and let none be met after."""
    terms: Terms | None = g.pop("terms", None)
    return terms.met if terms else {}


def explained(text: str, *, is_folded: bool = False) -> Markup:
    """Write a text; where words are explained, each can be tapped at its first use."""
    terms: Terms | None = g.get("terms")
    return terms.mark(text, is_folded=is_folded) if terms else escape(text)
