"""What was published: files and revisions for ever, and the one order of releases."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, Executable, Text, cast, false, func, insert, or_, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import GuideFile, Release, Revision
from wizard.db.records import FileRecord, ReleaseRecord, RevisionRecord
from wizard.db.rows import every, first, select_record, values_of

_FILES, _REVISIONS, _RELEASES = table(GuideFile), table(Revision), table(Release)
_NEWEST = select(func.max(_RELEASES.c.number))
_EVERY_RELEASE = select_record(ReleaseRecord, _RELEASES)
_EVERY_REVISION = select_record(RevisionRecord, _REVISIONS)
_EVERY_FILE = select_record(FileRecord, _FILES)
LARGEST = 2**31 - 1
LOOKED_FOR = 100
"""For so many places at most the database looks itself; it looks for each of them in every revision."""


def newest_number(connection: Connection) -> int:
    """Give the number of the newest release; 0 before there is one."""
    return connection.execute(_NEWEST).scalar_one() or 0


def release(connection: Connection, number: int) -> ReleaseRecord | None:
    """Give a release, if there is one of this number."""
    if not 0 < number <= LARGEST:
        return None
    query = _EVERY_RELEASE.where(_RELEASES.c.number == number)
    return first(connection, query, ReleaseRecord)


def newest(connection: Connection) -> ReleaseRecord | None:
    """Give the newest release, if there is one."""
    query = _EVERY_RELEASE.order_by(_RELEASES.c.number.desc()).limit(1)
    return first(connection, query, ReleaseRecord)


def releases_before(connection: Connection, number: int, count: int) -> Sequence[ReleaseRecord]:
    """Give so many releases with a smaller number at most, newest first."""
    older = _EVERY_RELEASE.where(_RELEASES.c.number < number)
    return every(connection, older.order_by(_RELEASES.c.number.desc()).limit(count), ReleaseRecord)


def add_release(connection: Connection, record: ReleaseRecord) -> None:
    """Add a release; a constraint is broken if there is one of its number."""
    connection.execute(insert(_RELEASES).values(**values_of(record)))


def revision(connection: Connection, name: str, revision: str) -> RevisionRecord | None:
    """Give of which files a revision is made, if it was kept."""
    query = _EVERY_REVISION.where(_REVISIONS.c.name == name, _REVISIONS.c.revision == revision)
    return first(connection, query, RevisionRecord)


def revisions(
    connection: Connection, named: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], RevisionRecord]:
    """Give of which files revisions are made, by name and revision; what was never kept is not among them."""
    own = tuple_(_REVISIONS.c.name, _REVISIONS.c.revision)
    found = every(connection, _EVERY_REVISION.where(own.in_(sorted(set(named)))), RevisionRecord)
    return {(one.name, one.revision): one for one in found}


def revisions_of(connection: Connection, name: str, count: int) -> Sequence[str]:
    """Name the revisions of a guide, so many at most, newest first."""
    query = select(_REVISIONS.c.revision).where(_REVISIONS.c.name == name)
    return (
        connection.execute(query.order_by(_REVISIONS.c.kept_at.desc()).limit(count)).scalars().all()
    )


def files_at(connection: Connection, name: str, count: int) -> Sequence[Sequence[Sequence[str]]]:
    """Give [place, digest] of each file of so many revisions, newest first: of one part, or of any for ""."""
    query = select(_REVISIONS.c.files).order_by(_REVISIONS.c.kept_at.desc()).limit(count)
    own = query.where(_REVISIONS.c.name == name) if name else query
    return connection.execute(own).scalars().all()


def last_digests(connection: Connection, places: Collection[str]) -> dict[str, str]:
    """Say what stood at places when a file was published there last: place -> digest; never there, it has none."""
    query, wanted = select(_REVISIONS.c.files).order_by(_REVISIONS.c.kept_at), set(places)
    if len(wanted) <= LOOKED_FOR:
        said = cast(_REVISIONS.c.files, Text)  # what does not say one need not be read
        query = query.where(or_(false(), *(said.contains(one, autoescape=True) for one in wanted)))
    found = connection.execute(query).scalars()
    return {place: digest for files in found for place, digest in files if place in wanted}


def files(connection: Connection, digests: Iterable[str]) -> dict[str, bytes]:
    """Give the bytes of files by their digests; what was never kept is not among them."""
    query = _EVERY_FILE.where(_FILES.c.digest.in_(sorted(set(digests))))
    return {one.digest: one.data for one in every(connection, query, FileRecord)}


def known_files(connection: Connection, digests: Iterable[str]) -> set[str]:
    """Say which files were ever kept."""
    query = select(_FILES.c.digest).where(_FILES.c.digest.in_(sorted(set(digests))))
    return set(connection.execute(query).scalars())


def keep_file(connection: Connection, record: FileRecord) -> None:
    """Keep a file; one that is kept is left alone."""
    connection.execute(_ADD_FILE[connection.dialect.name], values_of(record))


def keep_revision(connection: Connection, record: RevisionRecord) -> None:
    """Keep a revision whose files are kept; one that is kept is left alone."""
    connection.execute(_ADD_REVISION[connection.dialect.name], values_of(record))


_ADD_FILE: dict[str, Executable] = {
    "postgresql": postgresql.insert(_FILES).on_conflict_do_nothing(),
    "sqlite": sqlite.insert(_FILES).on_conflict_do_nothing(),
}
_ADD_REVISION: dict[str, Executable] = {
    "postgresql": postgresql.insert(_REVISIONS).on_conflict_do_nothing(),
    "sqlite": sqlite.insert(_REVISIONS).on_conflict_do_nothing(),
}
