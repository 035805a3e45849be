"""The browsers in which a member of staff is signed in: seen by them, and ended one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from wizard.db.engine import reading
from wizard.db.queries import sessions
from wizard.db.queries.sessions import OpenSession
from wizard.db.records import StaffRecord
from wizard.errors import FieldError
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.identity import Identity, Proof
from wizard.services.sessions import Sessions, digest_of

CHOOSE = "나가게 할 기기를 골라 주세요. 이미 나왔다면 목록에 없어요."


@dataclass(frozen=True)
class SessionCard:
    """A browser in which a member is signed in.

    Attributes:
        id: names it on a page, and opens nothing.
        browser: what it is called; "" if that is not known.
        is_this: whether it is the one that asks.

    """

    id: str
    browser: str
    began_at: datetime
    seen_at: datetime
    is_this: bool


@dataclass(frozen=True)
class OwnSessions:
    """Lets members look after the browsers they are signed in at."""

    sessions: Sessions
    identity: Identity

    def everywhere(self, staff_id: str, token: str) -> Sequence[SessionCard]:
        """List a member's browsers, the last used first.

        Args:
            staff_id: the member's.
            token: of the browser that asks.

        """
        here = digest_of(token)
        with reading(self.sessions.engine) as connection:
            return [
                SessionCard(
                    _name(row), row.browser, row.created_at, row.seen_at, row.digest == here
                )
                for row in self._open(connection, staff_id)
            ]

    def end(self, staff_id: str, proof: Proof, session_id: str) -> None:
        """Sign a member out of one browser.

        Raises:
            FieldError: the proof does not fit, or there is no such browser.

        """

        def end(connection: Connection, _member: StaffRecord, _by: str) -> None:
            ended = [row for row in self._open(connection, staff_id) if _name(row) == session_id]
            if not ended:
                raise FieldError("session", CHOOSE)
            sessions.drop(connection, ended[0].digest)
            event, now = Event.STAFF_SESSION_ENDED, self.sessions.now()
            record_event(connection, event, f"staff:{staff_id}", now, subject=staff_id)

        self.identity.prove(staff_id, proof, end)

    def _open(self, connection: Connection, staff_id: str) -> Sequence[OpenSession]:
        now = self.sessions.now()
        return sessions.of_member(connection, staff_id, now, now - self.sessions.rest)


def _name(session: OpenSession) -> str:
    """Name a session on a page: not even its digest is shown."""
    return digest_of(session.digest)[:32]
