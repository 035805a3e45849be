"""Where a picture goes that an editor puts in: beside the guides' texts, in the folder or for every machine.

Its name is made of its content (`screenshots.picture_name`), so it never takes the place of another one.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from wizard.content import folder as content_folder
from wizard.content.folder_lock import exclusive_lock
from wizard.content.published_tree import published_places
from wizard.content.release import Release
from wizard.db.engine import reading, writing
from wizard.db.queries import audit, guide_pictures, releases
from wizard.db.records import GuidePictureRecord
from wizard.errors import RefusedError
from wizard.guide.screenshots import FOLDER
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event

TAKEN = "이 이름의 다른 그림이 images 폴더에 있어서 올리지 않았어요. 관리자에게 알려 주세요."


@dataclass(frozen=True)
class NewPicture:
    """A picture as it is to be kept.

    Attributes:
        name: of its file.
        text: the name of the text for which it comes.
        editor: who puts it in.

    """

    name: str
    text: str
    editor: str
    data: bytes


class PictureKeeping(Protocol):
    """A way to keep pictures."""

    def keep(self, picture: NewPicture) -> None:
        """Keep a picture and write that down; one that is there already is no news.

        Raises:
            RefusedError: another picture has its name.
            OSError: the disk refused it; nothing is written down then.
            DatabaseError: it could not be written down; nothing was kept.

        """


@dataclass(frozen=True)
class KeepingInFolder:
    """One machine: the picture stands beside the guides at once, and is of no guide yet."""

    engine: Engine
    folder: Path
    now: Callable[[], datetime] = clock

    def keep(self, picture: NewPicture) -> None:
        """Write the file; without the event, it does not stay."""
        file = self.folder / FOLDER / picture.name
        with exclusive_lock(self.folder):
            if file.exists():
                _refuse_another(file.read_bytes(), picture)
                self._stay(file, picture)
                return
            file.parent.mkdir(exist_ok=True)
            try:
                with writing(self.engine) as connection:
                    _note(connection, picture, self.now())
                    content_folder.write(file, picture.data)
            except BaseException:
                file.unlink(missing_ok=True)
                raise

    def _stay(self, file: Path, picture: NewPicture) -> None:
        """Let one that is there wait for as long again; a process that was killed has not written it down."""
        with suppress(OSError):  # somebody else's file
            os.utime(file)
        with reading(self.engine) as connection:
            is_known = audit.subjects(connection, Event.PICTURE_ADDED, [picture.name])
        if not is_known:
            with writing(self.engine) as connection:
                _note(connection, picture, self.now())


@dataclass(frozen=True)
class KeepingForAll:
    """Several machines: the picture is in the database, beside the texts that are on their way."""

    engine: Engine
    folder: Callable[[], Path]
    now: Callable[[], datetime] = clock

    def keep(self, picture: NewPicture) -> None:
        """Keep it for every machine, unless readers see it; that one machine's folder has it is not enough."""
        file = self.folder() / FOLDER / picture.name
        if file.exists():
            _refuse_another(file.read_bytes(), picture)
        now = self.now()
        row = GuidePictureRecord(picture.name, picture.text, picture.editor, picture.data, now)
        with writing(self.engine) as connection:
            is_there = guide_pictures.renew(connection, picture.name, now)
            if is_there or _is_shown(connection, picture.name):
                return
            if guide_pictures.keep(connection, row):
                _note(connection, picture, now)


def _is_shown(connection: Connection, name: str) -> bool:
    """Say whether what readers see has a picture of this name, on every machine."""
    newest = releases.newest(connection)
    shown = published_places(connection, Release.of(newest)) if newest else {}
    return f"{FOLDER}/{name}" in shown


def _note(connection: Connection, picture: NewPicture, now: datetime) -> None:
    record_event(
        connection, Event.PICTURE_ADDED, f"staff:{picture.editor}", now,
        subject=picture.text, detail=picture.name,
    )  # fmt: skip


def _refuse_another(standing: bytes, picture: NewPicture) -> None:
    if standing != picture.data:
        raise RefusedError(TAKEN)
