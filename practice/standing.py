"""What somebody's state makes of a mall's answer; some states are the same at all malls."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from practice.exchange import Asked, Reply, Trouble
from practice.sellers import PracticeSeller

States = Mapping[str, Callable[[PracticeSeller, Asked], Reply]]
ELSEWHERE = {"Location": "https://example.invalid/"}
ANYWHERE = (*Trouble, "redirect", "clock_skew")
"""The states that are known at every mall."""


def as_it_stands(
    state: str, states: States, well: Reply, seller: PracticeSeller, asked: Asked
) -> Reply:
    """Give the good answer, or what the state makes of it.

    Raises:
        KeyError: the mall knows no such state.

    """
    if state in set(Trouble):
        return replace(well, trouble=Trouble(state))
    if state == "redirect":
        return Reply(302, headers=ELSEWHERE)
    if state == "clock_skew":
        return replace(well, ahead=timedelta(minutes=10))
    return states[state](seller, asked) if state else well
