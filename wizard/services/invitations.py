"""Invitations: made by staff, or by a seller who goes on elsewhere; taken back by staff."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import invitations, sellers, sessions
from wizard.db.records import InvitationRecord
from wizard.errors import AlreadySubmittedError, NotFoundError, TooManyError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.repeated_forms import new_id, new_token, spend
from wizard.services.sellers import Maker
from wizard.services.sessions import digest_of

DAYS, MAX_DAYS = 7, 14
MAX_OWN_LINKS = 20
"""How many links a seller makes for themselves while one of them lives."""
TOKEN_CHARS = 43


@dataclass(frozen=True)
class Destination:
    """Where a link leads: a step with the answers that lead to it, or the seller's own place."""

    mall: str = ""
    step_id: str = ""
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class InvitationCard:
    """A link as staff may see it: never its token.

    Attributes:
        state: "made", "opened", "started", "expired", "locked" or "revoked".

    """

    id: str
    state: str
    place: Destination
    made_by: str
    created_at: datetime
    expires_at: datetime
    started_at: datetime | None

    @property
    def is_alive(self) -> bool:
        """Say whether it still opens something."""
        return self.state in {"made", "opened", "started"}


@dataclass(frozen=True)
class _Maker:
    """For whom an invitation is made, by whom, and by which link these had come in."""

    seller_id: str
    made_by: str
    parent_id: str | None = None


@dataclass(frozen=True)
class Invitations:
    """Makes links, lists them, and takes them back."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def make(
        self, seller_id: str, actor: str, days: int = DAYS, place: Destination | None = None
    ) -> str:
        """Make a link; return its token, which is told once and kept nowhere."""
        token, maker = new_token(), _Maker(seller_id, actor)
        with suppress(AlreadySubmittedError), writing(self.engine) as connection:
            if sellers.seller(connection, seller_id) is None:
                raise NotFoundError(f"no seller {seller_id[:40]!r}")
            life = timedelta(days=min(max(days, 1), MAX_DAYS))
            self._make(connection, token, maker, life, place or Destination())
        return token

    def make_in_session(self, session: str) -> str:
        """Make a link by which a seller goes on elsewhere; return its token, told once.

        Args:
            session: the token of the session it is made in; what takes that back takes back both.

        Raises:
            NotFoundError: the session has ended, or may not see all that a link opens.
            TooManyError: the seller made so many lately that no more are needed; none was made.

        """
        token = new_token()
        with suppress(AlreadySubmittedError), writing(self.engine) as connection:
            held = sessions.hold(connection, digest_of(session), self.now())
            if held is None or held.sees_from:
                raise NotFoundError("no such session")
            maker = _Maker(held.seller_id, f"seller:{held.seller_id}", held.link_id)
            life = timedelta(days=DAYS)
            self._make(connection, token, maker, life, Destination())
            made = invitations.count_own(connection, maker.seller_id, self.now() - life)
            if made > MAX_OWN_LINKS:
                raise TooManyError(f"a seller has made {made - 1} links")
        return token

    def revoke(self, link_id: str, maker: str, by: Maker = "staff") -> str:
        """Take a link back with every session and link that came of it; return its seller's id.

        Args:
            link_id: which.
            maker: the id of the member of staff, or of the token, that takes it back.
            by: which of the two.

        """
        now = self.now()
        with writing(self.engine) as connection:
            found = invitations.invitation(connection, link_id)
            if found is None:
                raise NotFoundError(f"no link {link_id[:40]!r}")
            if invitations.revoke(connection, link_id, now):
                record_event(
                    connection,
                    Event.LINK_REVOKED,
                    f"{by}:{maker}",
                    now,
                    seller_id=found.seller_id,
                    subject=link_id,
                )
        return found.seller_id

    def card(self, link_id: str) -> tuple[str, InvitationCard]:
        """Show a link: whose it is, and how it stands; `NotFoundError` if there is none."""
        with reading(self.engine) as connection:
            found = invitations.invitation(connection, link_id)
        if found is None:
            raise NotFoundError(f"no link {link_id[:40]!r}")
        return found.seller_id, card_of(found, self.now())

    def of_seller(self, seller_id: str) -> list[InvitationCard]:
        """List a seller's links, newest first."""
        with reading(self.engine) as connection:
            found = invitations.of_seller(connection, seller_id)
        return [card_of(one, self.now()) for one in found]

    def _make(
        self,
        connection: Connection,
        token: str,
        maker: _Maker,
        life: timedelta,
        place: Destination,
    ) -> None:
        spend(connection)
        now = self.now()
        made = InvitationRecord(
            id=new_id(),
            seller_id=maker.seller_id,
            digest=digest_of(token),
            made_by=maker.made_by,
            parent_id=maker.parent_id,
            mall=place.mall,
            step_id=place.step_id,
            answers=dict(place.answers),
            created_at=now,
            expires_at=now + life,
        )
        invitations.add(connection, made)
        record_event(
            connection,
            Event.LINK_MADE,
            made.made_by,
            now,
            seller_id=made.seller_id,
            subject=made.id,
            detail=place.mall,
        )


def card_of(record: InvitationRecord, now: datetime) -> InvitationCard:
    """Say how a link stands."""
    return InvitationCard(
        id=record.id,
        state=_state(record, now),
        place=destination_of(record),
        made_by=record.made_by,
        created_at=record.created_at,
        expires_at=record.expires_at,
        started_at=record.started_at,
    )


def destination_of(record: InvitationRecord) -> Destination:
    """Say where a link leads."""
    answers = {name: tuple(ids) for name, ids in record.answers.items()}
    return Destination(record.mall, record.step_id, answers)


def _state(record: InvitationRecord, now: datetime) -> str:
    if record.revoked_at:
        return "revoked"
    if record.locked_at:
        return "locked"
    if record.expires_at <= now:
        return "expired"
    if record.started_at:
        return "started"
    return "opened" if record.opened_at else "made"
