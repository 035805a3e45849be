"""One answer, two sizes: a whole page, or the screen that htmx asked for."""

from typing import Any

from flask import Response, make_response, render_template, request
from jinja2_fragments.flask import render_blocks

VARY = ("HX-Request", "HX-Target", "HX-History-Restore-Request")


def wants_screen() -> bool:
    """Say whether htmx will put the answer into `#screen`; everybody else gets the whole page.

    Source: htmx 4 names its target as "main#screen", and asks for the whole page by
    HX-History-Restore-Request when a visitor goes Back.

    """
    environ = request.environ
    return (
        environ.get("HTTP_HX_REQUEST") == "true"
        and environ.get("HTTP_HX_TARGET", "").endswith("#screen")
        and "HTTP_HX_HISTORY_RESTORE_REQUEST" not in environ
    )


def wants_part() -> bool:
    """Say whether htmx will put the answer into a part of a page, where no page may be drawn."""
    headers = request.headers
    is_by_htmx = headers.get("HX-Request") == "true" and "HX-Target" in headers
    return is_by_htmx and not wants_screen() and not goes_back()


def goes_back() -> bool:
    """Say whether a visitor went Back, and htmx draws the whole answer under an address that it has."""
    return "HX-History-Restore-Request" in request.headers


def whole(path: str) -> Response:
    """Have the browser open a page by itself, whatever it asked for."""
    return Response(headers={"HX-Redirect": path})


def render_html(template: str, *, fragment: bool, **context: Any) -> str:
    """Render `template` whole, or its title and its block "screen" only."""
    if not fragment:
        return render_template(template, **context)
    above = render_template("away.html", **context) if context.get("says_away") else ""
    return above + str(render_blocks(template, ["title", "screen"], **context))


def render(template: str, status: int = 200, push: str = "", **context: Any) -> Response:
    """Answer with `template` in the size that was asked for.

    Args:
        template: a page's template, with the blocks "title" and "screen".
        status: 200, or 422 for a form to correct.
        push: the address that htmx should show for this screen, if not the one it asked for.
        context: what the template may know.

    """
    context.setdefault("says_away", True)  # what is kept for others is drawn without
    return html_response(render_html(template, fragment=wants_screen(), **context), status, push)


def html_response(text: str, status: int = 200, push: str = "") -> Response:
    """Answer with what was drawn for one reader: never to be kept by anybody."""
    response = make_response(text, status)
    response.vary.update(VARY)
    response.headers["Cache-Control"] = "no-store"
    if push and wants_screen():
        response.headers["HX-Push-Url"] = push
    return response
