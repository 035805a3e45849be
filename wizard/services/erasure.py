"""What a firm may ask for: all that is known of it, and that it be forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from wizard.db import vacuum
from wizard.db.engine import reading, writing
from wizard.db.queries import accounts, invitations, progress, requests, sellers
from wizard.errors import NotFoundError
from wizard.korean.calendar import clock
from wizard.services.account_views import cards
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.keys import Keys

BATCH = 500
_HIDDEN = {"digest", "form_token"}


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
            now = self.now()
            record_event(
                connection,
                Event.SELLER_EXPORTED,
                "operator",
                now,
                seller_id=seller_id,
                subject=seller_id,
            )
            masked = {
                card.id: dict(card.tails) for card in cards(connection, self.keys, registered)
            }
            return {
                "seller": _plain(found),
                "runs": [_plain(record) for record in progress.runs(connection, [seller_id])],
                "accounts": [
                    {**_plain(record), "values": masked[record.id]} for record in registered
                ],
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
            }

    def delete(self, seller_id: str) -> bool:
        """Forget a seller; False if the database's files could not be swept at once.

        Raises:
            NotFoundError: there is no such seller.

        """
        self._delete(seller_id)
        return vacuum.purge_deleted(self.engine)

    def expire(self, days: int) -> int:
        """Forget every seller who did nothing for so many days; return how many there were."""
        since, count = self.now() - timedelta(days=days), 0
        while True:
            with reading(self.engine) as connection:
                idle = sellers.idle(connection, since, BATCH)
            for seller_id in idle:
                self._delete(seller_id)
            count += len(idle)
            if len(idle) < BATCH:
                break
        if count:
            vacuum.purge_deleted(self.engine)
        return count

    def _delete(self, seller_id: str) -> None:
        with writing(self.engine) as connection:
            accounts.spend_forms(connection, seller_id)
            if not sellers.drop(connection, seller_id):
                raise NotFoundError(f"no seller {seller_id[:40]!r}")
            record_event(
                connection,
                Event.SELLER_DELETED,
                "operator",
                self.now(),
                seller_id=seller_id,
                subject=seller_id,
            )


def _plain(record: object) -> dict[str, Any]:
    """Give a record's fields, but for those by which somebody could come in."""
    return {name: value for name, value in vars(record).items() if name not in _HIDDEN}
