"""The editors' pages: every guide, how it looks, what is wrong with it, and its text."""

from wizard.web.editor import (
    drafts,
    guide_list,
    guides,
    history,
    looked,
    mismatches,
    new_fragment,
    new_guide,
    pictures,
    pressed_again,
    publication,
    reviews,
    rollback,
    schedules,
    side_by_side,
    text,
    withdrawal,
)
from wizard.web.editor.access import bp

__all__ = [
    "bp", "drafts", "guide_list", "guides", "history", "looked", "mismatches", "new_fragment", "new_guide",
    "pictures", "pressed_again", "publication", "reviews", "rollback", "schedules", "side_by_side", "text",
    "withdrawal",
]  # fmt: skip
