"""What every answer carries, and what every change of state must show."""

from flask import Flask, Response, abort, request
from flask_wtf.csrf import CSRFProtect

HTMX_URL = "https://cdn.jsdelivr.net/npm/htmx.org@4.0.1/dist/htmx.min.js"
HTMX_INTEGRITY = "sha384-Qp9rdC8H7EqOoX+nR0P3RPG2Noji+qdwJlGpfzwQJsfOpp3sGwIdSP9xO3+UlEhn"
MAX_FORM_BYTES = 64 * 1024

csrf = CSRFProtect()

_HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; script-src 'self' {HTMX_URL}; style-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def guard(app: Flask, *, https: bool) -> None:
    """Put the guards at the door: headers, cookie, CSRF token, sizes, rates."""
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_FORM_BYTES,
        MAX_FORM_PARTS=100,
        SESSION_COOKIE_NAME="__Host-wizard" if https else "wizard",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # a token lives as long as its session
        WTF_CSRF_SSL_STRICT=https,
    )
    csrf.init_app(app)
    headers = dict(_HEADERS)
    if https:
        headers["Strict-Transport-Security"] = "max-age=31536000"

    @app.before_request
    def refuse_nul() -> None:
        """Refuse an address with a NUL in it: nothing of ours has one, and PostgreSQL stores none."""
        if "\0" in request.path or any("\0" in value for value in request.args.values()):
            abort(400)

    @app.after_request
    def dress(response: Response) -> Response:
        response.headers.extend(headers)
        if request.method == "POST" and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response
