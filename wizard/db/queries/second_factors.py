"""What stands in for a password alone: codes, set-up codes, passkeys and their challenges."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import Challenge, Passkey, RecoveryCode, SetupCode, UsedCode
from wizard.db.records import ChallengeRecord, PasskeyRecord, SetupRecord
from wizard.db.rows import every, first, select_record, values_of

_USED, _RECOVERY, _SETUPS = table(UsedCode), table(RecoveryCode), table(SetupCode)
_PASSKEYS, _CHALLENGES = table(Passkey), table(Challenge)
_EVERY_SETUP = select_record(SetupRecord, _SETUPS)
_EVERY_PASSKEY = select_record(PasskeyRecord, _PASSKEYS)


def use_step(connection: Connection, staff_id: str, step: int) -> bool:
    """Use up a time step's code; False if it was used before."""
    new = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    row = new(_USED).values(staff_id=staff_id, step=step).on_conflict_do_nothing()
    return connection.execute(row.returning(_USED.c.step)).first() is not None


def drop_steps_before(connection: Connection, staff_id: str, step: int) -> None:
    """Forget the codes that no clock of ours takes any more."""
    mine = (_USED.c.staff_id == staff_id) & (_USED.c.step < step)
    connection.execute(delete(_USED).where(mine))


def drop_steps(connection: Connection, staff_id: str) -> None:
    """Forget every code of a member: they have another secret now."""
    connection.execute(delete(_USED).where(_USED.c.staff_id == staff_id))


def add_recovery(connection: Connection, staff_id: str, digests: Iterable[str]) -> None:
    """Put a member's recovery codes in place of those they had."""
    connection.execute(delete(_RECOVERY).where(_RECOVERY.c.staff_id == staff_id))
    rows = [{"digest": digest, "staff_id": staff_id} for digest in digests]
    if rows:
        connection.execute(insert(_RECOVERY), rows)


def use_recovery(connection: Connection, staff_id: str, digest: str) -> bool:
    """Use up a recovery code; False if the member has none such."""
    mine = (_RECOVERY.c.staff_id == staff_id) & (_RECOVERY.c.digest == digest)
    return connection.execute(delete(_RECOVERY).where(mine)).rowcount == 1


def recovery(connection: Connection, staff_id: str) -> set[str]:
    """Give the digests of the recovery codes that a member has left."""
    query = select(_RECOVERY.c.digest).where(_RECOVERY.c.staff_id == staff_id)
    return set(connection.execute(query).scalars())


def count_recovery(connection: Connection, staff_id: str) -> int:
    """Count the recovery codes that a member has left."""
    query = select(func.count()).select_from(_RECOVERY).where(_RECOVERY.c.staff_id == staff_id)
    return connection.execute(query).scalar_one()


def put_setup(connection: Connection, setup: SetupRecord) -> None:
    """Put a set-up code in place of the one that the member had."""
    drop_setup(connection, setup.staff_id)
    connection.execute(insert(_SETUPS), values_of(setup))


def setup(connection: Connection, digest: str, *, lock: bool = False) -> SetupRecord | None:
    """Find a set-up code; locked, it is used by one alone."""
    query = _EVERY_SETUP.where(_SETUPS.c.digest == digest)
    return first(connection, query.with_for_update() if lock else query, SetupRecord)


def setups(connection: Connection) -> dict[str, datetime]:
    """Say who has a set-up code, and until when: staff id -> moment."""
    rows = connection.execute(select(_SETUPS.c.staff_id, _SETUPS.c.expires_at))
    return {row.staff_id: row.expires_at for row in rows}


def drop_setup(connection: Connection, staff_id: str) -> None:
    """Take a member's set-up code back."""
    connection.execute(delete(_SETUPS).where(_SETUPS.c.staff_id == staff_id))


def add_passkey(connection: Connection, passkey: PasskeyRecord) -> None:
    """Add a passkey."""
    connection.execute(insert(_PASSKEYS), values_of(passkey))


def passkeys(connection: Connection, staff_id: str) -> Sequence[PasskeyRecord]:
    """List a member's passkeys, oldest first."""
    query = _EVERY_PASSKEY.where(_PASSKEYS.c.staff_id == staff_id)
    return every(connection, query.order_by(_PASSKEYS.c.created_at, _PASSKEYS.c.id), PasskeyRecord)


def passkey(connection: Connection, staff_id: str, credential: str) -> PasskeyRecord | None:
    """Find a member's passkey by the id that the browser knows it by."""
    mine = (_PASSKEYS.c.staff_id == staff_id) & (_PASSKEYS.c.credential == credential)
    return first(connection, _EVERY_PASSKEY.where(mine).with_for_update(), PasskeyRecord)


def use_passkey(connection: Connection, passkey_id: str, signs: int, now: datetime) -> None:
    """Write down that a passkey was used."""
    mine = update(_PASSKEYS).where(_PASSKEYS.c.id == passkey_id)
    connection.execute(mine.values(signs=signs, used_at=now))


def drop_passkey(connection: Connection, staff_id: str, passkey_id: str) -> bool:
    """Take a passkey away; False if the member has none such."""
    mine = (_PASSKEYS.c.staff_id == staff_id) & (_PASSKEYS.c.id == passkey_id)
    return connection.execute(delete(_PASSKEYS).where(mine)).rowcount == 1


def drop_passkeys(connection: Connection, staff_id: str) -> None:
    """Take every passkey of a member away."""
    connection.execute(delete(_PASSKEYS).where(_PASSKEYS.c.staff_id == staff_id))


def add_challenge(connection: Connection, now: datetime, challenge: ChallengeRecord) -> None:
    """Add a challenge, and forget those that nobody took up."""
    connection.execute(delete(_CHALLENGES).where(_CHALLENGES.c.expires_at <= now))
    connection.execute(insert(_CHALLENGES), values_of(challenge))


def use_challenge(connection: Connection, digest: str, bound_to: str, now: datetime) -> bool:
    """Use up a challenge; False if this browser was not asked it, or too long ago."""
    mine = (_CHALLENGES.c.digest == digest) & (_CHALLENGES.c.bound_to == bound_to)
    fresh = mine & (_CHALLENGES.c.expires_at > now)
    return connection.execute(delete(_CHALLENGES).where(fresh)).rowcount == 1
