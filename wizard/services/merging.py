"""Two records of one firm made one: everything moves, nothing is lost, and it is written down."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, Engine

from wizard.crypto.sealing import Keyring
from wizard.db.engine import writing
from wizard.db.queries import (
    accounts,
    invitations,
    merges,
    notices,
    ownership,
    progress,
    sellers,
    sessions,
)
from wizard.db.records import AccountRecord, FieldRecord, SellerMergeRecord
from wizard.errors import NotFoundError, RefusedError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.event_types import EventType
from wizard.services.jobs import enqueue
from wizard.services.keys import Keys
from wizard.services.outbox import emit
from wizard.services.repeated_forms import spend

FORGET_MERGE = "forget-merge"
"""The kind of job that forgets how two sellers were before they became one."""

MAY_BE_PARTED = timedelta(days=1)
OTHER_FIRM = "사업자등록번호가 다른 판매자예요. 같은 번호일 때만 합칠 수 있어요."


@dataclass(frozen=True)
class Merging:
    """Makes one seller of two that have the same 사업자등록번호; each method is one transaction."""

    engine: Engine
    keys: Keys
    now: Callable[[], datetime] = clock

    def merge(self, kept: str, other: str, staff_id: str, *, keeps_sessions: bool) -> None:
        """Move all that a seller has to another of the same number, and drop the emptied record.

        Args:
            kept: the seller who stays, with name, phone and id.
            other: the seller who goes.
            staff_id: who has made sure that they are one.
            keeps_sessions: who came in as the other stays in; else they and their links are out.

        Raises:
            KeysError, SealError: a value cannot be opened to be sealed for its new place.
            NotFoundError: one of them is not there.
            RefusedError: they are two firms, or one record.

        """
        ring, actor = self.keys.ring(), f"staff:{staff_id}"
        with writing(self.engine) as connection:
            spend(connection)
            self._merge(connection, ring, kept, other, actor, keeps_sessions=keeps_sessions)
            self._note(connection, actor, kept, other)

    def join(self, kept: str, other: str) -> bool:
        """Merge what a browser began by itself into the seller whose link it has come in by since.

        It has shown that it is both. Nothing happens to a seller whom staff have spoken with.
        """
        ring, actor = self.keys.ring(), f"seller:{kept}"
        with writing(self.engine) as connection:
            if kept == other or other not in sellers.unknown(connection, {other}):
                return False
            try:
                self._merge(connection, ring, kept, other, actor, keeps_sessions=False)
            except RefusedError:
                return False
            self._note(connection, actor, kept, other)
        return True

    def _merge(  # noqa: PLR0913 (a merge is told whole)
        self,
        connection: Connection,
        ring: Keyring,
        kept: str,
        other: str,
        actor: str,
        *,
        keeps_sessions: bool,
    ) -> None:
        """Make one of two; how both were is kept for a day."""
        if kept == other or ownership.hold(connection, kept, other) < len({kept, other}):
            raise NotFoundError("no two such sellers")
        ours, theirs = sellers.seller(connection, kept), sellers.seller(connection, other)
        if ours is None or theirs is None or ours.business_number != theirs.business_number:
            raise RefusedError(OTHER_FIRM)
        now = self.now()
        was = merges.look(connection, kept, other) | {"drops_sessions": not keeps_sessions}
        if keeps_sessions:
            ownership.move_sessions(connection, other, kept)
        else:
            sessions.drop_of_seller(connection, other)
            made = invitations.made_by(connection, f"seller:{other}")
            invitations.revoke_all(connection, made, now)
        for account in accounts.accounts(connection, other):
            seal_anew(connection, self.keys, ring, account, kept)
        _join_progress(connection, kept, other)
        ownership.move(connection, other, kept)
        notices.move(connection, other, kept)
        sellers.drop(connection, other)
        told = merges.looked_after(connection, was, kept)
        merge = SellerMergeRecord(uuid4().hex, kept, other, actor, now, told)
        merges.add(connection, merge)
        enqueue(connection, FORGET_MERGE, merge.id, now, run_at=now + MAY_BE_PARTED)

    def _note(self, connection: Connection, actor: str, kept: str, other: str) -> None:
        event, now = Event.SELLER_MERGED, self.now()
        record_event(connection, event, actor, now, seller_id=kept, subject=other)
        merged, into = {"merged": other}, {"merged_into": kept}
        emit(connection, EventType.SELLER_CHANGED, now, seller_id=kept, data=merged)
        emit(connection, EventType.SELLER_DELETED, now, seller_id=other, data=into)


def seal_anew(
    connection: Connection, keys: Keys, ring: Keyring, account: AccountRecord, owner: str
) -> None:
    """Seal an account's values for the place that they are about to stand in."""
    old, new = (account.id, account.seller_id, account.mall), (account.id, owner, account.mall)
    moved = []
    for stored in accounts.fields(connection, [account.id]):
        value = keys.value_of(stored, *old)
        if stored.is_sealed:
            sealed = ring.seal(value.encode(), *new, stored.name)
            moved.append(FieldRecord(account.id, stored.name, sealed, is_sealed=True))
        else:
            tag = ring.tag(value, *new, stored.name)
            moved.append(FieldRecord(account.id, stored.name, value, is_sealed=False, tag=tag))
    accounts.put_fields(connection, account.id, moved)


def _join_progress(connection: Connection, kept: str, other: str) -> None:
    """Move the runs; of a mall in which both have one, make one of the two."""
    ours = {run.mall: run for run in progress.runs(connection, [kept])}
    for run in progress.runs(connection, [other]):
        if run.mall not in ours:
            ownership.move_run(connection, run.id, kept)
            continue
        progress.note_marks(connection, ownership.join_runs(ours[run.mall], run))
        progress.drop(connection, [run.id])
