"""The keyring, trusted only after it opened what it sealed before (the boot verifier)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine

from wizard.crypto import key_file
from wizard.crypto.sealing import Keyring
from wizard.db.engine import reading, writing
from wizard.db.queries import seals
from wizard.db.queries.seals import SealedField
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
        changed = self._changed()
        if self._trusted and self._trusted[0] == changed:
            return self._trusted[1]
        found = key_file.load(self.file)
        self._check(found.ring)
        self._trusted, self._marks_all = (changed, found.ring), found.marks_all
        return found.ring

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

    def is_fresh(self) -> bool:
        """Say whether no key was ever used with this database."""
        with reading(self.engine) as connection:
            return not seals.key_checks(connection)

    def _changed(self) -> float:
        try:
            return self.file.stat().st_mtime
        except OSError:
            raise KeysError(f"no key file at {self.file}") from None

    def _check(self, ring: Keyring) -> None:
        with reading(self.engine) as connection:
            known = seals.key_checks(connection)
        self._ensure_opens(ring, known)
        if ring.active not in known:
            self._remember(ring)

    def _ensure_opens(self, ring: Keyring, known: Mapping[str, str]) -> None:
        if unopened := unopened_by(ring, known):
            raise KeysError(f"{self.file} has no key that opens {unopened[0]}")

    def _remember(self, ring: Keyring) -> None:
        """Use a key for the first time: one process after the other, each seeing what was before."""
        with writing(self.engine) as connection:
            seals.lock(connection)
            known = seals.key_checks(connection)
            self._ensure_opens(ring, known)
            if ring.active not in known:
                check = ring.seal(_KNOWN, "key check", ring.active)
                seals.add_key_check(connection, ring.active, check)


def unopened_by(ring: Keyring, known: Mapping[str, str]) -> list[str]:
    """Name the keys in use whose known text a ring does not open."""
    unopened = []
    for key_id, sealed in known.items():
        try:
            ring.open(sealed, "key check", key_id)
        except SealError:
            unopened.append(key_id)
    return unopened


@dataclass(frozen=True)
class Rotation:
    """What came of a rotation.

    Attributes:
        resealed: how many values the newest key seals now that another one sealed before.
        unopened: (account id, field) of each value that no key opens; it was left as it is.

    """

    resealed: int
    unopened: tuple[tuple[str, str], ...] = ()


def rotate(engine: Engine, ring: Keyring, batch: int = 500, *, marks_all: bool = False) -> Rotation:
    """Seal every value again with the newest key; may be stopped and run again at any time.

    Keys that seal nothing any more are then forgotten: they may be taken out of the key file.

    """
    resealed, unopened, last = 0, list[tuple[str, str]](), ("", "")
    while True:
        with writing(engine) as connection:
            found = seals.sealed_fields(connection, ring.active, batch, last)
            for stored in found:
                last = (stored.account_id, stored.name)
                try:
                    resealed += _reseal(connection, ring, stored)
                except SealError:
                    unopened.append(last)
        if len(found) < batch:
            break
    resealed += _reseal_staff(engine, ring, unopened)
    unopened += mark_open_values(engine, ring, batch, marks_all=marks_all)
    _forget_idle_keys(engine, ring)
    return Rotation(resealed, tuple(unopened))


def mark_open_values(
    engine: Engine, ring: Keyring, batch: int = 500, *, marks_all: bool = False
) -> list[tuple[str, str]]:
    """Mark every value in the open with the newest key; name those whose mark was not ours.

    Args:
        engine: the database.
        ring: the keys; the newest marks.
        batch: how many values a transaction takes.
        marks_all: whether all were marked before, so that one without a mark is not ours either.

    """
    strange, last = list[tuple[str, str]](), ("", "")
    while True:
        with writing(engine) as connection:
            found = seals.untagged_fields(connection, ring.active, batch, last)
            for stored in found:
                last = (stored.account_id, stored.name)
                place = (stored.account_id, stored.seller_id, stored.mall, stored.name)
                is_older = stored.tag is None and not marks_all
                if is_older or ring.is_tagged(stored.value, stored.tag or "", *place):
                    seals.tag_field(connection, stored, ring.tag(stored.value, *place))
                else:
                    strange.append(last)
        if len(found) < batch:
            return strange


def _reseal(connection: Connection, ring: Keyring, stored: SealedField) -> bool:
    place = (stored.account_id, stored.seller_id, stored.mall, stored.name)
    return seals.reseal_field(
        connection, stored, ring.seal(ring.open(stored.value, *place), *place)
    )


def _reseal_staff(engine: Engine, ring: Keyring, unopened: list[tuple[str, str]]) -> int:
    """Seal the staff's second factors again; return how many."""
    resealed = 0
    with writing(engine) as connection:
        for factor in seals.sealed_factors(connection, ring.active):
            place = (f"staff {factor.id}", "totp")
            try:
                sealed = ring.seal(ring.open(factor.totp, *place), *place)
                seals.reseal_factor(connection, factor.id, sealed)
            except SealError:
                unopened.append(place)
            else:
                resealed += 1
    return resealed


def _forget_idle_keys(engine: Engine, ring: Keyring) -> None:
    with writing(engine) as connection:
        known = seals.key_checks(connection)
        if ring.active not in known:  # without a check of its own, a lost key file would look new
            return
        busy = {key_id for key_id in known if seals.count_sealed_by(connection, key_id)}
        seals.drop_key_checks_except(connection, busy | {ring.active})
