"""Every value sealed again with the newest key; may be stopped and run again at any time."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from wizard.crypto.sealing import Keyring
from wizard.db.engine import writing
from wizard.db.queries import sealed_columns, seals
from wizard.db.queries.sealed_columns import SealedColumn
from wizard.db.queries.seals import SealedField, SealedSecret
from wizard.errors import SealError
from wizard.services import email_confirmation, idempotency, photos, second_factors, webhook_secrets

FILES = 5
"""So many whole files are in memory at a time."""

Place = Callable[[str], tuple[str, str]]
"""Names where the value of an id stands, for the seal."""
_PLACES: tuple[tuple[SealedColumn, Place], ...] = (
    (sealed_columns.FACTORS, second_factors.totp_place),
    (sealed_columns.CODES, email_confirmation.place),
    (sealed_columns.ANSWERS, idempotency.place),
    (sealed_columns.PHOTOS, photos.place),
)


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
    for where in _PLACES:
        resealed += _reseal_column(engine, ring, batch, where, unopened)
    resealed += _reseal_webhooks(engine, ring, unopened)
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


def _reseal_column(
    engine: Engine,
    ring: Keyring,
    batch: int,
    where: tuple[SealedColumn, Place],
    unopened: list[tuple[str, str]],
) -> int:
    """Seal the values of a column again; return how many."""
    (column, place), resealed, last = where, 0, ""
    is_files = column is sealed_columns.PHOTOS
    seal, batch = (ring.seal_file, FILES) if is_files else (ring.seal, batch)
    while True:
        with writing(engine) as connection:
            found = sealed_columns.sealed_values(connection, column, ring.active, batch, last)
            for stored in found:
                last, at = stored.id, place(stored.id)
                try:
                    sealed = seal(ring.open(stored.value, *at), *at)
                    resealed += sealed_columns.reseal(connection, column, stored, sealed)
                except SealError:
                    unopened.append(at)
        if len(found) < batch:
            return resealed


def _reseal_webhooks(engine: Engine, ring: Keyring, unopened: list[tuple[str, str]]) -> int:
    """Seal the secrets that sign for endpoints again; return of how many endpoints."""
    resealed = 0
    with writing(engine) as connection:
        for stored in seals.sealed_secrets(connection, ring.active):
            at = webhook_secrets.place(stored.id)
            try:
                secret, *old = (
                    ring.seal(ring.open(one, *at), *at)
                    for one in f"{stored.secret} {stored.old_secret}".split()
                )
            except SealError:
                unopened.append(at)
            else:
                seals.reseal_secret(connection, SealedSecret(stored.id, secret, " ".join(old)))
                resealed += 1
    return resealed


def _forget_idle_keys(engine: Engine, ring: Keyring) -> None:
    with writing(engine) as connection:
        known = seals.key_checks(connection)
        if ring.active not in known:  # without a check of its own, a lost key file would look new
            return
        busy = {key_id for key_id in known if seals.count_sealed_by(connection, key_id)}
        seals.drop_key_checks_except(connection, busy | {ring.active})
