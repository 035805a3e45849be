"""Browsers that staff came by before, and the place that passkeys belong to."""

import secrets
from collections.abc import Mapping

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response as AnyResponse

from wizard.crypto.passkeys import RelyingParty
from wizard.services.lockout import Visit
from wizard.services.staff import SignedIn
from wizard.web import rate_limit
from wizard.web.staff import browser_names
from wizard.web.state import state

LIFE_S = 180 * 86400
MAX_MEMBERS = 5
"""One browser may be used by several members; who came in longest ago is forgotten."""

AT_HOME = "localhost"
"""The one host that browsers trust with passkeys without a certificate."""


def visit() -> Visit:
    """Say where this request comes from, and whose browser it is."""
    return Visit(rate_limit.address(), _known(), browser_names.told())


def remember(response: AnyResponse, entered: SignedIn) -> None:
    """Let this browser be known as one that the member came in by; it opens nothing by itself."""
    others = {key: value for key, value in _known().items() if key != entered.staff_id}
    known = others | {entered.staff_id: f"{secrets.token_urlsafe(12)}.{entered.mark}"}
    last = dict(list(known.items())[-MAX_MEMBERS:])
    response.set_cookie(
        _name(),
        str(_signer().dumps(last)),
        max_age=LIFE_S,
        secure=state().settings.https,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def relying_party() -> RelyingParty | None:
    """Give the place that passkeys belong to here; None where the operator named no such host."""
    host = request.host.partition(":")[0].lower()
    if host != AT_HOME and host not in state().settings.hosts:
        return None
    scheme = "https" if state().settings.https else request.scheme
    return RelyingParty(host, f"{scheme}://{request.host.lower()}")


def _known() -> Mapping[str, str]:
    try:
        found = _signer().loads(request.cookies.get(_name(), "")[:2000], max_age=LIFE_S)
    except BadData:
        return {}
    return {str(key): str(value) for key, value in dict(found).items()}


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="wizard device")


def _name() -> str:
    return "__Host-device" if state().settings.https else "device"
