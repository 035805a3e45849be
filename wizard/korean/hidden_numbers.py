"""Numbers by which a person may be known, hidden in what they wrote: of phones, accounts, firms."""

import re

HIDDEN = "(숫자 가림)"
_NUMBER = re.compile(r"\+?\d(?:[\W_]{0,3}\d){6,}")
"""From seven digits on, the shortest phone; whatever stands between them that is no letter."""


def hide_numbers(text: str) -> str:
    """Give a text without its long numbers."""
    return _NUMBER.sub(HIDDEN, text)
