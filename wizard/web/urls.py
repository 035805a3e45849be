"""Addresses as strangers write them: read, whatever they are."""

import re
from urllib.parse import SplitResult, urlsplit

from flask import url_for

_NONE = SplitResult("", "", "", "", "")


def read_url(said: str) -> SplitResult:
    """Split an address that came from outside; one that is none has no parts.

    `urlsplit` raises for some of them: a bracket left open, letters that NFKC turns into a slash.
    """
    try:
        return urlsplit(said)
    except ValueError:
        return _NONE


def staff_page(said: str) -> str:
    """Give an address if it is of a page of the staff's; else that of their first page."""
    is_ours = re.fullmatch(r"/(staff|editor)(/[\w-][\w.-]*)*(\?[^\s\\]*)?", said)
    return said if is_ours else url_for("staff.home")
