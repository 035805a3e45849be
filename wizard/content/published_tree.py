"""The files that a release is made of, put together as the folder in which they could be edited."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from wizard.content.folder import CONSTANTS
from wizard.content.release import Release
from wizard.db.queries import releases
from wizard.db.records import RevisionRecord


def published_places(connection: Connection, release: Release) -> dict[str, str]:
    """Say what stands at each place: place -> digest.

    Where guides were published with different files of one place (a fragment was changed since), the
    one that was published last stands there.
    """
    return _places(release, releases.revisions(connection, release.parts.items()))


def published_digests(
    connection: Connection, shown: Sequence[Release], place: str
) -> Sequence[str]:
    """Say what stood at a place of each of several releases, by digests; "" where nothing did."""
    pairs = {pair for release in shown for pair in release.parts.items()}
    found = releases.revisions(connection, pairs)
    having = {pair: one for pair, one in found.items() if any(at == place for at, _ in one.files)}
    return [_places(release, having).get(place, "") for release in shown]


def published_text(connection: Connection, release: Release, place: str) -> bytes | None:
    """Give what stands at a place of a release; None if nothing does."""
    digest = published_places(connection, release).get(place)
    return releases.files(connection, [digest]).get(digest) if digest else None


def published_tree(connection: Connection, places: Mapping[str, str]) -> dict[str, bytes]:
    """Give the files themselves; an empty one stands for none."""
    data = releases.files(connection, places.values())
    return {place: data[digest] for place, digest in places.items() if data.get(digest)}


def _places(release: Release, kept: Mapping[tuple[str, str], RevisionRecord]) -> dict[str, str]:
    records = [kept[pair] for pair in release.parts.items() if pair in kept]
    records.sort(key=lambda record: (record.name == CONSTANTS, record.kept_at))
    return {place: digest for record in records for place, digest in record.files}
