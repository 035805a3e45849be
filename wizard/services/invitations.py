"""Invitations: made by staff, or by a seller who goes on elsewhere; started by the firm itself."""

import hmac
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, Row

from wizard.db.engine import reading
from wizard.db.queries import invitations, requests, sellers, sessions
from wizard.errors import NotFoundError, SpentError, WizardError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.repeated_forms import new_token, spend
from wizard.services.sessions import digest_of, open_session

MAX_TRIES = 5
DAYS, MAX_DAYS = 7, 14
TOKEN_CHARS = 43


class DeadLinkError(WizardError):
    """A link that opens nothing: unknown, expired, revoked or locked; it is never said which."""


class WrongDigitsError(WizardError):
    """The digits are not this firm's.

    Attributes:
        left: how many tries are left.

    """

    def __init__(self, left: int) -> None:
        super().__init__(f"{left} tries left")
        self.left = left


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
class Invitations:
    """Makes links, lets sellers in by them, and takes them back."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def make(
        self, seller_id: str, actor: str, days: int = DAYS, place: Destination | None = None
    ) -> str:
        """Make a link; return its token, which is told once and kept nowhere."""
        token = new_token()
        with suppress(SpentError), self.engine.begin() as connection:
            if sellers.seller(connection, seller_id) is None:
                raise NotFoundError(f"no seller {seller_id[:40]!r}")
            who = {"seller_id": seller_id, "made_by": actor, "digest": digest_of(token)}
            self._make(connection, who, min(max(days, 1), MAX_DAYS), place or Destination())
        return token

    def go_on(self, session: str) -> str:
        """Make a link by which a seller goes on elsewhere; return its token, told once.

        Args:
            session: the token of the session it is made in; what takes that back takes back both.

        Raises:
            NotFoundError: the session has ended.

        """
        token = new_token()
        with suppress(SpentError), self.engine.begin() as connection:
            held = sessions.hold(connection, digest_of(session), self.now())
            if held is None:
                raise NotFoundError("no such session")
            who = {"seller_id": held.seller_id, "made_by": f"seller:{held.seller_id}"}
            born = {"parent_id": held.link_id, "digest": digest_of(token)}
            self._make(connection, who | born, DAYS, Destination())
        return token

    def start(self, token: str, digits: str) -> tuple[str, Destination]:
        """Let the firm of a link in; return the token of its session and where the link leads.

        Raises:
            DeadLinkError: it opens nothing (any more).
            WrongDigitsError: the last five digits are another firm's; that was counted.

        """
        with self.engine.begin() as connection:
            found = invitations.by_digest(connection, digest_of(token), lock=True)
            if found is None or not card_of(found, self.now()).is_alive:
                raise DeadLinkError
            fits = hmac.compare_digest(digits.encode(), found.business_number[-5:].encode())
            if fits:
                return self._let_in(connection, found), _place(found)
            left = self._count(connection, found)
        if not left:
            raise DeadLinkError
        raise WrongDigitsError(left)

    def revoke(self, link_id: str, staff_id: str) -> str:
        """Take a link back with every session and link that came of it; return its seller's id."""
        now = self.now()
        with self.engine.begin() as connection:
            found = invitations.link(connection, link_id)
            if found is None:
                raise NotFoundError(f"no link {link_id[:40]!r}")
            if invitations.revoke(connection, link_id, now):
                ids = {"seller_id": found.seller_id, "subject": link_id}
                record_event(connection, Event.LINK_REVOKED, f"staff:{staff_id}", now, **ids)
        return str(found.seller_id)

    def want(self, token: str, name: str, phone: str) -> None:
        """Tell the staff that somebody with a dead link would like a new one; once is enough."""
        now = self.now()
        with self.engine.begin() as connection:
            found = invitations.by_digest(connection, digest_of(token)) if token else None
            seller_id = found.seller_id if found else None
            if requests.waiting_for_link(connection, seller_id or "", phone):
                return
            request_id = self._ask(connection, seller_id, name, phone)
            event = Event.LINK_WANTED
            record_event(connection, event, "reader", now, seller_id=seller_id, subject=request_id)

    def of_seller(self, seller_id: str) -> list[InvitationCard]:
        """List a seller's links, newest first."""
        with reading(self.engine) as connection:
            return [
                card_of(row, self.now()) for row in invitations.of_seller(connection, seller_id)
            ]

    def _make(
        self, connection: Connection, who: Mapping[str, str | None], days: int, place: Destination
    ) -> None:
        spend(connection)
        link_id, now = uuid4().hex, self.now()
        where = {"mall": place.mall, "step_id": place.step_id, "answers": dict(place.answers)}
        moments = {"created_at": now, "expires_at": now + timedelta(days=days)}
        invitations.add(connection, id=link_id, **who, **where, **moments)
        ids = {"seller_id": str(who["seller_id"]), "subject": link_id}
        record_event(
            connection, Event.LINK_MADE, str(who["made_by"]), now, **ids, detail=place.mall
        )

    def _let_in(self, connection: Connection, found: Row[Any]) -> str:
        now = self.now()
        first = {"opened_at": found.opened_at or now, "started_at": found.started_at or now}
        invitations.change(connection, found.id, tries=0, **first)
        actor = f"seller:{found.seller_id}"
        ids = {"seller_id": found.seller_id, "subject": found.id}
        record_event(connection, Event.LINK_STARTED, actor, now, **ids)
        return open_session(connection, now, seller_id=found.seller_id, link_id=found.id)

    def _count(self, connection: Connection, found: Row[Any]) -> int:
        """Count a wrong try; return how many are left, and tell the staff if none is."""
        now = self.now()
        left: int = MAX_TRIES - found.tries - 1
        changes: dict[str, Any] = {"tries": found.tries + 1, "opened_at": found.opened_at or now}
        if not left:
            changes["locked_at"] = now
            request_id = self._ask(connection, found.seller_id, "", "")
            said = "다섯 번 틀려서 링크가 잠겼어요. 전화해서 확인하고 새 링크를 보내 주세요."
            _say(connection, request_id, said, now)
        invitations.change(connection, found.id, **changes)
        event = Event.LINK_REFUSED if left else Event.LINK_LOCKED
        record_event(connection, event, "reader", now, seller_id=found.seller_id, subject=found.id)
        return left

    def _ask(self, connection: Connection, seller_id: str | None, name: str, phone: str) -> str:
        now, request_id = self.now(), uuid4().hex
        values = {"kind": "link", "state": "open", "created_at": now, "updated_at": now}
        who = {"seller_id": seller_id, "name": name, "phone": phone}
        requests.add_request(connection, id=request_id, **values, **who)
        return request_id


def card_of(row: Row[Any], now: datetime) -> InvitationCard:
    """Say how a link stands."""
    if row.revoked_at:
        state = "revoked"
    elif row.locked_at:
        state = "locked"
    elif row.expires_at <= now:
        state = "expired"
    else:
        state = "started" if row.started_at else "opened" if row.opened_at else "made"
    moments = (row.created_at, row.expires_at, row.started_at)
    return InvitationCard(row.id, state, _place(row), row.made_by, *moments)


def _place(row: Row[Any]) -> Destination:
    return Destination(
        row.mall, row.step_id, {name: tuple(ids) for name, ids in row.answers.items()}
    )


def _say(connection: Connection, request_id: str, said: str, now: datetime) -> None:
    values = {"id": uuid4().hex, "request_id": request_id, "text": said, "created_at": now}
    requests.add_message(connection, **values)
