"""What views of the API answer, and how it is sent: whole, or only that it is the same."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Response, request
from pydantic import BaseModel

from wizard.web.api import reading

TAG_CHARS = 32


@dataclass(frozen=True)
class Reply:
    """What a view answers.

    Attributes:
        body: what is told.
        tag: names what is told among all that ever was there; "" for what is told by its content.
        seller_id: whom it tells of: an answer that is kept is forgotten with them.

    """

    body: BaseModel = field(repr=False)
    status: int = 200
    tag: str = ""
    seller_id: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def respond(reply: Reply, *, is_tagged: bool) -> Response:
    """Give what a view tells as an answer; only that it is the same, to whom knows it already."""
    text = reply.body.model_dump_json()
    response = Response(text, reply.status, mimetype=reading.MEDIA_TYPE)
    response.headers.update(reply.headers)
    if is_tagged:
        response.set_etag(reply.tag or tag_of(reply.body))
    if is_tagged and request.method in {"GET", "HEAD"}:
        response.make_conditional(request.environ)
    return response


def tag_of(body: BaseModel) -> str:
    """Name what is told by its content."""
    return hashlib.sha256(body.model_dump_json().encode()).hexdigest()[:TAG_CHARS]


def is_same(match: str, tag: str) -> bool:
    """Say whether an `If-Match` names this (strong comparison, RFC 9110 8.8.3.2)."""
    return match == "*" or f'"{tag}"' in [one.strip() for one in match.split(",")]
