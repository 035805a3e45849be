"""What practice does to every page: it is marked, and needs no network."""

from flask import Flask, Response
from jinja2.ext import Extension

from wizard.mall_settings import Practice

HTMX = "/practice/htmx.js"


class MarkTitle(Extension):
    """Leaves room at the end of every page's title, where practice says that it is."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Give the source with a hole in each title."""
        return source.replace("</title>", "{{ title_end }}</title>")


def register(app: Flask, practice: Practice | None) -> None:
    """Mark the pages if this is practice, and serve the copy of htmx if there is one."""
    app.jinja_env.add_extension(MarkTitle)
    app.jinja_env.globals.update(practice=practice, title_end=" · 연습" if practice else "")
    if practice and practice.htmx:
        script = practice.htmx.read_bytes()
        app.jinja_env.globals["HTMX_URL"] = HTMX

        @app.get(HTMX)
        def practice_htmx() -> Response:
            return Response(script, mimetype="text/javascript")
