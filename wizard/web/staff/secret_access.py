"""An account's secrets, opened once for the request that one has taken."""

from flask import Response, current_app, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import KeysError, RefusedError, SealError
from wizard.forms.normalize import clean
from wizard.services.roles import SECRET_ACCESS_ROLES
from wizard.services.secret_access import MINUTES, Opened
from wizard.steps.field_rules import MAX_VALUE_CHARS
from wizard.web import given_back
from wizard.web.htmx import render
from wizard.web.staff import opened_rows
from wizard.web.staff.access import bp, me, only
from wizard.web.staff.registration_view import known_openings, registering
from wizard.web.staff.requests import thread_page
from wizard.web.state import state

CANNOT_OPEN = "지금은 열 수 없어요. 잠그는 키를 확인해야 해요. 관리자에게 알려 주세요."
PASTE_KEY = f"발급받은 키를 붙여 넣어 주세요. {MAX_VALUE_CHARS}자까지 넣을 수 있어요."


@bp.post("/requests/<request_id>/secrets")
@only(SECRET_ACCESS_ROLES)
def open_secrets(request_id: str) -> Response:
    """Show the account's values, this once."""
    try:
        opened = state().services.secret_access.open(
            request_id, me().id, request.form.get("reason", ""), known_openings()
        )
    except RefusedError as refused:
        return thread_page(request_id, 422, {"reason": str(refused)})
    except (KeysError, SealError):
        current_app.logger.error("an account could not be opened for staff")
        return thread_page(request_id, 503, {"reason": CANNOT_OPEN})
    return _secrets_page(request_id, opened)


@bp.post("/requests/<request_id>/key")
@only(SECRET_ACCESS_ROLES)
def enter_key(request_id: str) -> AnyResponse:
    """Put the key that was issued into the same account."""
    key = clean(given_back.typed("key"), "edges").value
    if not 0 < len(key) <= MAX_VALUE_CHARS:
        return thread_page(request_id, 422, {"key": PASTE_KEY})
    try:
        state().services.secret_access.store_issued_key(request_id, me().id, key)
    except RefusedError as refused:
        return thread_page(request_id, 422, {"key": str(refused)})
    except KeysError:
        return thread_page(request_id, 503, {"key": CANNOT_OPEN})
    flash("키를 계정에 넣었어요. 판매자에게 답을 보내고 요청을 닫아 주세요.")
    return redirect(_page_of(request_id), code=303)


def _secrets_page(request_id: str, opened: Opened) -> Response:
    """Show an account's values; the page leaves by itself, and is in no history."""
    guide = state().catalog.guides.get(opened.mall)
    rows = opened_rows.rows(opened, guide.form(opened.step_id) if guide else None)
    response = render(
        "staff/secrets.html",
        opened=opened,
        rows=rows,
        guide=guide,
        request_id=request_id,
        registering=registering(state().services.requests.thread(request_id).request),
        errors={},
    )
    response.headers["HX-Push-Url"] = "false"
    response.headers["Refresh"] = f"{MINUTES * 60}; url={_page_of(request_id)}"
    return response


def _page_of(request_id: str) -> str:
    return url_for(".request_page", request_id=request_id)
