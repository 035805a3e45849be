"""Pictures that editors put in and that no text needs any more: let go of, where they are kept."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine

from wizard.content.folder import guides_and_fragments
from wizard.content.folder_lock import exclusive_lock
from wizard.content.source import Contents
from wizard.content.texts_on_way import pictures_in, texts_on_way
from wizard.db.engine import reading, writing
from wizard.db.queries import audit, guide_pictures, releases
from wizard.errors import RefusedError
from wizard.guide.screenshots import FOLDER
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event

UNUSED_DAYS = 30
"""For so long a picture that was put in waits for a text that names it."""

HALVES = ".*.webp.*"
"""What a process that was killed leaves of a picture; see `content.folder.write`."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class UnusedPictures:
    """What was put in and is named by no draft, no schedule, no text of the folder and nothing ever published.

    For all machines, what was published is let go of, too: any text that names it is given it from there.

    Attributes:
        folder: where the pictures stand; None where they are in the database, for all machines.

    """

    engine: Engine
    folder: Path | None
    now: Callable[[], datetime] = clock

    def clear(self) -> int:
        """Take away what was put in long ago and is named nowhere, and write that down; return how many."""
        before = self.now() - timedelta(days=UNUSED_DAYS)
        if self.folder is None:
            return self._clear_rows(before)
        try:
            with exclusive_lock(self.folder):
                return self._clear_files(self.folder, before)
        except (OSError, RefusedError) as error:
            log.warning("unused pictures stay in %s: %s", self.folder, type(error).__name__)
            return 0

    def _clear_rows(self, before: datetime) -> int:
        with writing(self.engine) as connection:
            old = guide_pictures.older(connection, before)
            published = _published(connection, old)
            guide_pictures.forget(connection, published, before)
            names = _unnamed(connection, sorted({*old} - {*published}), ())
            gone = guide_pictures.forget(connection, names, before)
            self._note(connection, gone)
        return len(gone)

    def _clear_files(self, folder: Path, before: datetime) -> int:
        """Take away files that came through the browser, and no others: somebody may have laid them there."""
        for half in (folder / FOLDER).glob(HALVES):
            if _is_older(half, before):
                half.unlink()
        old = _older(folder / FOLDER, before)
        if not old:
            return 0
        with reading(self.engine) as connection:
            put_in = audit.subjects(connection, Event.PICTURE_ADDED, old)
            left = sorted(put_in.keys() - {*_published(connection, put_in)})
            names = _unnamed(connection, left, _texts_in(folder))
        for name in names:
            with writing(self.engine) as connection:
                self._note(connection, {name: put_in[name]})
                (folder / FOLDER / name).unlink()
        return len(names)

    def _note(self, connection: Connection, gone: Mapping[str, str]) -> None:
        for name, mall in gone.items():
            record_event(
                connection, Event.PICTURE_CLEARED, "system", self.now(), subject=mall, detail=name
            )


def forget_published(connection: Connection, contents: Contents) -> None:
    """Let go of the pictures that a release has from now on: whatever text names one is given it from there."""
    places = [Path(place) for held in contents.values() for place in held]
    if names := {place.name for place in places if place.parent.name == FOLDER}:
        guide_pictures.forget(connection, names)


def _unnamed(connection: Connection, names: Iterable[str], texts: Sequence[str]) -> Sequence[str]:
    """Give those of these names that none of the texts says, and none that is on its way."""
    said = pictures_in([*texts, *texts_on_way(connection)]) if names else ()
    return [name for name in names if name not in said]


def _published(connection: Connection, names: Iterable[str]) -> Sequence[str]:
    """Give those of these names that a picture had which was published, now or long ago."""
    places = {f"{FOLDER}/{name}": name for name in names}
    found = releases.last_digests(connection, places)
    return [name for place, name in places.items() if place in found]


def _older(images: Path, before: datetime) -> Sequence[str]:
    """Name the files of a folder that were put in before a moment, and not again since."""
    found = images.iterdir() if images.is_dir() else ()
    return [file.name for file in found if _is_older(file, before)]


def _is_older(file: Path, before: datetime) -> bool:
    return file.is_file() and file.stat().st_mtime < before.timestamp()


def _texts_in(folder: Path) -> Sequence[str]:
    """Give what the texts of a folder say, faulty ones too."""
    files = guides_and_fragments([folder])
    return [file.read_bytes().decode(errors="replace") for file in files]
