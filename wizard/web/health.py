"""Whether this process can serve, for a proxy and for an operator."""

from flask import Blueprint, Response, jsonify

from wizard.web.state import state

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> Response:
    """Answer 200 while guides can be read, with what is not as it should be."""
    catalog = state().catalog
    faults = {name: [str(fault) for fault in found] for name, found in catalog.faults.items()}
    response = jsonify(
        status="ok" if not faults and _saving() == "open" else "degraded",
        guides=sorted(catalog.guides),
        release=catalog.release,
        faulty_guides=faults,
        saving=_saving(),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _saving() -> str:
    if state().services.keys.can_seal():
        return "open"
    return "closed: the key file does not belong to this database"
