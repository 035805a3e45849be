"""Pictures that came with requests."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from wizard.db.engine import table
from wizard.db.models import Request, RequestPhoto
from wizard.db.records import PhotoRecord
from wizard.db.rows import every, first, select_record, values_of

_PHOTOS, _REQUESTS = table(RequestPhoto), table(Request)
_EVERY = select_record(PhotoRecord, _PHOTOS)


@dataclass(frozen=True)
class PhotoSize:
    """That a request has a picture, and how large it is drawn."""

    width: int
    height: int


def add(connection: Connection, photo: PhotoRecord) -> None:
    """Keep a picture."""
    connection.execute(insert(_PHOTOS), values_of(photo))


def photo(connection: Connection, request_id: str) -> PhotoRecord | None:
    """Find the picture of a request."""
    return first(connection, _EVERY.where(_PHOTOS.c.request_id == request_id), PhotoRecord)


def size(connection: Connection, request_id: str) -> PhotoSize | None:
    """Say how large the picture of a request is; None if it has none. The picture is not read."""
    query = select(_PHOTOS.c.width, _PHOTOS.c.height).where(_PHOTOS.c.request_id == request_id)
    return first(connection, query, PhotoSize)


def of_seller(connection: Connection, seller_id: str) -> Sequence[PhotoRecord]:
    """Give every picture that a seller sent, oldest first."""
    query = _EVERY.join(_REQUESTS, _REQUESTS.c.id == _PHOTOS.c.request_id)
    query = query.where(_REQUESTS.c.seller_id == seller_id)
    return every(connection, query.order_by(_PHOTOS.c.created_at, _PHOTOS.c.id), PhotoRecord)
