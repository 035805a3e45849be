"""This machine's own copy of what readers see: all of it can be shown while the database is away.

    published/newest.json                     the set that this machine showed last, behind its digest
    published/guides/<mall>/<revision>.zip    one guide with its constants and pictures
    published/guides/constants/<revision>.zip the constants that pages name outside a guide

Files are added whole or not at all, and read only if they are what their names say: what is damaged
is not there, and comes again out of the database.
"""

import os
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from wizard.content import loader
from wizard.content.folder import write
from wizard.content.release import Release
from wizard.errors import NotFoundError
from wizard.private_files import make_folders

NEWEST = "newest.json"
DAMAGE = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
)
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class LocalCopy:
    """Keeps one published set in a folder, and the one before it."""

    home: Path

    def newest(self) -> Release | None:
        """Give the set that was kept last; None if there is none, or its file is damaged."""
        try:
            digest, _, written = (self.home / NEWEST).read_bytes().partition(b"\n")
            release = Release.read(written)
        except DAMAGE:
            return None
        return release if release.digest == digest.decode("ascii", "replace") else None

    def files(self, name: str, revision: str) -> dict[str, bytes]:
        """Give the files of a revision, as they stood in the folder.

        Raises:
            NotFoundError: it is not here, or it is not as it was kept.

        """
        try:
            packed = self._revision(name, revision).read_bytes()
            with zipfile.ZipFile(BytesIO(packed)) as found:
                files = {member: found.read(member) for member in found.namelist()}
        except DAMAGE as error:
            raise NotFoundError(f"no revision {revision[:40]!r} of {name[:40]!r} here") from error
        if loader.revision_of(files.values()) != revision:
            raise NotFoundError(f"revision {revision} of {name} is not as it was kept")
        return files

    def has(self, name: str, revision: str) -> bool:
        """Say whether a revision is here, as it was kept."""
        try:
            self.files(name, revision)
        except NotFoundError:
            return False
        return True

    def keep(self, name: str, revision: str, files: Mapping[str, bytes]) -> None:
        """Keep a revision."""
        self._write(self._revision(name, revision), _zipped(files))

    def show(self, release: Release) -> None:
        """Let a set whose revisions are here be the newest; only it and the one before are kept."""
        before = self.newest()
        if before == release:
            return
        self._write(self.home / NEWEST, release.digest.encode() + b"\n" + release.written())
        wanted = {*release.parts.items(), *(before.parts.items() if before else ())}
        for file in (self.home / "guides").glob("*/*.zip"):
            if (file.parent.name, file.stem) not in wanted:
                file.unlink(missing_ok=True)

    def _revision(self, name: str, revision: str) -> Path:
        if not (revision.isalnum() and name.replace("-", "").replace("_", "").isalnum()):
            raise NotFoundError(f"no revision {revision[:40]!r} of {name[:40]!r}")
        return self.home / "guides" / name / f"{revision}.zip"

    def _write(self, file: Path, data: bytes) -> None:
        """Write a file and everything above it so that it is there after a power cut."""
        make_folders(file.parent)
        write(file, data)
        _settle(file.parent)
        _settle(file.parent.parent)


def _settle(folder: Path) -> None:
    """Let a folder know its files for good."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
