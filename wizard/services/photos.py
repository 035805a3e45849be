"""Pictures that sellers send with a request: sealed, shown to staff and to their seller, gone with the request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import photos, requests
from wizard.db.queries.photos import PhotoSize
from wizard.db.records import PhotoRecord
from wizard.errors import NotFoundError
from wizard.korean.calendar import clock
from wizard.photos import Photo
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.keys import Keys


@dataclass(frozen=True)
class Photos:
    """Keeps pictures of screens; each method is one transaction."""

    engine: Engine
    keys: Keys
    now: Callable[[], datetime] = clock

    def add(self, request_id: str, photo: Photo) -> None:
        """Keep the picture of a request that has none.

        Raises:
            KeysError: nothing can be sealed.
            NotFoundError: there is no such request.

        """
        own_id, now = uuid4().hex, self.now()
        picture = self.keys.ring().seal_file(photo.data, *place(own_id))
        made = PhotoRecord(own_id, request_id, picture, photo.width, photo.height, now)
        with writing(self.engine) as connection:
            found = requests.request(connection, request_id)
            if found is None:
                raise NotFoundError(f"no request {request_id[:40]!r}")
            photos.add(connection, made)
            who = f"seller:{found.seller_id}" if found.seller_id else "reader"
            record_event(
                connection, Event.PHOTO_ADDED, who, now,
                seller_id=found.seller_id, subject=request_id,
            )  # fmt: skip

    def size(self, request_id: str) -> PhotoSize | None:
        """Say how large the picture of a request is; None if it has none."""
        with reading(self.engine) as connection:
            return photos.size(connection, request_id)

    def open(self, request_id: str, seller_id: str | None = None) -> bytes:
        """Give the picture of a request as JPEG; asked for by a seller, only of their own.

        Raises:
            KeysError, SealError: it cannot be opened.
            NotFoundError: there is none.

        """
        with reading(self.engine) as connection:
            asked = requests.request(connection, request_id)
            found = photos.photo(connection, request_id)
        if asked is None or found is None or seller_id not in {None, asked.seller_id}:
            raise NotFoundError(f"no picture of request {request_id[:40]!r}")
        return self.keys.ring().open(found.picture, *place(found.id))

    def of_seller(self, seller_id: str) -> Mapping[str, bytes]:
        """Give every picture that a seller sent, by the id of its request. Raises `KeysError`, `SealError`."""
        with reading(self.engine) as connection:
            found = photos.of_seller(connection, seller_id)
        if not found:
            return {}
        ring = self.keys.ring()
        return {one.request_id: ring.open(one.picture, *place(one.id)) for one in found}


def place(photo_id: str) -> tuple[str, str]:
    """Name where a picture stands, for the seal."""
    return f"photo {photo_id}", "picture"
