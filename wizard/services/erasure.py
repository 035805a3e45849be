"""What a firm may ask for: all that is known of it, and that it be forgotten."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from wizard.db import vacuum
from wizard.db.engine import reading, writing
from wizard.db.queries import (
    accounts,
    audit,
    invitations,
    notices,
    progress,
    reminders,
    requests,
    sellers,
)
from wizard.db.records import AccountRecord
from wizard.db.vacuum import Traces
from wizard.errors import NotFoundError, RefusedError
from wizard.korean.calendar import clock
from wizard.services.account_views import AccountCard, cards
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.checks import forget, forget_pace
from wizard.services.event_types import EventType
from wizard.services.keys import Keys
from wizard.services.outbox import emit

BATCH = 500
USUAL_SHARE = 10
FEW = 20
"""So few may always go at once, whatever their share."""

BEHIND = timedelta(minutes=5)
AHEAD = timedelta(days=30)
"""A place where nothing at all was written down for so long, or whose clock was put ahead."""

PAUSE_S = 0.005
"""Between two deletions whoever saves has a turn: SQLite lets the luckiest write, not the first."""

_HIDDEN = {"digest", "form_token", "folded"}


@dataclass(frozen=True)
class Erasure:
    """Gives a seller's data out, and takes it away; by the command line only."""

    engine: Engine
    keys: Keys
    now: Callable[[], datetime] = clock

    def export(self, seller_id: str) -> dict[str, Any]:
        """Give all that is stored of a seller; sealed values masked, as the seller sees them."""
        with writing(self.engine) as connection:
            found = sellers.seller(connection, seller_id)
            if found is None:
                raise NotFoundError(f"no seller {seller_id[:40]!r}")
            registered = accounts.accounts(connection, seller_id)
            asked = requests.of_seller(connection, seller_id)
            event, now = Event.SELLER_EXPORTED, self.now()
            record_event(connection, event, "operator", now, seller_id=seller_id, subject=seller_id)
            own = {card.id: card for card in cards(connection, self.keys, registered)}
            return {
                "seller": _plain(found),
                "runs": [_plain(record) for record in progress.runs(connection, [seller_id])],
                "accounts": [_account(record, own[record.id]) for record in registered],
                "requests": [
                    {
                        **_plain(record),
                        "messages": [
                            _plain(said) for said in requests.messages(connection, record.id)
                        ],
                    }
                    for record in asked
                ],
                "links": [
                    _plain(record) for record in invitations.of_seller(connection, seller_id)
                ],
                "openings": [_plain(record) for record in requests.openings(connection, seller_id)],
                "message_consents": [
                    _plain(record) for record in notices.consents(connection, seller_id)
                ],
                "notices": [_plain(record) for record in notices.of_seller(connection, seller_id)],
                "reminders": [
                    _plain(record) for record in reminders.of_seller(connection, seller_id)
                ],
            }

    def delete(self, seller_id: str) -> Traces:
        """Forget a seller; give what the database's files still hold of them.

        Raises:
            NotFoundError: there is no such seller.

        """
        self._delete(seller_id)
        return vacuum.tidy(self.engine)

    def expire(self, days: int, share: int = USUAL_SHARE, *, trusts_clock: bool = False) -> int:
        """Forget every seller who did nothing for so many days; return how many there were.

        Args:
            days: the time that data is kept.
            share: how many of a hundred sellers may go at once.
            trusts_clock: somebody has looked at the clock, and it is right.

        Raises:
            RefusedError: the clock looks wrong, or more would go than usually do; nobody went.

        """
        now = self.now()
        since, count = now - timedelta(days=days), 0
        with reading(self.engine) as connection:
            if not trusts_clock:
                _doubt_clock(audit.newest(connection), now)
            _doubt_share(sellers.count_idle(connection, since), sellers.count(connection), share)
        while True:
            with reading(self.engine) as connection:
                idle = sellers.idle(connection, since, BATCH)
            for seller_id in idle:
                self._delete(seller_id)
                time.sleep(PAUSE_S)
            count += len(idle)
            if len(idle) < BATCH:
                break
        if count:
            vacuum.tidy(self.engine)
        return count

    def _delete(self, seller_id: str) -> None:
        with writing(self.engine) as connection:
            if not sellers.hold(connection, seller_id, to_drop=True):
                raise NotFoundError(f"no seller {seller_id[:40]!r}")
            accounts.spend_forms(connection, seller_id)
            mine = [one.id for one in accounts.accounts(connection, seller_id)]
            sellers.drop(connection, seller_id)
            forget(connection, mine)
            forget_pace(connection, seller_id)
            event, now = Event.SELLER_DELETED, self.now()
            told = {"accounts": mine}
            emit(connection, EventType.SELLER_DELETED, now, seller_id=seller_id, data=told)
            record_event(connection, event, "operator", now, seller_id=seller_id, subject=seller_id)


def _doubt_clock(newest: datetime | None, now: datetime) -> None:
    """Refuse to forget by a clock that what was written down last speaks against.

    Raises:
        RefusedError: it is behind, or far ahead.

    """
    if newest is None or newest - BEHIND <= now <= newest + AHEAD:
        return
    raise RefusedError(
        f"서버 시각({now:%Y-%m-%d %H:%M} UTC)이 마지막 기록({newest:%Y-%m-%d %H:%M} UTC)과 맞지 않아 아무것도 지우지 않았어요. "
        "시각을 확인하고, 맞다면 --clock-is-right를 붙여 다시 해 주세요."
    )


def _doubt_share(idle: int, everybody: int, share: int) -> None:
    """Refuse to forget unusually many at once.

    Raises:
        RefusedError: more than a few, and more than the share that may go.

    """
    if idle <= FEW or idle * 100 <= everybody * share:
        return
    part = -(-idle * 100 // everybody)
    raise RefusedError(
        f"판매자 {everybody}명 가운데 {idle}명({part}%)이 지워질 참이라 멈췄어요. 아무것도 지우지 않았어요. "
        f"보관 기간과 서버 시각을 확인하고, 맞다면 --share {part}을 붙여 다시 해 주세요."
    )


def _account(record: AccountRecord, card: AccountCard) -> dict[str, Any]:
    tried = _plain(card.check) if card.check else None
    stands = _plain(card.registration) if card.registration else None
    return {
        **_plain(record),
        "values": dict(card.tails),
        "check": tried,
        "registration": stands,
    }


def _plain(record: object) -> dict[str, Any]:
    """Give a record's fields, but for those by which somebody could come in."""
    return {name: value for name, value in vars(record).items() if name not in _HIDDEN}
