"""What a word means, where it cannot open on its own screen: a form fetches it under the box, a browser opens it."""

from flask import Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from wizard.web.guide.views import bp, find_guide
from wizard.web.htmx import render, render_html
from wizard.web.screen import word_address
from wizard.web.terms import glossary_of


@bp.get("/guides/<mall>/-/words/<word>")
def word(mall: str, word: str) -> Response:
    """Say what a word of a guide means."""
    guide = find_guide(mall)
    term = glossary_of(guide).terms.get(word) or abort(404)
    return render("guide/word.html", guide=guide, word=word, term=term)


@bp.get("/guides/<mall>/-/words/<word>/lesson")
def word_lesson(mall: str, word: str) -> AnyResponse:
    """Give the same to be opened under a box, as `views.lesson` does; a browser gets the page."""
    guide = find_guide(mall)
    term = glossary_of(guide).terms.get(word) or abort(404)
    if request.headers.get("Sec-Fetch-Mode") == "navigate":
        return redirect(word_address(mall, word), code=303)
    response = Response(render_html("guide/word_lesson.html", fragment=False, word=word, term=term))
    response.vary.add("Sec-Fetch-Mode")
    return response
