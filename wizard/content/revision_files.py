"""The files of revisions in the database: each file once, by its content."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from wizard.content import loader
from wizard.db.queries import releases
from wizard.db.records import FileRecord, RevisionRecord
from wizard.errors import NotFoundError

MAX_NAME_CHARS, MAX_REVISION_CHARS = 40, 64


def keep(
    connection: Connection, name: str, revision: str, files: Mapping[str, bytes], now: datetime
) -> None:
    """Keep a revision; one that is kept is left alone."""
    digests = []
    for place, data in files.items():
        digest = digest_of(data)
        releases.keep_file(connection, FileRecord(digest, data))
        digests.append([place, digest])
    releases.keep_revision(connection, RevisionRecord(name, revision, digests, now))


def read(connection: Connection, name: str, revision: str) -> dict[str, bytes]:
    """Give the files of a revision, as they stood in the folder.

    Raises:
        NotFoundError: it was never kept, or it is not as it was kept.

    """
    is_possible = len(name) <= MAX_NAME_CHARS and len(revision) <= MAX_REVISION_CHARS
    record = releases.revision(connection, name, revision) if is_possible else None
    if record is None:
        raise NotFoundError(f"no revision {revision[:40]!r} of {name[:40]!r}")
    return of_record(connection, record)


def of_record(connection: Connection, record: RevisionRecord) -> dict[str, bytes]:
    """Give the files of a revision by its row.

    Raises:
        NotFoundError: it is not as it was kept.

    """
    found = releases.files(connection, (digest for _, digest in record.files))
    files = {place: found.get(digest, b"") for place, digest in record.files}
    if loader.revision_of(files.values()) != record.revision:
        raise NotFoundError(f"revision {record.revision} of {record.name} is not as it was kept")
    return files


def digest_of(data: bytes) -> str:
    """Name a file by its content."""
    return hashlib.sha256(data).hexdigest()
