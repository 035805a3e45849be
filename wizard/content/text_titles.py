"""What the texts of the folder are called by people."""

from collections.abc import Mapping

from wizard.content.folder import CONSTANTS, GLOSSARY
from wizard.guide.fragments import is_fragment, name_of
from wizard.guide.model import Guide

TITLES = {CONSTANTS: "함께 쓰는 값", GLOSSARY: "낱말 풀이"}
FRAGMENT = "함께 쓰는 단계: {}"


def title_of(name: str, guides: Mapping[str, Guide]) -> str:
    """Give the title of a text: a guide's own, if it is known; else its name."""
    if name in guides:
        return guides[name].title
    return FRAGMENT.format(name_of(name)) if is_fragment(name) else TITLES.get(name, name)
