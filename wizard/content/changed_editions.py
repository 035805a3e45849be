"""What differs for readers between two editions of a guide, with the words that are explained in it."""

from wizard.content.folder import OF_ALL
from wizard.content.loader import GuideRevision
from wizard.guide.changed_terms import changed_terms
from wizard.guide.changed_words import StepChange, changed_words


def changes_between(old: GuideRevision | None, new: GuideRevision | None) -> list[StepChange]:
    """Tell it in words; None for an edition that is none."""
    told = changed_words(old.guide if old else None, new.guide if new else None)
    if old is None or new is None or old.glossary.terms == new.glossary.terms:
        return told
    return [*told, *changed_terms(old.glossary, new.glossary, _text(new))]


def _text(edition: GuideRevision) -> str:
    """Give all that a guide is written in, but what every guide shares."""
    own = (place for place in edition.files if place.endswith(".yaml") and place not in OF_ALL)
    return "\n".join(edition.files[place].decode("utf-8", "replace") for place in own)
