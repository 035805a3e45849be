"""What went to who is told of events, and what is sent there once more."""

from datetime import date
from urllib.parse import urlencode

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import RefusedError
from wizard.korean.calendar import beginning, in_korea
from wizard.services.roles import ADMIN_ROLES
from wizard.services.webhook_deliveries import PAGE, STATES, Delivery, WebhookDeliveries
from wizard.web.htmx import render
from wizard.web.staff import pagination
from wizard.web.staff.access import bp, me, only
from wizard.web.staff.pagination import At, Page
from wizard.web.state import state

NO_DAY = "며칠부터 다시 보낼지 날짜를 골라 주세요."


@bp.get("/webhooks/<endpoint_id>")
@only(ADMIN_ROLES)
def webhook(endpoint_id: str) -> Response:
    """Show who is told, and what went there."""
    return _page(endpoint_id)


@bp.post("/webhooks/<endpoint_id>/test")
@only(ADMIN_ROLES)
def test_webhook(endpoint_id: str) -> AnyResponse:
    """Send something of which nothing happened."""
    try:
        _deliveries().test(endpoint_id, f"staff:{me().id}")
    except RefusedError as problem:
        return _page(endpoint_id, str(problem))
    flash("시험을 보내고 있어요. ‘새로 보기’를 누르면 결과가 나와요.")
    return _to(endpoint_id)


@bp.post("/webhooks/<endpoint_id>/deliveries/<delivery_id>/replay")
@only(ADMIN_ROLES)
def replay_delivery(endpoint_id: str, delivery_id: str) -> AnyResponse:
    """Send one event again."""
    try:
        _deliveries().replay(endpoint_id, delivery_id, f"staff:{me().id}")
    except RefusedError as problem:
        return _page(endpoint_id, str(problem))
    flash("다시 보내고 있어요. ‘새로 보기’를 누르면 결과가 나와요.")
    return _to(endpoint_id)


@bp.post("/webhooks/<endpoint_id>/replays")
@only(ADMIN_ROLES)
def replay_failed(endpoint_id: str) -> AnyResponse:
    """Send everything again that failed since a day."""
    try:
        day = date.fromisoformat(request.form.get("since", "")[:10])
    except ValueError:
        return _page(endpoint_id, NO_DAY)
    try:
        count = _deliveries().replay_failed(endpoint_id, beginning(day), f"staff:{me().id}")
    except RefusedError as problem:
        return _page(endpoint_id, str(problem))
    flash(f"못 보낸 {count}개를 다시 보내고 있어요.")
    return _to(endpoint_id)


def _page(endpoint_id: str, problem: str = "") -> Response:
    services, now = state().services, state().now()
    wanted = request.args.get("state", "")
    chosen = wanted if wanted in STATES else ""
    at, backwards = pagination.read(_asked_place()), "before" in request.args
    return render(
        "staff/webhook.html",
        409 if problem else 200,
        endpoint=services.webhook_admin.endpoint(endpoint_id),
        page=_rows(endpoint_id, chosen, at, backwards=backwards),
        counts=_deliveries().counts(),
        states=STATES,
        chosen=chosen,
        query=urlencode({"state": chosen}) if chosen else "",
        today=in_korea(now),
        now=now,
        problem=problem,
    )


def _rows(endpoint_id: str, chosen: str, at: At | None, *, backwards: bool) -> Page[Delivery]:
    rows = _deliveries().page(endpoint_id, chosen, at, backwards=backwards)
    places = [pagination.write(row.created_at, row.id) for row in rows]
    return pagination.page_of(rows, places, PAGE, at=at, backwards=backwards)


def _asked_place() -> str:
    return request.args.get("after") or request.args.get("before", "")


def _to(endpoint_id: str) -> AnyResponse:
    return redirect(url_for(".webhook", endpoint_id=endpoint_id), code=303)


def _deliveries() -> WebhookDeliveries:
    return state().services.webhook_deliveries
