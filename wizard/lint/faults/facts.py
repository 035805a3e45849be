"""A change ends after it begins, and of a mall that closed nothing is asked that nobody can do."""

from collections.abc import Iterator

from wizard.guide.model import Guide, Path, Problem
from wizard.steps import Request
from wizard.steps.base import Update


def facts(guide: Guide) -> Iterator[Problem]:
    """Find days that stand the wrong way round, and requests for keys of a mall that is no more."""
    yield from _vain_requests(guide) if guide.status.state == "closed" else ()
    for path, update in every_update(guide):
        if update.until and update.until < update.since:
            message = f"until이 since({update.since})보다 앞이에요"
            yield Problem((*path, "until"), "P63", message, "두 날을 살펴 주세요")


def _vain_requests(guide: Guide) -> Iterator[Problem]:
    for index, step in enumerate(guide.steps):
        if isinstance(step, Request) and not guide.takes(step.request):
            message = "문을 닫은 쇼핑몰의 키는 아무도 받을 수 없어요"
            hint = "이 단계를 빼거나, 읽는 화면(kind: info)으로 바꿔 주세요"
            yield Problem(("steps", index, "kind"), "P62", message, hint)


def every_update(guide: Guide) -> Iterator[tuple[Path, Update]]:
    """Give each change that a guide tells, with its place in the file."""
    for place, update in enumerate(guide.updates):
        yield ("updates", place), update
    for index, step in enumerate(guide.steps):
        for place, update in enumerate(step.updates):
            yield ("steps", index, "updates", place), update
