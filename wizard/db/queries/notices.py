"""Who agreed to be told, what is to be told, and what came of it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import MessageConsent, Notice, Reminder, Seller
from wizard.db.records import MessageConsentRecord, NoticeRecord, ReminderRecord
from wizard.db.rows import every, first, select_record, values_of

_CONSENTS, _NOTICES, _REMINDERS = table(MessageConsent), table(Notice), table(Reminder)
_SELLERS = table(Seller)
_EVERY_CONSENT = select_record(MessageConsentRecord, _CONSENTS)
_EVERY = select_record(NoticeRecord, _NOTICES)
_EVERY_REMINDER = select_record(ReminderRecord, _REMINDERS)
WAITING, SENDING, DROPPED = "waiting", "sending", "dropped"
NO_CONSENT = "consent"
"""Why a notice was dropped that nobody agreed to (any more)."""


def consents(connection: Connection, seller_id: str) -> Sequence[MessageConsentRecord]:
    """Give what a seller said of each channel."""
    return every(
        connection, _EVERY_CONSENT.where(_CONSENTS.c.seller_id == seller_id), MessageConsentRecord
    )


def holding(connection: Connection, seller_ids: Collection[str]) -> Sequence[MessageConsentRecord]:
    """Give the consents of several sellers that hold: given, and for a confirmed address or the phone of now."""
    mine = _CONSENTS.c.seller_id.in_(list(seller_ids))
    query = _EVERY_CONSENT.join(_SELLERS, _SELLERS.c.id == _CONSENTS.c.seller_id)
    reaches = or_(_CONSENTS.c.confirmed_at.is_not(None), _CONSENTS.c.phone == _SELLERS.c.phone)
    return every(connection, query.where(mine, _CONSENTS.c.is_given, reaches), MessageConsentRecord)


def consent(connection: Connection, seller_id: str, channel: str) -> MessageConsentRecord | None:
    """Give what a seller said of a channel; None if nothing."""
    query = _EVERY_CONSENT.where(_CONSENTS.c.seller_id == seller_id, _CONSENTS.c.channel == channel)
    return first(connection, query, MessageConsentRecord)


def put_consent(connection: Connection, said: MessageConsentRecord) -> None:
    """Write what a seller says of a channel in place of what they said before."""
    dialect: Any = {"postgresql": postgresql, "sqlite": sqlite}[connection.dialect.name]
    query = dialect.insert(_CONSENTS)
    keys = [_CONSENTS.c.seller_id, _CONSENTS.c.channel]
    rest = {c.name: query.excluded[c.name] for c in _CONSENTS.columns if c not in keys}
    query = query.on_conflict_do_update(index_elements=keys, set_=rest)
    connection.execute(query, values_of(said))


def move(connection: Connection, old: str, new: str) -> None:
    """Make a seller's notices and consents over; of a channel of which the other spoke, theirs stays.

    A code on its way is dropped: it was sealed for the one who goes, and opens for nobody else.
    """
    connection.execute(update(_NOTICES).where(_NOTICES.c.seller_id == old).values(seller_id=new))
    spoken = select(_CONSENTS.c.channel).where(_CONSENTS.c.seller_id == new)
    channels = list(connection.scalars(spoken))
    theirs = _CONSENTS.c.seller_id == old
    connection.execute(delete(_CONSENTS).where(theirs, _CONSENTS.c.channel.in_(channels)))
    moved = update(_CONSENTS).where(theirs).values(seller_id=new, code="", code_at=None)
    connection.execute(moved)


def of_causes(connection: Connection, causes: Collection[str]) -> Sequence[ReminderRecord]:
    """Give the reminders of some causes."""
    return every(connection, _EVERY_REMINDER.where(_REMINDERS.c.cause.in_(list(causes))), ReminderRecord)  # fmt: skip


def of_reminders(connection: Connection, reminder_ids: Collection[str]) -> Sequence[NoticeRecord]:
    """Give the notices of several reminders."""
    query = _EVERY.where(_NOTICES.c.reminder_id.in_(list(reminder_ids)))
    return every(connection, query, NoticeRecord)


def of_seller(connection: Connection, seller_id: str, limit: int = 1000) -> Sequence[NoticeRecord]:
    """Give what a seller was told, and is about to be, newest first."""
    query = _EVERY.where(_NOTICES.c.seller_id == seller_id)
    return every(connection, query.order_by(_NOTICES.c.due_at.desc()).limit(limit), NoticeRecord)


def add(connection: Connection, made: Sequence[NoticeRecord]) -> None:
    """Add notices."""
    if made:
        connection.execute(insert(_NOTICES), [values_of(one) for one in made])


def notice(connection: Connection, notice_id: str) -> NoticeRecord | None:
    """Find a notice."""
    return first(connection, _EVERY.where(_NOTICES.c.id == notice_id), NoticeRecord)


def begin(connection: Connection, notice_id: str, now: datetime) -> bool:
    """Be the one who sends a notice that waits; False if it does not wait any more."""
    query = update(_NOTICES).where(_NOTICES.c.id == notice_id, _NOTICES.c.state == WAITING)
    return connection.execute(query.values(state=SENDING, sent_at=now)).rowcount == 1


def settle(connection: Connection, settled: NoticeRecord) -> None:
    """Write what came of a notice."""
    names = ("state", "sent_at", "settled_at", "provider_id", "reason")
    values = {name: getattr(settled, name) for name in names}
    connection.execute(update(_NOTICES).where(_NOTICES.c.id == settled.id).values(values))


def drop_waiting(connection: Connection, seller_id: str, channel: str, now: datetime) -> None:
    """Send a seller nothing more of what waits for a channel."""
    mine = (_NOTICES.c.seller_id == seller_id, _NOTICES.c.channel == channel)
    query = update(_NOTICES).where(*mine, _NOTICES.c.state == WAITING)
    connection.execute(query.values(state=DROPPED, settled_at=now, reason=NO_CONSENT))


def revive(connection: Connection, seller_id: str, channel: str, since: datetime) -> Sequence[str]:
    """Let what was dropped from a moment on for want of consent wait again; name it."""
    mine = (_NOTICES.c.seller_id == seller_id, _NOTICES.c.channel == channel)
    dropped = (_NOTICES.c.state == DROPPED, _NOTICES.c.reason == NO_CONSENT)
    query = update(_NOTICES).where(*mine, *dropped, _NOTICES.c.settled_at >= since)
    waiting = query.values(state=WAITING, settled_at=None, reason="").returning(_NOTICES.c.id)
    return connection.scalars(waiting).all()
