"""The proof at load: a guide that passes can be walked to an end on every way."""

from wizard.guide.model import Guide, Problem
from wizard.proof.aliases import aliases
from wizard.proof.cases import dead_parts
from wizard.proof.conditions import conditions
from wizard.proof.forms import forms
from wizard.proof.names import RESERVED, RESERVED_FIELDS, names
from wizard.proof.pictures import boxes, marks
from wizard.proof.references import references
from wizard.proof.status import status
from wizard.proof.texts import texts
from wizard.proof.ways import ends, missed

__all__ = ["RESERVED", "RESERVED_FIELDS", "prove", "prove_parts"]


def prove(guide: Guide) -> list[Problem]:
    """Find everything that would fail a seller on the way; an empty list is the proof."""
    return prove_parts(guide) or [*ends(guide), *missed(guide), *dead_parts(guide)]


def prove_parts(guide: Guide) -> list[Problem]:
    """Find what is wrong without walking: names, references, texts, pictures, forms."""
    problems = [*names(guide), *conditions(guide), *texts(guide), *marks(guide), *boxes(guide)]
    return [*problems, *status(guide), *references(guide), *forms(guide), *aliases(guide)]
