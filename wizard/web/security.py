"""What every answer carries, and what every change of state must show."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from flask import Flask, Response, abort, g, redirect, request, url_for
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import BadHost, BadRequest, SecurityError
from werkzeug.wrappers import Response as AnyResponse

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HTMX_URL = "https://cdn.jsdelivr.net/npm/htmx.org@4.0.1/dist/htmx.min.js"
HTMX_INTEGRITY = "sha384-Qp9rdC8H7EqOoX+nR0P3RPG2Noji+qdwJlGpfzwQJsfOpp3sGwIdSP9xO3+UlEhn"
MAX_FORM_BYTES = 64 * 1024


class _CheckedOnce(CSRFProtect):  # type: ignore[misc]  # it has no types
    """Looks at a request's token once, though it is asked of it in two places."""

    def protect(self, *args: Any, **named: Any) -> None:
        """Refuse what has not this session's token, unless it was seen to have it."""
        if not g.get("csrf_valid"):
            super().protect(*args, **named)


csrf = _CheckedOnce()
_PORT = re.compile(r":[0-9]{1,5}$")

POLICY = (
    f"default-src 'none'; script-src 'self' {HTMX_URL}; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
FRAMED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
"""For a page that one of ours may show in a frame; a view says so in `g.policy`."""

FRAMING = f"{POLICY}; frame-src 'self'"
"""For a page that shows one of ours in a frame."""

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class UnreadableError(BadRequest):
    """A form that is not in UTF-8: kept, it would be letters that nobody typed."""


class StrangeHostError(BadRequest):
    """A request by a name that is not ours: in a link or a QR code of ours it would lead elsewhere."""


def has_no_name() -> bool:
    """Say whether the request came under a name that is none, or not to be answered: no page is there."""
    return isinstance(request.routing_exception, SecurityError | BadHost)


_ASKED_BY_MACHINES = {"health.healthz", "health.readyz", "health.metrics"}
"""What a proxy asks each machine by its address, or who gathers figures."""


def know_hosts(app: Flask, hosts: frozenset[str]) -> None:
    """Answer by our own names only; a proxy may ask for our health by any."""

    @app.before_request
    def refuse_stranger() -> None:
        host = request.environ.get("HTTP_HOST", "").lower()  # HTTP/1.0 names none
        name = host.rpartition(":")[0] if _PORT.search(host) else host
        if host and name not in hosts and request.endpoint not in _ASKED_BY_MACHINES:
            raise StrangeHostError


_OPEN_IN_PREVIEW = {"editor", "preview", "static_files", "screenshots", "json_schema", "health"}
"""The blueprints that `wizard preview` shows."""


def protect(app: Flask, *, https: bool) -> None:
    """Put the guards in place: headers, cookie, CSRF token, sizes, rates."""
    _configure(app, https=https)
    app.before_request(_refuse_unreadable)
    csrf.init_app(app)
    app.before_request(refuse_nul)
    _add_headers(app, _headers(https=https))

    @app.after_request
    def add_policy(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = g.get("policy", POLICY)
        if request.method == "POST" and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response


def protect_api(api: Flask, *, https: bool) -> None:
    """Put the guards in place of what no browser shows: nothing of it is kept, framed or run."""
    api.config["MAX_CONTENT_LENGTH"] = MAX_FORM_BYTES
    api.before_request(refuse_nul)
    policy = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}
    _add_headers(api, {**_headers(https=https), **policy, "Cache-Control": "no-store"})


def _headers(*, https: bool) -> dict[str, str]:
    strict = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
    return {**_HEADERS, **strict} if https else _HEADERS


def _add_headers(app: Flask, headers: dict[str, str]) -> None:
    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.extend(headers)
        return response


def over_https(inner: "WSGIApplication") -> "WSGIApplication":
    """Take every request for one that came by TLS, whether or not the proxy says so."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        environ["wsgi.url_scheme"] = "https"
        return inner(environ, start_response)

    return answer


def _configure(app: Flask, *, https: bool) -> None:
    """Set the limits of a form, and what the cookie and its token are like."""
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_FORM_BYTES,
        MAX_FORM_PARTS=100,
        SESSION_COOKIE_NAME="__Host-wizard" if https else "wizard",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # a token lives as long as its session
        WTF_CSRF_SSL_STRICT=False,  # some browsers send no Referer: `cross_site` knows whose a form is
    )


def refuse_nul() -> None:
    """Refuse an address with a NUL in it: nothing of ours has one, and PostgreSQL stores none."""
    said = [text for pair in request.args.items(multi=True) for text in pair]
    if any("\0" in text for text in (request.path, *said)):
        abort(400)


def _refuse_unreadable() -> None:
    """Refuse a form in another encoding than a page of ours asks for."""
    if request.mimetype != "application/x-www-form-urlencoded":
        return
    try:
        unquote_to_bytes(request.get_data()).decode()
    except UnicodeDecodeError:
        raise UnreadableError from None


def allow_editors_only(app: Flask) -> None:
    """Show the editors' pages only, at this computer only: `wizard preview` asks nobody who they are.

    The names that may stand in an address are few, so that no page elsewhere can be led here
    (DNS rebinding).
    """
    app.config["TRUSTED_HOSTS"] = ["127.0.0.1", "localhost"]
    app.config["SESSION_COOKIE_NAME"] = "wizard-preview"  # cookies know no ports

    @app.before_request
    def redirect_to_editor() -> AnyResponse | None:
        is_open = request.blueprint in _OPEN_IN_PREVIEW
        if is_open or has_no_name():
            return None
        return redirect(url_for("editor.guides"), code=303)
