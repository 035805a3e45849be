"""What is said of malls that stand on a list otherwise than somebody chose them just now."""

from collections.abc import Iterable

from wizard.services.progress import Chosen
from wizard.web.refusals import flash_refusal
from wizard.web.state import state

BEGUN = "이미 시작한 쇼핑몰은 뺄 수 없어서 그대로 있어요: {}."
ELSEWHERE = (
    "그사이 다른 화면에서 바꾼 쇼핑몰은 그대로 두었어요: {}. 다르면 목록을 한 번 더 골라 주세요."
)


def flash_unchanged(chosen: Chosen) -> None:
    """Have the next page say what stayed as it was, and why."""
    if chosen.begun:
        flash_refusal(BEGUN.format(_titles(chosen.begun)))
    if chosen.elsewhere:
        flash_refusal(ELSEWHERE.format(_titles(chosen.elsewhere)))


def _titles(malls: Iterable[str]) -> str:
    guides = state().catalog.guides
    return ", ".join(guides[mall].title if mall in guides else mall for mall in malls)
