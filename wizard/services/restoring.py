"""Putting a backup back: all of it, or nothing was changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from wizard import private_files
from wizard.crypto import key_file
from wizard.db import migrate, table_dump
from wizard.db.engine import writing
from wizard.db.queries import machines, practice, sessions
from wizard.errors import BackupError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.backup_file import CHANGED, NEWER, BackupReader
from wizard.services.keys import unopened_by
from wizard.services.machines import ALIVE

IN_USE = (
    "이 데이터베이스에는 이미 판매자나 담당자, 요청이 있어요. 빈 곳을 WIZARD_DATA나 DATABASE_URL에 적거나, "
    "지금 있는 것을 모두 버려도 되면 --replace를 붙여 주세요. 아무것도 바꾸지 않았어요."
)
AT_WORK = (
    "이 데이터베이스로 서버가 켜져 있어요({hosts}). 모든 서버를 멈추고, 갑자기 꺼졌다면 20초 뒤에 다시 해 주세요. "
    "아무것도 바꾸지 않았어요."
)
OTHER_KEYS = (
    "{file}에는 이 백업을 여는 키 {keys}이 없어요. 그 파일을 다른 곳으로 옮기고, 백업과 따로 둔 키 파일을 "
    "그 자리에 둔 다음 다시 해 주세요. 아무것도 바꾸지 않았어요."
)


@dataclass(frozen=True)
class Restoring:
    """Puts a backup into one deployment.

    Attributes:
        keys: the key file that belongs, or will belong, to what is restored.

    """

    engine: Engine
    keys: Path
    now: Callable[[], datetime] = clock

    def ensure_fits(self, backup: BackupReader) -> None:
        """Look at a backup without changing anything.

        Raises:
            BackupError: it is damaged, of a newer version, or there is a key file that does not open it.

        """
        backup.ensure_whole()
        if not migrate.knows(backup.manifest.revision):
            raise BackupError(NEWER.format(file=backup.file))
        if self.keys.exists():
            lost = unopened_by(key_file.load(self.keys).ring, backup.manifest.keys)
            if lost:
                raise BackupError(OTHER_KEYS.format(file=self.keys, keys=", ".join(lost)))

    def restore(self, backup: BackupReader, *, replaces: bool, ends_sessions: bool) -> None:
        """Put the rows of a backup that fits in the place of all that is there.

        Raises:
            BackupError: a server works on it, or there are people in it and nobody said that it may be replaced.
            SettingsError: the database is of a newer version.
            DatabaseError: the database does not take it; it is as it was.

        """
        migrate.ensure_known(self.engine)
        with writing(self.engine) as connection:
            migrate.take_turn(connection)
            migrate.upgrade_on(connection)
            self._ensure_free(connection, replaces=replaces)
            table_dump.drop_all(connection)
            migrate.upgrade_on(connection, backup.manifest.revision)
            _put(connection, backup)
            migrate.upgrade_on(connection)
            if ends_sessions:
                sessions.end_all(connection)
            made = backup.manifest.made_at.isoformat(timespec="seconds")
            record_event(connection, Event.BACKUP_RESTORED, "operator", self.now(), detail=made)

    def _ensure_free(self, connection: Connection, *, replaces: bool) -> None:
        """See to it that nobody works on this database, and that nobody is in it unless that is said."""
        now, seen = self.now(), machines.processes(connection)
        working = sorted({one.host for one in seen if abs(now - one.seen_at) < ALIVE})
        if working:
            raise BackupError(AT_WORK.format(hosts=", ".join(working)))
        if practice.is_in_use(connection) and not replaces:
            raise BackupError(IN_USE)


def _put(connection: Connection, backup: BackupReader) -> None:
    """Put every table in, and count what came."""
    for part in backup.manifest.tables:
        if table_dump.put(connection, part.shape, backup.rows(part.shape)) != part.rows:
            raise BackupError(CHANGED.format(file=backup.file, part=part.shape.name))
    table_dump.count_on(connection)


def put_folder(backup: BackupReader, name: str, home: Path) -> bool:
    """Write a folder of a backup to a place of its own, if there is anything in it.

    Raises:
        FileExistsError: there is such a folder; it is left as it is.

    """
    found = backup.files(name)
    if not found:
        return False
    private_files.make_folders(home.parent)
    home.mkdir(mode=0o700)
    for path, data in found.items():
        file = home / path
        private_files.make_folders(file.parent)
        file.write_bytes(data)
    return True


def is_there(backup: BackupReader, name: str, home: Path) -> bool:
    """Say whether a folder holds already what the backup has of it."""
    return all(
        (home / path).is_file() and (home / path).read_bytes() == data
        for path, data in backup.files(name).items()
    )
