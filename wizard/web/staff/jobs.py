"""What is done without anybody waiting for it: what waits, what runs, what failed, and trying that again."""

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import RefusedError
from wizard.services.job_admin import SHOWN, STATES
from wizard.services.roles import ADMIN_ROLES
from wizard.web.htmx import render
from wizard.web.staff.access import bp, me, only
from wizard.web.state import state


@bp.get("/jobs")
@only(ADMIN_ROLES)
def jobs() -> Response:
    """Show what waits, runs and failed."""
    return _page()


@bp.get("/jobs/<_job_id>/reopening")
@only(ADMIN_ROLES)
def back_to_jobs(_job_id: str) -> AnyResponse:
    """Lead back from what only a button does."""
    return redirect(url_for(".jobs"), code=303)


@bp.post("/jobs/<job_id>/reopening")
@only(ADMIN_ROLES)
def reopen_job(job_id: str) -> AnyResponse:
    """Let a failed job be tried once more."""
    try:
        state().services.job_admin.reopen(job_id, f"staff:{me().id}")
    except RefusedError as problem:
        return _page(str(problem))
    flash("다시 하게 했어요. 차례가 되면 해요.")
    return redirect(url_for(".jobs"), code=303)


def _page(problem: str = "") -> Response:
    admin = state().services.job_admin
    return render(
        "staff/jobs.html",
        409 if problem else 200,
        standing=admin.standing(),
        found={name: admin.listed(name) for name in STATES},
        shown=SHOWN,
        now=state().now(),
        problem=problem,
    )
