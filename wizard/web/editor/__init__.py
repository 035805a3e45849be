"""The editors' pages: every guide, how it looks, what is wrong with it, and its text."""

from wizard.web.editor import guides, looked, text
from wizard.web.editor.access import bp

__all__ = ["bp", "guides", "looked", "text"]
