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
from wizard.db.engine import reading, writing
from wizard.db.queries import audit, drafts, guide_fragments, guide_pictures, releases, schedules
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
            names = _unnamed(connection, old, ()) if old else []
            gone = guide_pictures.forget(connection, names, before) if names else {}
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
            names = _unnamed(connection, sorted(put_in), _texts_in(folder)) if put_in else []
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
    """Let go of the pictures that a release has from now on, but those that another text on its way names."""
    files = {place: data for held in contents.values() for place, data in held.items()}
    names = {Path(place).name for place in files if Path(place).parent.name == FOLDER}
    if not names or not (kept := guide_pictures.kept(connection, names)):
        return
    said = set(files.values())
    others = [text for text in _on_their_way(connection) if text.encode() not in said]
    guide_pictures.forget(connection, _unsaid(kept, [*others, *_kept_fragments(connection)]))


def _unnamed(connection: Connection, names: Sequence[str], texts: Sequence[str]) -> Sequence[str]:
    """Give those of these names that none of the texts says, none on its way, and that never were published."""
    published = releases.places(connection)
    unpublished = [name for name in names if f"{FOLDER}/{name}" not in published]
    others = [*_on_their_way(connection), *_kept_fragments(connection)]
    return _unsaid(unpublished, [*texts, *others])


def _unsaid(names: Iterable[str], texts: Iterable[str]) -> Sequence[str]:
    said = "\n".join(texts)
    return [name for name in names if name not in said]


def _on_their_way(connection: Connection) -> Sequence[str]:
    """Give every text that somebody types, or that goes out at its moment."""
    typed = [text for one in drafts.everybodys(connection) for text in (one.text, one.good)]
    return [*typed, *(one.text for one in schedules.shown(connection))]


def _kept_fragments(connection: Connection) -> Sequence[str]:
    """Give what fragments say that stand there for every machine, whether a guide uses them or not."""
    return [one.text for one in guide_fragments.fragments(connection)]


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
