"""Addresses as strangers write them: read, whatever they are."""

from urllib.parse import SplitResult, urlsplit

_NONE = SplitResult("", "", "", "", "")


def read_url(said: str) -> SplitResult:
    """Split an address that came from outside; one that is none has no parts.

    `urlsplit` raises for some of them: a bracket left open, letters that NFKC turns into a slash.
    """
    try:
        return urlsplit(said)
    except ValueError:
        return _NONE
