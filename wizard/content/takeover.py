"""What an older version kept in files is taken into the database: once, whoever comes first.

    published/releases/<number>.json    one set; the highest number was what readers saw
    published/guides/<mall>/<revision>.zip
    notes/<editor>/<mall>.json          what an editor had typed and not saved

Of two machines that come at once, or one after the other, the first brings its releases; the other brings
the revisions that its sellers' runs may still name. The files stay, under another name.
"""

import json
import logging
import re
from collections.abc import Iterator
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from sqlalchemy import Connection, Engine

from wizard.content import revision_files
from wizard.content.draft_store import SAFE, Draft
from wizard.content.local_copy import DAMAGE, LocalCopy
from wizard.content.release import Release
from wizard.db.engine import reading, writing
from wizard.db.models.drafts import MAX_DRAFT_CHARS
from wizard.db.queries import drafts, releases
from wizard.errors import ConstraintError, NotFoundError

TAKEN = "taken-over"
_NUMBER = re.compile(r"([0-9]{6,12})\.json")
log = logging.getLogger(__name__)


def take_over(engine: Engine, published: Path, notes: Path, now: datetime) -> None:
    """Take over the files of an older version, if there are any.

    Raises:
        DatabaseError: the database did not take them; the files are as they were.

    """
    sets, typed = published / "releases", notes
    if sets.is_dir():
        _take_releases(engine, LocalCopy(published), sets, now)
        _set_aside(sets)
    if typed.is_dir():
        with writing(engine) as connection:
            _take_drafts(connection, typed, now)
        _set_aside(typed)


def _take_releases(engine: Engine, files: LocalCopy, sets: Path, now: datetime) -> None:
    sets_taken = 0
    try:
        with writing(engine) as connection:
            revisions_taken = _take_revisions(connection, files, now)
            sets_taken = _take_sets(connection, sets)
    except ConstraintError:  # another machine was first, in this very moment
        with reading(engine) as connection:
            if not releases.newest_number(connection):
                raise
        with writing(engine) as connection:
            revisions_taken = _take_revisions(connection, files, now)
    log.info("taken over: %d releases and %d revisions", sets_taken, revisions_taken)


def _take_revisions(connection: Connection, files: LocalCopy, now: datetime) -> int:
    """Keep every revision that can be read; say how many."""
    count = 0
    for file in sorted((files.home / "guides").glob("*/*.zip")):
        name, revision = file.parent.name, file.stem
        try:
            content = files.files(name, revision)
        except NotFoundError:
            log.warning("a damaged revision was left out: %s/%s", name, revision)
            continue
        revision_files.keep(connection, name, revision, content, _changed_at(file, now))
        count += 1
    return count


def _take_sets(connection: Connection, sets: Path) -> int:
    """Add every set that can be read, if the database has none of its own; say how many."""
    if releases.newest_number(connection):
        return 0
    found = list(_sets_in(sets))
    for release in found:
        releases.add_release(connection, release.record)
    return len(found)


def _sets_in(sets: Path) -> Iterator[Release]:
    for file in sorted(sets.glob("*.json")):
        named = _NUMBER.fullmatch(file.name)
        try:
            release = Release.read(file.read_bytes()) if named else None
        except DAMAGE:
            release = None
        if release and named and release.number == int(named[1]) and release.at.tzinfo:
            yield release


def _take_drafts(connection: Connection, notes: Path, now: datetime) -> None:
    for file in sorted(notes.glob("*/*.json")):
        editor, mall = file.parent.name, file.stem
        try:
            note = Draft(**json.loads(file.read_bytes()))
            is_good = SAFE.issuperset(editor + mall) and len(note.text) <= MAX_DRAFT_CHARS
        except DAMAGE:
            continue
        if is_good and len(editor) <= 32 and len(mall) <= 40:
            drafts.keep(connection, note.record(editor, mall, _changed_at(file, now)))


def _changed_at(file: Path, now: datetime) -> datetime:
    """Say when a file was written; never later than now."""
    return min(datetime.fromtimestamp(file.stat().st_mtime, now.tzinfo), now)


def _set_aside(folder: Path) -> None:
    """Give a folder the name of what is done; where the disk refuses, the next start finds it done.

    There may be one of that name: an older version that runs once more in between begins a folder anew.
    """
    ends = chain([""], (f"-{number}" for number in count(2)))
    places = (folder.with_name(f"{folder.name}-{TAKEN}{end}") for end in ends)
    try:
        folder.rename(next(place for place in places if not place.exists()))
    except FileNotFoundError:  # another process was first
        return
    except OSError as error:
        log.warning("%s was taken over, and cannot be renamed: %s", folder, error.strerror)
