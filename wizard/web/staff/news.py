"""What members are told on their next screen, and how long they are signed in if they do nothing more."""

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from wizard.services.roles import ALL_ROLES
from wizard.services.staff_news import News
from wizard.web import sessions
from wizard.web.staff.access import bp, me, only
from wizard.web.state import state
from wizard.web.urls import staff_page

ID_CHARS = 18  # fewer digits than a database's largest whole number


@bp.post("/me/news")
@only(ALL_ROLES)
def read_news() -> AnyResponse:
    """Note what a member has read; lead back to where they were."""
    said = request.form.get("up_to", "")[:ID_CHARS]
    if said.isascii() and said.isdigit():
        state().services.staff_news.note_read(me().id, int(said))
    return redirect(staff_page(request.form.get("to", "")), code=303)


@bp.get("/me/news")
@only(ALL_ROLES)
def back_from_news() -> AnyResponse:
    """Lead back from what only a button does."""
    return redirect(staff_page(""), code=303)


@bp.get("/me/rest")
@only(ALL_ROLES)
def rest() -> Response:
    """Say for how many seconds this browser is signed in if nothing more is done; asking is no act."""
    ends = state().services.sessions.ends_at(sessions.staff_token())
    left = (ends - state().now()).total_seconds() if ends else 0
    return Response(f'{{"left": {max(int(left), 0)}}}', mimetype="application/json")


@bp.get("/me/stay")
@only(ALL_ROLES)
def stay() -> Response:
    """Keep this browser signed in: somebody types in it."""
    return Response(status=204)


@bp.app_template_global()
def rest_seconds() -> int:
    """Give for how long a member stays signed in who does nothing; 0 where nobody signs in."""
    settings = state().settings
    return 0 if settings.preview else settings.staff_rest_minutes * 60


@bp.app_template_global()
def staff_news() -> list[News]:
    """Give what the member who asks was not told yet."""
    if request.method != "GET" or state().settings.preview:
        return []
    return list(state().services.staff_news.of(me().id))


@bp.app_template_global()
def came_from() -> str:
    """Give the address of the page that is shown."""
    return request.full_path.rstrip("?")
