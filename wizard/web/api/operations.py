"""The operations of the API: each is told once, where its view stands; routes and document come of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, get_type_hints

from flask import Blueprint, Response, request
from pydantic import BaseModel

from wizard.services.api_tokens import Scope
from wizard.web.api import access, once, reading
from wizard.web.api.problems import ProblemError
from wizard.web.api.replies import Reply, respond

bp = Blueprint("api", __name__, url_prefix="/v1")

View = Callable[..., Reply]
V = TypeVar("V", bound=View)


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked of the API.

    Attributes:
        path: as OpenAPI writes it, e.g. "/sellers/{seller_id}".
        name: its `operationId`.
        view: does it; what it takes by the names `body` and `query` is read by their models, and
            what it takes by `match` is the `If-Match` that it must be sent with.
        answer: what it tells.
        problems: the names of what may go wrong beside what may with all of them.
        is_tagged: whether what it tells may be asked for by `If-None-Match`.

    """

    method: str
    path: str
    scope: Scope
    view: View
    answer: type[BaseModel]
    status: int
    problems: tuple[str, ...]
    is_tagged: bool

    @property
    def name(self) -> str:
        """Its `operationId`, and the name of its route."""
        return self.view.__name__

    @property
    def summary(self) -> str:
        """What it does, in a line."""
        return (self.view.__doc__ or "").partition("\n")[0]

    @property
    def body(self) -> type[BaseModel] | None:
        """The model of what is sent; None if nothing is."""
        return self._asked.get("body")

    @property
    def query(self) -> type[BaseModel] | None:
        """The model of what stands behind the `?`; None if nothing may."""
        return self._asked.get("query")

    @property
    def needs_match(self) -> bool:
        """Say whether it must be told what was seen."""
        return "match" in self._asked

    @property
    def needs_key(self) -> bool:
        """Say whether it must come with a key of its own, to be done once."""
        return self.method == "POST"

    @property
    def _asked(self) -> dict[str, Any]:
        return get_type_hints(self.view)


OPERATIONS: list[Operation] = []


def operation(  # noqa: PLR0913 (an operation is told whole)
    method: str,
    path: str,
    *,
    scope: Scope,
    answer: type[BaseModel],
    status: int = 200,
    problems: tuple[str, ...] = (),
    is_tagged: bool = False,
) -> Callable[[V], V]:
    """Make a view an operation, with its route."""

    def add(view: V) -> V:
        told = Operation(method, path, scope, view, answer, status, problems, is_tagged)
        OPERATIONS.append(told)
        rule = path.replace("{", "<id:").replace("}", ">")
        bp.add_url_rule(
            rule,
            view.__name__,
            lambda **ids: _run(told, ids),
            methods=[method],
            provide_automatic_options=False,
        )
        return view

    return add


def _run(told: Operation, ids: Mapping[str, str]) -> Response:
    """Let the program in, read what it sent, do it, and answer."""
    caller = access.admit(told.scope)
    given: dict[str, Any] = {**ids, "caller": caller}
    given |= _read(told)
    if not told.needs_key:
        return respond(told.view(**given), is_tagged=told.is_tagged)
    return once.answer(
        caller,
        lambda: told.view(**given),
        lambda reply: respond(reply, is_tagged=told.is_tagged),
    )


def _read(told: Operation) -> dict[str, Any]:
    given: dict[str, Any] = {}
    if told.query:
        given["query"] = reading.query(told.query)
    else:
        reading.no_query()
    if told.body:
        given["body"] = reading.body(told.body)
    else:
        reading.no_body()
    if told.needs_match:
        given["match"] = _match()
    return given


def _match() -> str:
    said = request.headers.get("If-Match", "").strip()
    if not said:
        raise ProblemError("precondition-required")
    return said
