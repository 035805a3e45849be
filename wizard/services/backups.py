"""Making a backup of everything but the keys, and knowing when the last one was made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from wizard.db import migrate, table_dump
from wizard.db.engine import reading, writing
from wizard.db.queries import audit, seals
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.backup_file import FORMAT, BackupWriter, Manifest, digest_of, writing_to


@dataclass(frozen=True)
class Made:
    """A backup that was made.

    Attributes:
        digest: the SHA-256 of the whole file.
        left_out: tables of somebody else's in this database.

    """

    file: Path
    manifest: Manifest
    digest: str
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Backups:
    """Makes backups of one deployment.

    Attributes:
        folders: name in the backup -> the folder; one that is not there is left out.

    """

    engine: Engine
    folders: Mapping[str, Path]
    now: Callable[[], datetime] = clock

    def make(self, file: Path) -> Made:
        """Write a backup of this moment, and then that there is one.

        Raises:
            FileExistsError: there is such a file; it is left as it is.
            OSError: the disk does not take it; nothing is left of it.
            DatabaseError: the database cannot be asked.

        """
        with table_dump.one_moment(self.engine) as connection, writing_to(file) as writer:
            manifest = self._written(connection, writer)
            left_out = table_dump.strangers(connection)
        digest = digest_of(file)
        with writing(self.engine) as connection:
            record_event(connection, Event.BACKUP_MADE, "operator", self.now(), subject=digest)
        return Made(file, manifest, digest, tuple(left_out))

    def last(self) -> datetime | None:
        """Say when the last backup of this database was made; None if there never was one."""
        with reading(self.engine) as connection:
            return audit.newest_of(connection, Event.BACKUP_MADE.value)

    def _written(self, connection: Connection, writer: BackupWriter) -> Manifest:
        made_at, keys = self.now(), seals.key_checks(connection)
        shapes = table_dump.shapes()
        tables = [writer.table(shape, table_dump.rows(connection, shape)) for shape in shapes]
        files: dict[str, str] = {}
        for name, home in self.folders.items():
            files.update(writer.folder(name, home))
        manifest = Manifest(
            format=FORMAT,
            made_at=made_at,
            revision=migrate.revision_of(connection) or "",
            database=connection.dialect.name,
            keys=keys,
            tables=tuple(tables),
            files=files,
        )
        writer.manifest(manifest)
        return manifest
