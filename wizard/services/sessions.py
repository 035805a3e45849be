"""Who is signed in: a token in the browser's cookie, its digest here."""

import hashlib
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from wizard.db.engine import briefly, reading, writing
from wizard.db.queries import invitations, sessions
from wizard.db.records import SessionRecord
from wizard.errors import AlreadySubmittedError, DatabaseError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.roles import Role

SELLER_DAYS = 30
STAFF_HOURS = 10
STAFF_REST = timedelta(minutes=60)
"""A member who does nothing for so long is signed out. Source: NIST SP 800-63B, 4.2.3 and 7.2."""

NOTED_EVERY = timedelta(minutes=1)
"""How often, at most, it is written down that something was done."""


@dataclass(frozen=True)
class KnownSeller:
    """The seller whom a browser acts for.

    Attributes:
        sees_from: nothing older is shown: the firm was known, and only its number and phone were
            given; None for who came by a link, or began the firm.

    """

    id: str
    name: str
    sees_from: datetime | None = None


@dataclass(frozen=True)
class StaffMember:
    """The member of staff whom a browser acts for."""

    id: str
    email: str
    role: Role


def digest_of(token: str) -> str:
    """Give what is stored of a token; 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(  # noqa: PLR0913 (a session is told whole)
    connection: Connection,
    now: datetime,
    *,
    seller_id: str | None = None,
    staff_id: str | None = None,
    link_id: str | None = None,
    browser: str = "",
) -> str:
    """Begin a session in the caller's transaction; return its token, which is told once."""
    token = secrets.token_urlsafe(32)
    life = timedelta(days=SELLER_DAYS) if seller_id else timedelta(hours=STAFF_HOURS)
    begun = SessionRecord(
        digest_of(token), now, now + life, seller_id, staff_id, link_id, browser=browser
    )
    sessions.add(connection, begun)
    return token


def begin_session(
    connection: Connection,
    now: datetime,
    seller_id: str,
    token: str,
    sees_from: datetime | None = None,
) -> None:
    """Begin the first session of a firm that starts by itself, with a token that is told again."""
    ends = now + timedelta(days=SELLER_DAYS)
    begun = SessionRecord(digest_of(token), now, ends, seller_id, sees_from=sees_from)
    sessions.add(connection, begun)


@dataclass(frozen=True)
class Sessions:
    """Knows who is signed in, and signs out.

    Attributes:
        rest: after so long without an act, a member of staff is signed out.

    """

    engine: Engine
    now: Callable[[], datetime] = clock
    rest: timedelta = STAFF_REST

    def seller(self, token: str) -> KnownSeller | None:
        """Find the seller of a session."""
        with reading(self.engine, once=True) as connection:
            found = sessions.seller(connection, digest_of(token), self.now())
        return KnownSeller(found.id, found.name, found.sees_from) if found else None

    def member(self, token: str, *, acts: bool = True) -> StaffMember | None:
        """Find the member of staff of a session.

        Args:
            token: from their browser.
            acts: whether they do something; what a page asks by itself keeps no session awake.

        """
        now, digest = self.now(), digest_of(token)
        with reading(self.engine, once=True) as connection:
            found = sessions.member(connection, digest, now, now - self.rest)
        if found is None:
            return None
        if acts and now - found.seen_at >= NOTED_EVERY:
            with suppress(DatabaseError), writing(briefly(self.engine)) as connection:
                sessions.note_seen(connection, digest, now)
        return StaffMember(found.id, found.email, Role(found.role))

    def ends_at(self, token: str) -> datetime | None:
        """Say when a member of staff is signed out if they do nothing more; None if they are not in."""
        now = self.now()
        with reading(self.engine) as connection:
            found = sessions.member(connection, digest_of(token), now, now - self.rest)
        return min(found.seen_at + self.rest, found.expires_at) if found else None

    def sign_out(self, token: str) -> None:
        """Sign one browser out."""
        now = self.now()
        with writing(self.engine) as connection:
            seller = sessions.seller(connection, digest_of(token), now)
            member = sessions.member(connection, digest_of(token), now, now - self.rest)
            if not sessions.drop(connection, digest_of(token)):
                return
            if seller:
                actor = f"seller:{seller.id}"
                record_event(connection, Event.SELLER_LEFT, actor, now, seller_id=seller.id)
            elif member:
                record_event(connection, Event.STAFF_LEFT, f"staff:{member.id}", now)

    def end(self, token: str) -> None:
        """End the session that a new one takes the place of, if it has not ended."""
        digest = digest_of(token)
        with reading(self.engine) as connection:
            if not sessions.is_there(connection, digest):
                return
        with writing(self.engine) as connection:
            sessions.drop(connection, digest)

    def sign_out_everywhere(self, seller_id: str) -> None:
        """Sign a seller out of every browser, and take back the links they made in them."""
        actor, now = f"seller:{seller_id}", self.now()
        with suppress(AlreadySubmittedError), writing(self.engine) as connection:
            sessions.drop_of_seller(connection, seller_id)
            invitations.revoke_all(connection, invitations.made_by(connection, actor), now)
            record_event(connection, Event.SELLER_LEFT_EVERYWHERE, actor, now, seller_id=seller_id)

    def sign_out_staff(self, staff_id: str, by: str) -> None:
        """Sign a member of staff out of every browser."""
        with suppress(AlreadySubmittedError), writing(self.engine) as connection:
            sessions.drop_of_staff(connection, staff_id)
            event = Event.STAFF_LEFT_EVERYWHERE
            record_event(connection, event, f"staff:{by}", self.now(), subject=staff_id)

    def count_browsers(self, seller_id: str) -> int:
        """Count the browsers in which a seller is signed in."""
        with reading(self.engine) as connection:
            return sessions.count_of_seller(connection, seller_id, self.now())
