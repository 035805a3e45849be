"""The proof at load: a guide that passes can be walked to an end on every way."""

from wizard.guide.model import Guide, Problem
from wizard.lint.faults.after_forms import after_forms
from wizard.lint.faults.aliases import aliases
from wizard.lint.faults.conditions import conditions
from wizard.lint.faults.dead_parts import dead_parts
from wizard.lint.faults.facts import facts
from wizard.lint.faults.fields import fields
from wizard.lint.faults.forms import forms
from wizard.lint.faults.led import led
from wizard.lint.faults.looks import looks
from wizard.lint.faults.names import RESERVED, RESERVED_FIELDS, names
from wizard.lint.faults.pictures import boxes, marks
from wizard.lint.faults.reachability import ends, missed
from wizard.lint.faults.references import references
from wizard.lint.faults.renewals import renewals
from wizard.lint.faults.status import status
from wizard.lint.faults.texts import texts
from wizard.lint.faults.untold import untold
from wizard.lint.faults.verification import verification

__all__ = ["RESERVED", "RESERVED_FIELDS", "find_faults", "find_faults_of_parts"]


def find_faults(guide: Guide) -> list[Problem]:
    """Find everything that would fail a seller on the way; an empty list is the proof."""
    return find_faults_of_parts(guide) or [
        *ends(guide),
        *missed(guide),
        *dead_parts(guide),
        *untold(guide),
        *after_forms(guide),
        *led(guide),
    ]


def find_faults_of_parts(guide: Guide) -> list[Problem]:
    """Find what is wrong without walking: names, references, texts, pictures, forms."""
    problems = [*names(guide), *conditions(guide), *texts(guide), *marks(guide), *boxes(guide)]
    return [
        *problems,
        *status(guide),
        *facts(guide),
        *looks(guide),
        *references(guide),
        *renewals(guide),
        *forms(guide),
        *fields(guide),
        *aliases(guide),
        *verification(guide),
    ]
