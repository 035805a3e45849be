"""Forms drawn once and cut where something of the reader's own goes in.

A cached form holds nothing of any reader: its slots are filled anew for each answer, with text written
for HTML. A slot's mark is random and never leaves the process, so nothing else can look like one.
"""

import re
import secrets
from dataclasses import dataclass

from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape


@dataclass(frozen=True)
class Slots:
    """The marks that stand in a cached form for what is each reader's own."""

    csrf_token: str
    form_token: str
    seller: str
    draft: str
    before: str


SLOTS = Slots(*(f"slot{secrets.token_hex(16)}" for _ in range(5)))
_CUT = re.compile(f"({'|'.join(vars(SLOTS).values())})")


@dataclass(frozen=True)
class CachedForm:
    """A drawn form, in pieces: every second one is the mark of a slot."""

    pieces: tuple[str, ...]

    def fill(self, seller: str, form_token: str, draft: str, before: Markup) -> str:
        """Give the form to one reader, with a CSRF token and a form token of their own."""
        own = {
            SLOTS.csrf_token: generate_csrf(),
            SLOTS.form_token: form_token,
            SLOTS.seller: str(escape(seller)),
            SLOTS.draft: str(escape(draft)),
            SLOTS.before: before,
        }
        return "".join(own.get(piece, piece) for piece in self.pieces)


def split_at_slots(text: str) -> CachedForm:
    """Make a cached form of what was drawn with marks in its slots."""
    return CachedForm(tuple(_CUT.split(text)))
