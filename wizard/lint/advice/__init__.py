"""Advice: what a sound guide could do better. It never keeps a guide from being served."""

from datetime import date

from wizard.guide.model import Guide, Problem
from wizard.lint.advice.acts import acts
from wizard.lint.advice.dates import dates
from wizard.lint.advice.facts import facts
from wizard.lint.advice.forms import forms
from wizard.lint.advice.jargon import jargon
from wizard.lint.advice.order import order
from wizard.lint.advice.places import places
from wizard.lint.advice.texts import texts
from wizard.lint.advice.traps import traps
from wizard.lint.advice.values import values
from wizard.lint.shared import Shared
from wizard.strict_yaml import Document

__all__ = ["advise", "advise_texts"]


def advise(guide: Guide, document: Document, shared: Shared, today: date) -> list[Problem]:
    """Give everything that an editor should look at again."""
    return [
        *acts(guide),
        *dates(guide, today),
        *facts(guide, today),
        *forms(guide),
        *order(guide),
        *places(guide),
        *values(guide),
        *advise_texts(document, shared),
        *traps(guide, document),
    ]


def advise_texts(document: Document, shared: Shared) -> list[Problem]:
    """Give what an editor should look at again in the words of one file."""
    return [*texts(document, shared.constants), *jargon(document, shared.glossary)]
