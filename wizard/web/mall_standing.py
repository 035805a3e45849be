"""How the accounts of one mall stand there: that they are saved is another fact, and told apart."""

from collections.abc import Iterable, Mapping, Sequence

from wizard.services.checks import Tried
from wizard.services.sellers import REFUSAL
from wizard.verdicts.classes import REFUSED

STANDING = {REFUSAL: "연결 안 됨", "connected": "연결됨"}
"""What the staff's lists say beside a mall's name; nothing where no verdict says either."""


def standing(verdicts: Iterable[str]) -> str:
    """Give "refused" if one account is refused, "connected" if the mall takes all of them, else ""."""
    found = set(verdicts)
    if found & REFUSED:
        return REFUSAL
    return "connected" if found == {"OK"} else ""


def registered(tried: Sequence[Tried]) -> frozenset[str]:
    """Name the malls of which every account stands in 아임셀러 as it is saved here."""
    waiting = {one.mall for one in tried if one.registration != "registered"}
    return frozenset(one.mall for one in tried) - waiting


def unfinished(tried: Sequence[Tried]) -> frozenset[str]:
    """Name the malls of which an account has a value yet to come."""
    return frozenset(one.mall for one in tried if one.registration == "unfinished")


def standings(tried: Sequence[Tried]) -> Mapping[str, str]:
    """Tell by mall how a seller's accounts stand there."""
    malls = {one.mall for one in tried}
    return {mall: standing(one.verdict for one in tried if one.mall == mall) for mall in malls}
