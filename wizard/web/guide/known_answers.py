"""Whole answers that are the same for everybody, given again without asking a view: only what is noted of a reader is done anew.

A screen that was drawn for everybody leaves its answer here, head and body, under its own address. Who asks for it in the
same way, with nothing that could change it, is given it at once; what a view and the hooks around it do for each reader
(whose screen is marked, what is counted, the request's own number, the line of the log) is done here as there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from flask import Flask, Response, g, request

from wizard.guide.journey import Journey
from wizard.services.shown_screens import Mark
from wizard.web import answers, page_cache, request_id, sessions
from wizard.web.guide import progress, tracking
from wizard.web.htmx import wants_screen
from wizard.web.page_cache import RenderCache
from wizard.web.site import PUBLIC, site
from wizard.web.state import state

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_OK = 200


@dataclass(frozen=True)
class Shown:
    """What is noted of each reader whom a screen is shown to.

    Attributes:
        step_id: "" for the overview.
        mark: what a seller is marked with; None for the overview.

    """

    journey: Journey
    step_id: str
    mark: Mark | None

    def note(self, seller_id: str | None) -> None:
        """Note it, as the view does."""
        if self.mark is None:
            tracking.go_to_overview(self.journey)
            return
        if seller_id:
            state().services.progress.marks.put(seller_id, self.mark)
        tracking.show(self.journey, self.step_id)


@dataclass(frozen=True)
class Known:
    """An answer that was given before."""

    head: tuple[tuple[str, str], ...]
    body: bytes
    shown: Shown


@dataclass(frozen=True)
class Given:
    """An answer on its way: what a WSGI server calls."""

    head: list[tuple[str, str]]
    body: bytes

    def __call__(self, _environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Send it."""
        start("200 OK", self.head)
        return [self.body]


class Application(Flask):
    """A Flask application that gives what it knows before it asks a view."""

    def __init__(self, name: str) -> None:
        super().__init__(name, static_folder=None)
        self.known: RenderCache[Known] = RenderCache()

    def full_dispatch_request(self) -> Response:
        """Answer from what is known, or as ever, and know it from then on."""
        try:
            given = self._given()
        except Exception as error:  # noqa: BLE001 - answered as one of a view is
            return self.finalize_request(self.handle_user_exception(error))
        if given is not None:
            return cast("Response", given)
        response = super().full_dispatch_request()
        self._keep(response)
        return response

    def _given(self) -> Given | None:
        """Give what is known at this address; None if a view has to be asked."""
        if not _is_plain():
            return None
        known = self.known.find(_key())
        if known is None:
            return None
        answers.begin()
        looks = known.shown.mark is not None
        seller_id = progress.who_looks() if looks else None
        if not sessions.is_anybody():
            return None
        known.shown.note(seller_id)
        answers.tell(_OK)
        return Given([*known.head, (request_id.HEADER, request_id.current())], known.body)

    def _keep(self, response: Response) -> None:
        shown = g.get("shown_to_all")
        if shown is None or response.status_code != _OK or not _is_plain():
            return
        if answers.OWN in request.environ:  # nobody else asks by its name
            return
        head = [pair for pair in response.headers if pair[0] != request_id.HEADER]
        if all(name != "Set-Cookie" for name, _ in head):
            known = Known(tuple(head), response.get_data(), shown)
            self.known.get(_key(), lambda: known)


def offer(journey: Journey, step_id: str) -> None:
    """Say of the screen that is being drawn that it is the same for everybody at this address; "" is the overview.

    It is not kept under an address that says more than the screen's own answers: there is no end of those.
    """
    own = urlencode([(name, one) for name, options in journey.answers.items() for one in options])
    if request.query_string == own.encode() and site() is PUBLIC and sessions.is_anybody():
        mark = progress.mark_of(journey, step_id) if step_id else None
        g.shown_to_all = Shown(journey, step_id, mark)


def _is_plain() -> bool:
    """Say whether a request is of the kind that is answered here: it only reads, and asks for no part."""
    environ = request.environ
    return (
        environ["REQUEST_METHOD"] == "GET"
        and request.routing_exception is None
        and not environ.get("CONTENT_TYPE")
        and "HTTP_IF_NONE_MATCH" not in environ
    )


def _key() -> tuple[object, ...]:
    environ = request.environ
    return (
        state().catalog.release,
        environ["PATH_INFO"],
        environ.get("QUERY_STRING", ""),
        environ.get("SCRIPT_NAME", ""),
        environ.get("HTTP_HOST", ""),
        wants_screen(),
        page_cache.takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")),
    )
