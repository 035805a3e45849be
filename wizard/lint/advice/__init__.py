"""Advice: what a sound guide could do better. It never keeps a guide from being served."""

from collections.abc import Mapping
from datetime import date

from wizard.guide.model import Guide, Problem
from wizard.lint.advice.dates import dates
from wizard.lint.advice.facts import facts
from wizard.lint.advice.forms import forms
from wizard.lint.advice.order import order
from wizard.lint.advice.texts import texts
from wizard.lint.advice.traps import traps
from wizard.strict_yaml import Document

__all__ = ["advise"]


def advise(
    guide: Guide, document: Document, constants: Mapping[str, str], today: date
) -> list[Problem]:
    """Give everything that an editor should look at again."""
    return [
        *dates(guide, today),
        *facts(guide, today),
        *forms(guide),
        *order(guide),
        *texts(document, constants),
        *traps(guide, document),
    ]
