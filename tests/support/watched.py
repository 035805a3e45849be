"""An application whose pages note what goes wrong in a browser, in any engine: a script before all others does."""

from pathlib import Path

from flask import Flask, Response, request, send_file

SCRIPT = Path(__file__).parent / "watched.js"
PATH = "/watched.js"


def watched(app: Flask) -> Flask:
    """Let each page bring the watching script along."""
    app.add_url_rule(PATH, view_func=lambda: send_file(SCRIPT), endpoint="watched")
    app.before_request(_ask_for_plain)
    app.after_request(_watch)
    return app


def _ask_for_plain():
    request.environ.pop("HTTP_ACCEPT_ENCODING", None)


def _watch(response: Response) -> Response:
    if response.mimetype == "text/html" and not response.direct_passthrough:
        page = response.get_data(as_text=True)
        response.set_data(page.replace("<head>", f'<head><script src="{PATH}"></script>', 1))
    return response
