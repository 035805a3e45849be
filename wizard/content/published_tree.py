"""The files that a release is made of, put together as the folder in which they could be edited."""

from collections.abc import Mapping

from sqlalchemy import Connection

from wizard.content.folder import CONSTANTS
from wizard.content.release import Release
from wizard.db.queries import releases


def published_places(connection: Connection, release: Release) -> dict[str, str]:
    """Say what stands at each place: place -> digest.

    Where guides were published with different files of one place (a fragment was changed since), the
    one that was published last stands there.
    """
    found = [releases.revision(connection, *part) for part in release.parts.items()]
    records = [record for record in found if record]
    records.sort(key=lambda record: (record.name == CONSTANTS, record.kept_at))
    return {place: digest for record in records for place, digest in record.files}


def published_text(connection: Connection, release: Release, place: str) -> bytes | None:
    """Give what stands at a place of a release; None if nothing does."""
    digest = published_places(connection, release).get(place)
    return releases.files(connection, [digest]).get(digest) if digest else None


def published_tree(connection: Connection, places: Mapping[str, str]) -> dict[str, bytes]:
    """Give the files themselves; an empty one stands for none."""
    data = releases.files(connection, places.values())
    return {place: data[digest] for place, digest in places.items() if data.get(digest)}
