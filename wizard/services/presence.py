"""Who has a request open now: a page that is open says so again and again, and is forgotten soon after."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import desk, requests
from wizard.db.records import PresenceRecord
from wizard.errors import NotFoundError
from wizard.korean.calendar import clock

EVERY_S, LASTS = 15, timedelta(seconds=40)
"""How often a page says that it is open, and how long that is believed."""


@dataclass(frozen=True)
class Presence:
    """Tells colleagues of one another; nothing of it is kept."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def come(self, request_id: str, staff_id: str) -> Sequence[str]:
        """Take in that a member has a request open; give the addresses of the others who have."""
        now = self.now()
        with writing(self.engine) as connection:
            if requests.request(connection, request_id) is None:
                raise NotFoundError(f"no request {request_id[:40]!r}")
            desk.drop_presences(connection, request_id, now - LASTS)
            desk.put_presence(connection, PresenceRecord(request_id, staff_id, now))
            return desk.others_present(connection, request_id, staff_id, now - LASTS)

    def others(self, request_id: str, staff_id: str) -> Sequence[str]:
        """Give the addresses of those who have a request open now, but for one member."""
        since = self.now() - LASTS
        with reading(self.engine) as connection:
            return desk.others_present(connection, request_id, staff_id, since)
