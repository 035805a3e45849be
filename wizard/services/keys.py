"""The keyring, trusted only after it opened what it sealed before (the boot verifier)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from wizard.crypto import key_file
from wizard.crypto.sealing import Keyring
from wizard.db.engine import on_undo, reading, writing
from wizard.db.queries import seals
from wizard.db.records import FieldRecord
from wizard.errors import KeysError, SealError

_KNOWN = b"this ring opens what it sealed"


@dataclass
class Keys:
    """The one way to the keyring.

    Attributes:
        file: the key file; read again when it changes, so a new key needs no restart.
        engine: the database whose values the keys must open.

    """

    file: Path
    engine: Engine
    _trusted: tuple[float, Keyring] | None = field(default=None, repr=False)
    _marks_all: bool = True

    def ring(self) -> Keyring:
        """Give the keyring of this database.

        Raises:
            KeysError: no key file, or keys that do not open this database's values. Nothing was
                changed then.

        """
        changed, trusted = self._changed(), self._trusted
        return trusted[1] if trusted and trusted[0] == changed else self._read(changed)

    def ring_anew(self) -> Keyring:
        """Give the keyring after a look at what other machines have sealed with meanwhile.

        Raises:
            KeysError: as `ring`; a key that another machine uses by now is not in this one's file.

        """
        try:
            return self._read(self._changed())
        except KeysError:
            self._trusted = None
            raise

    def value_of(self, stored: FieldRecord, *place: str) -> str:
        """Give a field's value, opened or read in the open, if it is the one we stored there.

        Args:
            stored: the field as it is stored.
            place: the ids of its account, seller and mall.

        Raises:
            KeysError: there are no keys to tell by.
            SealError: it is not as it was stored.

        """
        ring = self.ring()
        if stored.is_sealed:
            return ring.open(stored.value, *place, stored.name).decode()
        is_older = stored.tag is None and not self._marks_all
        if not (is_older or ring.is_tagged(stored.value, stored.tag or "", *place, stored.name)):
            raise SealError("a value in the open has not the mark it was stored with")
        return stored.value

    def can_seal(self) -> bool:
        """Say whether anything can be saved: the keys are there, and are this database's."""
        try:
            self.ring()
        except KeysError:
            return False
        return True

    def begin(self, now: datetime) -> str:
        """Make the first key of a database that never had one; give its id, "" if it has one.

        Of several machines that begin at one instant one makes it: the others wait for that, and see it.

        Raises:
            FileExistsError: another process of this machine has just made one.

        """
        with writing(self.engine) as connection:
            seals.lock(connection)
            if seals.key_checks(connection):
                return ""
            ring = key_file.create(self.file, now).ring
            seals.add_key_check(connection, ring.active, _check_of(ring))
        return ring.active

    def _changed(self) -> float:
        try:
            return self.file.stat().st_mtime
        except OSError:
            raise KeysError(key_file.lost(self.file)) from None

    def _read(self, changed: float) -> Keyring:
        """Read the file as it was when it changed, and trust it if it opens what was sealed."""
        found = key_file.load(self.file)
        self._check(found.ring)
        self._trusted, self._marks_all = (changed, found.ring), found.marks_all
        return found.ring

    def _check(self, ring: Keyring) -> None:
        with reading(self.engine) as connection:
            known = seals.key_checks(connection)
        self._ensure_opens(ring, known)
        if ring.active not in known:
            self._remember(ring)

    def _ensure_opens(self, ring: Keyring, known: Mapping[str, str]) -> None:
        if unopened := unopened_by(ring, known):
            raise KeysError(
                f"{self.file}: 이 데이터베이스를 잠근 키 {unopened[0]}이 없어요. "
                "다른 기계의 키 파일이나 백업해 둔 키 파일을 그 자리에 복사해 주세요."
            )

    def _remember(self, ring: Keyring) -> None:
        """Use a key for the first time: one process after the other, each seeing what was before."""
        with writing(self.engine) as connection:
            seals.lock(connection)
            known = seals.key_checks(connection)
            self._ensure_opens(ring, known)
            if ring.active not in known:
                seals.add_key_check(connection, ring.active, _check_of(ring))
                on_undo(connection, self._distrust)

    def _distrust(self) -> None:
        self._trusted = None


def _check_of(ring: Keyring) -> str:
    """Seal the known text with the key that seals now."""
    return ring.seal(_KNOWN, "key check", ring.active)


def unopened_by(ring: Keyring, known: Mapping[str, str]) -> list[str]:
    """Name the keys in use whose known text a ring does not open."""
    unopened = []
    for key_id, sealed in known.items():
        try:
            ring.open(sealed, "key check", key_id)
        except SealError:
            unopened.append(key_id)
    return unopened
