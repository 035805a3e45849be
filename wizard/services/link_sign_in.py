"""Coming in by an invitation: the firm's last digits, a few tries, and a new link if none is left."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, Engine

from wizard.db.engine import writing
from wizard.db.queries import invitations, requests
from wizard.db.records import InvitationRecord, MessageRecord, RequestRecord
from wizard.errors import WizardError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.consents import Agreement, note_callers_agreement
from wizard.services.invitations import Destination, card_of, destination_of
from wizard.services.repeated_forms import new_id, spend
from wizard.services.sessions import digest_of, open_session

MAX_TRIES = 5
MAX_CALLERS = 10
"""So many names and numbers are kept with one request for a new link."""

LOCKED = "다섯 번 틀려서 링크가 잠겼어요. 전화해서 확인하고 새 링크를 보내 주세요."


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
class Caller:
    """Who would like a new link.

    Attributes:
        agreed: the notice that they agreed to before they left name and phone.

    """

    name: str = ""
    phone: str = ""
    agreed: Agreement | None = None

    def of(self, request: RequestRecord) -> RequestRecord:
        """Give a request as one that they ask."""
        notice, text = (self.agreed.version, self.agreed.text) if self.agreed else ("", "")
        return replace(request, name=self.name, phone=self.phone, notice=notice, notice_text=text)


@dataclass(frozen=True)
class LinkSignIn:
    """Lets sellers in by their links."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def sign_in(self, token: str, digits: str) -> tuple[str, Destination]:
        """Let the firm of a link in; return the token of its session and where the link leads.

        Raises:
            DeadLinkError: it opens nothing (any more).
            WrongDigitsError: the last five digits are another firm's; that was counted.

        """
        with writing(self.engine) as connection:
            found = invitations.by_digest(connection, digest_of(token), lock=True)
            if found is None or not card_of(found.invitation, self.now()).is_alive:
                raise DeadLinkError
            if hmac.compare_digest(digits.encode(), found.business_number[-5:].encode()):
                session = self._let_in(connection, found.invitation)
                return session, destination_of(found.invitation)
            left = self._count_wrong(connection, found.invitation)
        if not left:
            raise DeadLinkError
        raise WrongDigitsError(left)

    def request_new(self, token: str, caller: Caller) -> str:
        """Tell the staff that somebody with a dead link would like a new one; once is enough.

        Returns:
            The id of the request, made now or waiting already.

        Raises:
            AlreadySubmittedError: the same form came at this moment, and was first.

        """
        now = self.now()
        with writing(self.engine) as connection:
            found = invitations.by_digest(connection, digest_of(token)) if token else None
            seller_id = found.invitation.seller_id if found else None
            if waits := requests.waiting_for_link(connection, seller_id or "", caller.phone):
                self._add_caller(connection, waits, caller)
                return waits.id
            spend(connection)  # of two at once, each of which saw nothing wait, one makes it
            asked = self._ask(connection, seller_id, caller)
            if caller.agreed:
                note_callers_agreement(connection, caller.agreed, asked, now)
            event = Event.LINK_WANTED
            record_event(connection, event, "reader", now, seller_id=seller_id, subject=asked.id)
        return asked.id

    def _let_in(self, connection: Connection, found: InvitationRecord) -> str:
        now = self.now()
        started = replace(
            found,
            tries=0,
            opened_at=found.opened_at or now,
            started_at=found.started_at or now,
        )
        invitations.note_tries(connection, started)
        actor = f"seller:{found.seller_id}"
        record_event(
            connection, Event.LINK_STARTED, actor, now, seller_id=found.seller_id, subject=found.id
        )
        return open_session(connection, now, seller_id=found.seller_id, link_id=found.id)

    def _count_wrong(self, connection: Connection, found: InvitationRecord) -> int:
        """Count a wrong try; return how many are left, and tell the staff if none is."""
        now = self.now()
        left = MAX_TRIES - found.tries - 1
        tried = replace(found, tries=found.tries + 1, opened_at=found.opened_at or now)
        if not left:
            tried = replace(tried, locked_at=now)
            asked = self._ask(connection, found.seller_id, Caller())
            said = MessageRecord(uuid4().hex, asked.id, "", LOCKED, now)
            requests.add_message(connection, said)
        invitations.note_tries(connection, tried)
        event = Event.LINK_REFUSED if left else Event.LINK_LOCKED
        record_event(connection, event, "reader", now, seller_id=found.seller_id, subject=found.id)
        return left

    def _add_caller(self, connection: Connection, waits: RequestRecord, caller: Caller) -> None:
        """Keep what was typed with the request that waits; staff see every name and number."""
        if not waits.phone:
            requests.note_caller(connection, caller.of(waits))
        elif (waits.name, waits.phone) != (caller.name, caller.phone):
            before = requests.messages(connection, waits.id)
            text = f"{caller.name} {caller.phone}"
            if len(before) >= MAX_CALLERS or text in {one.text for one in before}:
                return
            said = MessageRecord(uuid4().hex, waits.id, "", text, self.now())
            requests.add_message(connection, said)
        else:
            return
        if caller.agreed:
            note_callers_agreement(connection, caller.agreed, waits, self.now())

    def _ask(self, connection: Connection, seller_id: str | None, caller: Caller) -> RequestRecord:
        now = self.now()
        asked = RequestRecord(
            id=new_id(),
            kind="link",
            state="open",
            created_at=now,
            updated_at=now,
            seller_id=seller_id,
        )
        requests.add_request(connection, caller.of(asked))
        return asked
