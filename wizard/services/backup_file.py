"""A backup as a file: a zip that says in `backup.json` what is in it, and by which digest each part is known.

    backup.json               from which version, at which moment, which tables, rows, folders and keys
    tables/<name>.jsonl       a row a line: a list of what stands in each column
    folders/<name>/<path>     guides, what is said of personal data, and what is published in files

No key is in it. What sellers saved is in it as it is stored: sealed.
"""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, ValidationError

from wizard.db.table_dump import Row, TableShape
from wizard.errors import BackupError

FORMAT = 1
MANIFEST = "backup.json"
CHUNK_BYTES = 1 << 20
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError, NotImplementedError)
NO_BACKUP = "{file}: 백업 파일이 아니거나 깨졌어요. 다른 백업을 골라 주세요."
CHANGED = (
    "{file}: {part}이(가) 백업할 때와 달라요. 깨졌거나 누가 바꾼 것이니 다른 백업을 골라 주세요."
)
NEWER = "{file}: 더 새 버전의 프로그램이 만든 백업이에요. 프로그램을 그 버전으로 올린 다음 되살려 주세요."


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TablePart(_Part):
    """One table: its columns, how many rows, and the SHA-256 of its lines."""

    shape: TableShape
    rows: int
    digest: str


class Manifest(_Part):
    """What a backup says of itself.

    Attributes:
        format: of the file; a higher one is not understood.
        revision: the last migration of the database.
        database: "sqlite" or "postgresql": where it was made; it is restored on either.
        keys: id of each key in use -> the known text as it sealed it.
        files: path below `folders/` -> SHA-256.

    """

    format: int
    made_at: datetime
    revision: str
    database: str
    keys: dict[str, str]
    tables: tuple[TablePart, ...]
    files: dict[str, str]

    @property
    def rows(self) -> int:
        """How many rows all tables have."""
        return sum(table.rows for table in self.tables)


class _Format(BaseModel):
    format: int


@dataclass(frozen=True)
class BackupWriter:
    """Writes the parts of a backup, one after the other."""

    out: zipfile.ZipFile

    def table(self, shape: TableShape, rows: Iterable[Row]) -> TablePart:
        """Write a table; give what is to be known of it."""
        digest, count = hashlib.sha256(), 0
        with self.out.open(_table(shape.name), "w", force_zip64=True) as part:
            for row in rows:
                line = json.dumps(row, separators=(",", ":")).encode() + b"\n"
                digest.update(line)
                part.write(line)
                count += 1
        return TablePart(shape=shape, rows=count, digest=digest.hexdigest())

    def folder(self, name: str, home: Path) -> Iterator[tuple[str, str]]:
        """Write the files of a folder; give path and digest of each."""
        for file in sorted(home.rglob("*")):
            if file.is_file() and not file.is_symlink() and not file.name.startswith("."):
                path, data = f"{name}/{file.relative_to(home).as_posix()}", file.read_bytes()
                self.out.writestr(f"folders/{path}", data)
                yield path, hashlib.sha256(data).hexdigest()

    def manifest(self, manifest: Manifest) -> None:
        """Write what the backup says of itself, last."""
        self.out.writestr(MANIFEST, manifest.model_dump_json(indent=1))


@contextmanager
def writing_to(file: Path) -> Iterator[BackupWriter]:
    """Write a backup, whole or not at all, for its owner only.

    Raises:
        FileExistsError: there is such a file; it is left as it is.
        OSError: the disk does not take it.

    """
    part = file.with_name(f".{file.name}.{uuid4().hex[:8]}")
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w+b") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as out:
                yield BackupWriter(out)
            raw.flush()
            os.fsync(raw.fileno())
        os.link(part, file)  # unlike a rename, never overwrites
    finally:
        part.unlink()


@dataclass(frozen=True)
class BackupReader:
    """A backup that is read; nothing of it is believed before `ensure_whole`."""

    file: Path
    inside: zipfile.ZipFile
    manifest: Manifest

    def ensure_whole(self) -> None:
        """Look at every part.

        Raises:
            BackupError: one is not as it was written.

        """
        told = {_table(part.shape.name): part.digest for part in self.manifest.tables}
        told |= {f"folders/{path}": digest for path, digest in self.manifest.files.items()}
        for name, digest in told.items():
            if not _is_inside(name) or self._digest(name) != digest:
                raise BackupError(CHANGED.format(file=self.file, part=name))

    def rows(self, shape: TableShape) -> Iterator[Row]:
        """Give the rows of a table."""
        with self.inside.open(_table(shape.name)) as lines:
            yield from map(json.loads, lines)

    def files(self, name: str) -> Mapping[PurePosixPath, bytes]:
        """Give the files of a folder, by their path in it."""
        paths = [path for path in self.manifest.files if path.startswith(f"{name}/")]
        return {
            PurePosixPath(path).relative_to(name): self.inside.read(f"folders/{path}")
            for path in paths
        }

    def _digest(self, name: str) -> str:
        digest = hashlib.sha256()
        try:
            with self.inside.open(name) as part:
                while chunk := part.read(CHUNK_BYTES):
                    digest.update(chunk)
        except _DAMAGE:
            return ""
        return digest.hexdigest()


@contextmanager
def reading_from(file: Path) -> Iterator[BackupReader]:
    """Open a backup and read what it says of itself.

    Raises:
        BackupError: it is none, or of a newer program.
        OSError: the file cannot be read.

    """
    try:
        inside = zipfile.ZipFile(file)
        raw = inside.read(MANIFEST)
        newer = _Format.model_validate_json(raw).format > FORMAT
        manifest = None if newer else Manifest.model_validate_json(raw)
    except (*_DAMAGE, ValidationError) as error:
        raise BackupError(NO_BACKUP.format(file=file)) from error
    if manifest is None:
        raise BackupError(NEWER.format(file=file))
    with inside:
        yield BackupReader(file, inside, manifest)


def digest_of(file: Path) -> str:
    """Give the SHA-256 of a file, by which it can be known again."""
    with file.open("rb") as raw:
        return hashlib.file_digest(raw, "sha256").hexdigest()


def _table(name: str) -> str:
    return f"tables/{name}.jsonl"


def _is_inside(name: str) -> bool:
    """Say whether a path leads nowhere but into the folder that it is put into."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name
