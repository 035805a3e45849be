"""What a firm may ask for: all that is known of it, and that it be forgotten."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, Row

from wizard.db import vacuum
from wizard.db.engine import reading
from wizard.db.queries import accounts, invitations, progress, requests, sellers
from wizard.db.vacuum import Traces
from wizard.errors import NotFoundError
from wizard.korean.calendar import clock
from wizard.services.account_views import cards
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.keys import Keys

BATCH = 500
PAUSE_S = 0.005
"""Between two deletions whoever saves has a turn: SQLite lets the luckiest write, not the first."""

_HIDDEN = {"digest", "form_token"}


@dataclass(frozen=True)
class Erasure:
    """Gives a seller's data out, and takes it away; by the command line only."""

    engine: Engine
    keys: Keys
    now: Callable[[], datetime] = clock

    def export(self, seller_id: str) -> dict[str, Any]:
        """Give all that is stored of a seller; sealed values masked, as the seller sees them."""
        with self.engine.begin() as connection:
            found = sellers.seller(connection, seller_id)
            if found is None:
                raise NotFoundError(f"no seller {seller_id[:40]!r}")
            rows = accounts.accounts(connection, seller_id)
            asked = requests.of_seller(connection, seller_id)
            now, ids = self.now(), {"seller_id": seller_id, "subject": seller_id}
            record_event(connection, Event.SELLER_EXPORTED, "operator", now, **ids)
            masked = {card.id: dict(card.tails) for card in cards(connection, self.keys, rows)}
            return {
                "seller": _plain(found),
                "runs": [_plain(row) for row in progress.runs(connection, [seller_id])],
                "accounts": [{**_plain(row), "values": masked[row.id]} for row in rows],
                "requests": [
                    {
                        **_plain(row),
                        "messages": [
                            _plain(said) for said in requests.messages(connection, row.id)
                        ],
                    }
                    for row in asked
                ],
                "links": [_plain(row) for row in invitations.of_seller(connection, seller_id)],
                "openings": [_plain(row) for row in requests.openings(connection, seller_id)],
            }

    def delete(self, seller_id: str) -> Traces:
        """Forget a seller; give what the database's files still hold of them.

        Raises:
            NotFoundError: there is no such seller.

        """
        self._delete(seller_id)
        return vacuum.tidy(self.engine)

    def expire(self, days: int) -> int:
        """Forget every seller who did nothing for so many days; return how many there were."""
        since, count = self.now() - timedelta(days=days), 0
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
        with self.engine.begin() as connection:
            accounts.spend_forms(connection, seller_id)
            if not sellers.drop(connection, seller_id):
                raise NotFoundError(f"no seller {seller_id[:40]!r}")
            ids = {"seller_id": seller_id, "subject": seller_id}
            record_event(connection, Event.SELLER_DELETED, "operator", self.now(), **ids)


def _plain(row: Row[Any]) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name not in _HIDDEN}  # noqa: SLF001
