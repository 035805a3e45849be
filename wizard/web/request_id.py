"""A short name for each request: in its answer, in its lines of the log, and on a page that says what failed."""

import re
import secrets

from flask import Flask, Response, g, has_request_context, request

HEADER = "X-Request-Id"
_TOLD = re.compile(r"[A-Za-z0-9_-]{4,64}")


def register(app: Flask, *, is_behind_proxy: bool) -> None:
    """Name every request; a trusted proxy may have named it already."""

    @app.before_request
    def take_over() -> None:
        told = request.headers.get(HEADER, "") if is_behind_proxy else ""
        if _TOLD.fullmatch(told):
            g.request_id = told

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
        g.request_id = secrets.token_hex(4)
    return str(g.request_id)
