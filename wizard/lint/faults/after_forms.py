"""Who saved an account meets a screen that says so."""

from collections.abc import Iterator
from itertools import islice, pairwise

from wizard.guide.journey import MAX_WAYS, ways
from wizard.guide.model import Guide, Problem
from wizard.steps import Credentials, Outcome, Request


def after_forms(guide: Guide) -> Iterator[Problem]:
    """Find forms that are followed by a screen which shows nothing of what was saved."""
    met = (pair for _, way in islice(ways(guide), MAX_WAYS) for pair in pairwise(way))
    silent = {
        form.id: after.id
        for form, after in met
        if isinstance(form, Credentials) and not isinstance(after, Outcome | Request)
    }
    for index, step in enumerate(guide.steps):
        if step.id in silent:
            message = (
                f"저장한 다음에 나오는 '{silent[step.id]}' 화면에는 저장한 계정이 보이지 않아요"
            )
            hint = (
                "그 화면을 계정 적는 화면의 앞으로 옮기거나, kind를 outcome이나 request로 해 주세요"
            )
            yield Problem(("steps", index), "P80", message, hint)
