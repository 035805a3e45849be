"""화면이 달라요, beside the step that it is about: how many, since when, the words and the pictures."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import NotFoundError, RefusedError
from wizard.guide.model import Guide
from wizard.services.mismatches import Report
from wizard.services.roles import EDITOR_ROLES, SELLER_SUPPORT_ROLES
from wizard.web.editor.access import bp
from wizard.web.form_leads import editors_place
from wizard.web.guide.help_photo import picture
from wizard.web.refusals import flash_refusal
from wizard.web.staff.access import me, only
from wizard.web.state import state

MENDED = "알림을 ‘해결했어요’로 끝냈어요."
TOLD = "알림을 ‘해결했어요’로 끝냈어요. 맡고 있던 담당자에게도 알렸어요."
GONE = "그 알림은 벌써 끝났어요."
OTHERS = (
    "그 사이 다른 담당자가 맡아서 끝내지 않았어요. 아래에서 누가 맡았는지 보고 다시 눌러 주세요."
)
NO_STEP = "지금은 없는 단계"


@dataclass(frozen=True)
class StepReports:
    """What is said of one step, oldest first."""

    title: str
    reports: Sequence[Report]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.reports)

    @property
    def since(self) -> datetime:
        """When the oldest of it was said."""
        return self.reports[0].mismatch.created_at


def reports_of(mall: str, guide: Guide | None) -> Mapping[str, StepReports]:
    """Give what is said of a guide: step -> reports, in the guide's order; "" for what is no step any more."""
    if state().settings.preview:
        return {}
    nothing: Sequence[Report] = ()
    found = state().if_at_hand(lambda: state().services.mismatches.waiting(mall), nothing)
    by_step: dict[str, list[Report]] = defaultdict(list)
    for one in found:
        by_step[guide.called(one.mismatch.step_id) if guide else ""].append(one)
    titles = {step.id: step.title for step in guide.steps} if guide else {}
    return {
        step_id: StepReports(titles.get(step_id, NO_STEP), by_step[step_id])
        for step_id in (*titles, "")
        if step_id in by_step
    }


def report_counts() -> Mapping[str, int]:
    """Give how many reports wait, of each guide that has any."""
    if state().settings.preview:
        return {}
    nothing: Mapping[str, int] = {}
    return state().if_at_hand(state().services.mismatches.counts, nothing)


@bp.get("/<mall>/mismatches/<request_id>/photo")
@only(EDITOR_ROLES)
def mismatch_photo(mall: str, request_id: str) -> Response:
    """Show the picture of a screen that looks different; no other picture that sellers send."""
    return picture(state().services.mismatches.photo(mall, request_id))


@bp.post("/<mall>/mismatches/<request_id>/mending")
@only(EDITOR_ROLES)
def note_mended(mall: str, request_id: str) -> AnyResponse:
    """Put a report away as solved: its guide is mended."""
    over_from = request.form.get("over_from", "")[:32]
    try:
        told = state().services.request_handling.note_mended(mall, request_id, me().id, over_from)
    except NotFoundError:
        flash_refusal(GONE)
    except RefusedError:
        flash_refusal(OTHERS)
    else:
        flash(TOLD if told else MENDED)
    return redirect(editors_place(mall), code=303)


@bp.get("/<mall>/mismatches/<request_id>/mending")
@only(EDITOR_ROLES)
def no_mending(mall: str, request_id: str) -> AnyResponse:  # noqa: ARG001
    """Lead back whoever opens the address of a form."""
    return redirect(url_for(".guide", mall=mall))


@bp.app_template_global("opens_requests")
def opens_requests() -> bool:
    """Say whether whoever reads may open a request itself, with who asks."""
    return me().role in SELLER_SUPPORT_ROLES
