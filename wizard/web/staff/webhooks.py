"""Which other systems are told of events: added, changed, stopped, deleted by admins."""

from collections.abc import Callable

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import FieldError, KeysError, RefusedError
from wizard.services.event_types import WANTED
from wizard.services.roles import ADMIN_ROLES
from wizard.services.webhook_admin import Shown, WebhookAdmin, Wish
from wizard.web.htmx import render
from wizard.web.staff.access import bp, me, only
from wizard.web.staff.sign_in import NO_KEYS
from wizard.web.state import state

URL_CHARS = 600


@bp.get("/webhooks")
@only(ADMIN_ROLES)
def webhooks() -> Response:
    """List who is told."""
    counts = state().services.webhook_deliveries.counts()
    return render("staff/webhooks.html", endpoints=_admin().endpoints(), counts=counts)


@bp.get("/webhooks/new")
@only(ADMIN_ROLES)
def new_webhook() -> Response:
    """Ask where to tell, and of what."""
    return _form(Wish("", WANTED))


@bp.post("/webhooks/new")
@only(ADMIN_ROLES)
def add_webhook() -> Response:
    """Add who is told; show the secret, this once."""
    wish = _wish()
    try:
        return _shown_once(_admin().add(wish, f"staff:{me().id}"))
    except RefusedError as problem:
        return _form(wish, problem)
    except KeysError:
        return _form(wish, RefusedError(NO_KEYS), status=503)


@bp.get("/webhooks/<endpoint_id>/edit")
@only(ADMIN_ROLES)
def edit_webhook(endpoint_id: str) -> Response:
    """Ask where else to tell, or of what else."""
    found = _admin().endpoint(endpoint_id)
    return _form(Wish(found.url, found.types), endpoint_id=endpoint_id)


@bp.post("/webhooks/<endpoint_id>/edit")
@only(ADMIN_ROLES)
def change_webhook(endpoint_id: str) -> AnyResponse:
    """Tell elsewhere, or of something else."""
    wish = _wish()
    try:
        _admin().change(endpoint_id, wish, f"staff:{me().id}")
    except RefusedError as problem:
        return _form(wish, problem, endpoint_id)
    flash("저장했어요. 지금부터 보내는 것이 이대로 가요.")
    return _to(endpoint_id)


@bp.post("/webhooks/<endpoint_id>/secret")
@only(ADMIN_ROLES)
def turn_webhook_secret(endpoint_id: str) -> Response:
    """Make another secret; show it, this once."""
    return _shown_once(_admin().rotate(endpoint_id, f"staff:{me().id}"), turned=True)


@bp.post("/webhooks/<endpoint_id>/pause")
@only(ADMIN_ROLES)
def pause_webhook(endpoint_id: str) -> AnyResponse:
    """Hold what happens from now on."""
    return _act(endpoint_id, _admin().pause, "멈췄어요. 그동안 생긴 일은 모아 두었다가 다시 시작하면 보내요.")  # fmt: skip


@bp.post("/webhooks/<endpoint_id>/resumption")
@only(ADMIN_ROLES)
def resume_webhook(endpoint_id: str) -> AnyResponse:
    """Send again, what was held first."""
    return _act(endpoint_id, _admin().resume, "다시 보내기 시작했어요. 모아 둔 것부터 보내요.")


@bp.get("/webhooks/<endpoint_id>/deletion")
@only(ADMIN_ROLES)
def ask_webhook_deletion(endpoint_id: str) -> Response:
    """Ask whether nothing is to be told there any more."""
    return render("staff/webhook_deletion.html", endpoint=_admin().endpoint(endpoint_id))


@bp.post("/webhooks/<endpoint_id>/deletion")
@only(ADMIN_ROLES)
def delete_webhook(endpoint_id: str) -> AnyResponse:
    """Tell nothing there any more."""
    _admin().delete(endpoint_id, f"staff:{me().id}")
    flash("받는 곳을 지웠어요. 이제 그곳에는 알리지 않아요.")
    return redirect(url_for(".webhooks"), code=303)


@bp.get("/webhooks/<endpoint_id>/<_act>")
@bp.get("/webhooks/<endpoint_id>/deliveries/<_delivery_id>/<_act>")
@only(ADMIN_ROLES)
def back_to_webhook(endpoint_id: str, _act: str, _delivery_id: str = "") -> AnyResponse:
    """Lead back from what only a button does."""
    return _to(endpoint_id)


def _act(endpoint_id: str, act: Callable[[str, str], None], said: str) -> AnyResponse:
    act(endpoint_id, f"staff:{me().id}")
    flash(said)
    return _to(endpoint_id)


def _wish() -> Wish:
    """Read what is typed; what is no type of ours is told to be none by the service."""
    url = request.form.get("url", "")[:URL_CHARS].strip()
    return Wish(url, [one[:40] for one in request.form.getlist("types")[: len(WANTED)]])


def _form(
    wish: Wish, problem: RefusedError | None = None, endpoint_id: str = "", status: int = 422
) -> Response:
    errors = {problem.field: str(problem)} if isinstance(problem, FieldError) else {}
    return render(
        "staff/webhook_form.html",
        status if problem else 200,
        wish=wish,
        wanted=WANTED,
        endpoint_id=endpoint_id,
        errors=errors,
        problem=bool(errors) or str(problem or ""),
    )


def _shown_once(shown: Shown, *, turned: bool = False) -> Response:
    endpoint = _admin().endpoint(shown.id)
    response = render(
        "staff/webhook_secret.html", secret=shown.secret, endpoint=endpoint, turned=turned
    )
    response.headers["HX-Push-Url"] = "false"
    return response


def _to(endpoint_id: str) -> AnyResponse:
    return redirect(url_for(".webhook", endpoint_id=endpoint_id), code=303)


def _admin() -> WebhookAdmin:
    return state().services.webhook_admin
