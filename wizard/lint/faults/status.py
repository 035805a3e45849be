"""A mall that stopped says why, and who says so."""

from collections.abc import Iterator

from wizard.guide.model import Guide, Problem


def status(guide: Guide) -> Iterator[Problem]:
    """Find what a stopped mall's status leaves open."""
    found = guide.status
    needed = {"open": (), "suspended": ("say", "source"), "closed": ("since", "say", "source")}
    for name in needed[found.state]:
        if getattr(found, name) is None:
            message = f"state가 {found.state}인데 '{name}'이 없어요"
            hint = f"'{name}: …'을 넣어 판매자가 까닭을 알게 해 주세요"
            yield Problem(("status", "state"), "P30", message, hint)
