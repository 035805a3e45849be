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
    """The terms that a screen has met so far, in their order."""

    glossary: Glossary
    met: dict[str, Term] = field(default_factory=dict)

    def mark(self, text: str) -> Markup:
        """Write a text; the first use of each term can be tapped."""
        parts = []
        for part, name in self.glossary.cut(text, self.met):
            if name:
                self.met[name] = self.glossary.terms[name]
            parts.append(_TAP.format(len(self.met), part) if name else escape(part))
        return Markup("").join(parts)


def begin_terms(guide: Guide) -> str:
    """Let the words of what is written from now on be explained; gives nothing to write."""
    g.terms = Terms(state().catalog.glossaries.get(guide.mall, Glossary()))
    return ""


def end_terms() -> dict[str, Term]:
    """Give the terms that were met since the beginning, in their order, and let none be met after."""
    terms: Terms | None = g.pop("terms", None)
    return terms.met if terms else {}


def explained(text: str) -> Markup:
    """Write a text; where words are explained, each can be tapped at its first use."""
    terms: Terms | None = g.get("terms")
    return terms.mark(text) if terms else escape(text)
