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
FORGOTTEN_EVERY_S = 60
"""How often a page says that it is open, and how long that is believed."""


@dataclass(frozen=True)
class Presence:
    """Tells colleagues of one another; whoever comes has all forgotten that is past."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def come(self, request_id: str, staff_id: str) -> Sequence[str]:
        """Take in that a member has a request open; give the addresses of the others who have."""
        now = self.now()
        with writing(self.engine) as connection:
            if requests.request(connection, request_id) is None:
                raise NotFoundError(f"no request {request_id[:40]!r}")
            desk.drop_presences(connection, now - LASTS)
            desk.put_presence(connection, PresenceRecord(request_id, staff_id, now))
            return desk.others_present(connection, request_id, staff_id, now - LASTS)

    def forget(self) -> None:
        """Forget what is past, if anybody left something; the server does it each minute."""
        since = self.now() - LASTS
        with reading(self.engine) as connection:
            is_left = desk.is_any_presence_past(connection, since)
        if is_left:
            with writing(self.engine) as connection:
                desk.drop_presences(connection, since)

    def others(self, request_id: str, staff_id: str) -> Sequence[str]:
        """Give the addresses of those who have a request open now, but for one member."""
        since = self.now() - LASTS
        with reading(self.engine) as connection:
            return desk.others_present(connection, request_id, staff_id, since)
