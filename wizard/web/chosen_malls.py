"""A list of malls as a form chooses it: what the form says, and what is said of malls that stay otherwise."""

from collections.abc import Iterable, Mapping, Sequence

from flask import request

from wizard.services.progress import Chosen
from wizard.web.refusals import flash_refusal
from wizard.web.state import state

BEGUN = "이미 시작한 쇼핑몰은 뺄 수 없어서 그대로 있어요: {}."
ELSEWHERE = (
    "그사이 다른 화면에서 바꾼 쇼핑몰은 그대로 두었어요: {}. 다르면 목록을 한 번 더 골라 주세요."
)


def chosen(*more: str) -> Mapping[str, str]:
    """Give the malls that were ticked, and some more, each with the revision of its guide."""
    catalog, ticked = state().catalog, {*request.form.getlist("malls"), *more}
    return {mall: catalog.revisions[mall] for mall in catalog.malls if mall in ticked}


def shown() -> Sequence[str] | None:
    """Give the malls that stood on the list as the form was drawn; None for a form that does not say it."""
    told = request.form.get("shown")
    return None if told is None else told.split()


def flash_unchanged(became: Chosen) -> None:
    """Have the next page say what stayed as it was, and why."""
    if became.begun:
        flash_refusal(BEGUN.format(_titles(became.begun)))
    if became.elsewhere:
        flash_refusal(ELSEWHERE.format(_titles(became.elsewhere)))


def _titles(malls: Iterable[str]) -> str:
    guides = state().catalog.guides
    return ", ".join(guides[mall].title if mall in guides else mall for mall in malls)
