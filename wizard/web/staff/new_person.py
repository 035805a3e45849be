"""Where an admin invites a colleague: who, what they are there for, and the address to hand over, this once."""

from flask import Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import FieldError
from wizard.forms.normalize import clean
from wizard.services.roles import ADMIN_ROLES, Role
from wizard.services.staff import told_email
from wizard.services.staff_admin import INVITED_HOURS
from wizard.web.htmx import render
from wizard.web.staff.access import bp, me, only
from wizard.web.state import state

MAX_TYPED = 400
CHOOSE = "맡을 일을 골라 주세요."


@bp.get("/people/new")
@only(ADMIN_ROLES)
def new_person() -> Response:
    """Ask who is invited."""
    return _ask({})


@bp.post("/people/new")
@only(ADMIN_ROLES)
def add_person() -> AnyResponse:
    """Make a colleague; show the address to hand over, this once."""
    email, role = (
        clean(request.form.get("email", "")[:MAX_TYPED]).value,
        request.form.get("role", ""),
    )
    if role not in set(Role):
        return _ask({"role": CHOOSE} | _no_email(email))
    try:
        found, code = state().services.staff_admin.invite(email, Role(role), me().id)
    except FieldError as problem:
        return _ask({problem.field: str(problem)})
    url = f"{url_for('.setup', _external=True)}#{code}"
    response = render(
        "staff/setup_made.html", url=url, person=found, life=f"{INVITED_HOURS}시간", is_new=True
    )
    response.headers["HX-Push-Url"] = "false"
    return response


def _no_email(email: str) -> dict[str, str]:
    """Say what is wrong with an address, so that all there is to correct is told at one press."""
    try:
        told_email(email)
    except FieldError as problem:
        return {problem.field: str(problem)}
    return {}


def _ask(errors: dict[str, str]) -> Response:
    return render(
        "staff/new_person.html",
        422 if errors else 200,
        email=request.form.get("email", "")[:MAX_TYPED],
        role=request.form.get("role", ""),
        roles=list(Role),
        errors=errors,
        problem=bool(errors),
    )
