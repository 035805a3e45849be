"""What the robot calls pages and presses: two of one name are the same to it."""

from urllib.parse import parse_qs, urlsplit

from werkzeug.exceptions import HTTPException

LOOK = ".screen"
"""Part of what asks for a look of a step: of whichever step, and of however many, it is one kind of page."""
ANSWER = "an answer"
"""Stands for what a guide asks, whatever its name: a page is drawn for answers, whichever they are."""


class Names:
    """The names of one application's pages and presses."""

    def __init__(self, app):
        self.routes = app.url_map.bind("localhost")
        guides = app.extensions["wizard"].catalog.guides.values()
        self.questions = {
            name for guide in guides for step in guide.steps for name in step.questions()
        }

    def key(self, address, press):
        """Name a press by the kinds of the pages that it stands on and leads to, and by its looks."""
        asked = parse_qs(urlsplit(press["to"]).query)
        to = (self.kind(press["to"]), *sorted({self._named(name) for name in asked}))
        page = self.kind(address)
        place = page.partition(".")[0] if press["everywhere"] else page
        return (place, press["sign"], *(to if press["to"] else ()))

    def _named(self, name):
        if LOOK in name:
            return LOOK
        return ANSWER if name in self.questions else name

    def kind(self, address):
        try:
            return self.routes.match(urlsplit(address).path, "GET")[0]
        except HTTPException:
            return "nothing"
