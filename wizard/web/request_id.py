"""A short name for each request: in its answer, in its lines of the log, and on a page that says what failed."""

import re
import secrets

from flask import Flask, Response, current_app, g, has_request_context, request

HEADER = "X-Request-Id"
_IS_BEHIND_PROXY = "WIZARD_IS_BEHIND_PROXY"
_TOLD = re.compile(r"[A-Za-z0-9_-]{4,64}")


def register(app: Flask, *, is_behind_proxy: bool) -> None:
    """Name every request; a trusted proxy may have named it already."""
    app.config[_IS_BEHIND_PROXY] = is_behind_proxy

    @app.after_request
    def tell(response: Response) -> Response:
        response.headers[HEADER] = current()
        return response

    app.add_template_global(current, "request_id")


def current() -> str:
    """Give the name of the request that is being answered; "" outside of one."""
    if not has_request_context():
        return ""
    if "request_id" not in g:
        told = request.headers.get(HEADER, "") if current_app.config.get(_IS_BEHIND_PROXY) else ""
        g.request_id = told if _TOLD.fullmatch(told) else secrets.token_hex(4)
    return str(g.request_id)
