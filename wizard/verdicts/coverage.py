"""Whether one condition takes all that another would: then the later one can never match."""

from wizard.verdicts.conditions import PRESENT, When


def covers(wide: When, narrow: When) -> bool:
    """Say whether every answer that fits `narrow` fits `wide` too, by what both say."""
    return (
        _statuses(wide, narrow)
        and _texts(wide, narrow)
        and _same_or_unsaid(wide, narrow)
        and _xml(wide, narrow)
        and _parts(wide, narrow)
    )


def _statuses(wide: When, narrow: When) -> bool:
    if wide.status is None:
        return True
    taken = set(wide.status)
    return narrow.status is not None and all(
        one in taken or f"{one[0]}xx" in taken for one in narrow.status
    )


def _texts(wide: When, narrow: When) -> bool:
    said = wide.text is None or (
        narrow.text is not None
        and all(any(w.casefold() in n.casefold() for w in wide.text) for n in narrow.text)
    )
    return said and set(wide.not_text or ()) <= set(narrow.not_text or ())


def _same_or_unsaid(wide: When, narrow: When) -> bool:
    names = ("pattern", "html", "input", "differs", "issued_within")
    return all(
        getattr(wide, name) is None or getattr(wide, name) == getattr(narrow, name)
        for name in names
    )


def _xml(wide: When, narrow: When) -> bool:
    is_elsewhere = narrow.root is not None and narrow.root != wide.not_root
    return (
        (wide.root is None or wide.root == narrow.root)
        and (wide.not_root is None or wide.not_root == narrow.not_root or is_elsewhere)
        and (
            wide.xml_code is None
            or (narrow.xml_code is not None and set(narrow.xml_code) <= set(wide.xml_code))
        )
    )


def _parts(wide: When, narrow: When) -> bool:
    found = narrow.has or {}
    return all(
        path in found and value in {PRESENT, found[path]}
        for path, value in (wide.has or {}).items()
    )
