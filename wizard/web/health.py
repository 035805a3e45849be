"""Whether this process can serve, for a proxy and for an operator."""

import hmac
from dataclasses import asdict, replace
from http import HTTPStatus
from pathlib import Path

from flask import Blueprint, Response, abort, jsonify, request

from wizard.errors import DatabaseError, Fault
from wizard.services.job_admin import Standing
from wizard.services.storage import NO_KEYS, NO_WRITES
from wizard.web.state import state

TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8"
"""Prometheus' own."""

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> Response:
    """Answer 200 while guides can be read, with what is not as it should be."""
    catalog, saving = state().catalog, _saving()
    faults = {name: [_told(fault) for fault in found] for name, found in catalog.faults.items()}
    jobs = _jobs()
    is_well = catalog.guides and not faults and saving == "open" and not (jobs and jobs.is_late)
    response = jsonify(
        status="ok" if is_well else "degraded",
        guides=sorted(catalog.guides),
        release=catalog.release,
        faulty_guides=faults,
        saving=saving,
        jobs=jobs and asdict(jobs),
        **({} if catalog.guides else {"missing": "guides"}),
    )
    response.status_code = HTTPStatus.OK if catalog.guides else HTTPStatus.SERVICE_UNAVAILABLE
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/readyz")
def readyz() -> Response:
    """Answer 200 while it can be read and saved here, from what the last probe found: nothing is asked.

    Otherwise 503, and why in a word: "starting", "database", "disk", "keys", "schema" or "guides".
    """
    reason = state().services.storage.hindrance or ("" if state().catalog.guides else "guides")
    response = jsonify(ready=not reason, **({"reason": reason} if reason else {}))
    response.status_code = HTTPStatus.SERVICE_UNAVAILABLE if reason else HTTPStatus.OK
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/metrics")
def metrics() -> Response:
    """Give figures to who has the token; where none is set there is no such page."""
    figures, token = state().figures, state().settings.watch.metrics_token
    if figures is None or not token:
        abort(404)
    told = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not hmac.compare_digest(told.encode(), token.encode()):
        return Response("", 401, {"WWW-Authenticate": "Bearer", "Cache-Control": "no-store"})
    response = Response(figures.page(), content_type=TEXT_FORMAT)
    response.headers["Cache-Control"] = "no-store"
    return response


def _told(fault: Fault) -> str:
    """Write a fault as `wizard check` does, without the folder: strangers read this."""
    folder = f"{state().settings.guides}/"
    said = replace(fault, file=Path(fault.file).name)
    return str(said).replace(folder, "")


def _jobs() -> Standing | None:
    """Count the jobs; None while the database cannot be asked."""
    services = state().services
    try:
        return None if services.storage.closed else services.job_admin.standing()
    except DatabaseError:
        return None


def _saving() -> str:
    """Say whether anything can be saved, as the last probe found."""
    found = state().services.storage.closed
    try:
        if not found and not state().services.keys.can_seal():
            found = NO_KEYS
    except DatabaseError:
        found = NO_WRITES
    return f"closed: {found}" if found else "open"
