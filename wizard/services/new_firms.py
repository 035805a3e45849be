"""Firms that start by themselves: at the form of an account, or with a list of malls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from sqlalchemy import Connection, Engine

from wizard.db.engine import writing
from wizard.db.queries import progress, sellers, sessions
from wizard.errors import TooOftenError
from wizard.korean.calendar import clock
from wizard.services.account_inputs import NewSeller
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.consents import Agreement, keep_agreement
from wizard.services.event_types import EventType
from wizard.services.outbox import emit
from wizard.services.rate_limits import (
    NEW_FIRM_RATE,
    NEW_FIRMS,
    SAME_FIRM,
    SAME_FIRM_RATE,
    SharedRateLimiter,
)
from wizard.services.repeated_forms import spend
from wizard.services.sessions import begin_session, digest_of
from wizard.services.shown_screens import chosen_run
from wizard.settings import Rate


@dataclass(frozen=True)
class NewFirms:
    """Lets firms start, and recognises those that are sellers already."""

    engine: Engine
    now: Callable[[], datetime] = clock
    limit: Rate = NEW_FIRM_RATE

    def choose(
        self, firm: NewSeller, revisions: Mapping[str, str], agreed: Agreement | None = None
    ) -> str:
        """Let a firm start with the malls it is in, and give the seller's id; what it had chosen before stays.

        Args:
            firm: who starts.
            revisions: mall -> the revision of its guide.
            agreed: the notice that the firm agrees to with it.

        Raises:
            TooOftenError: too many firms started from its address lately; nothing was stored.

        """
        with writing(self.engine) as connection:
            spend(connection)
            seller_id, now = self.start(connection, firm), self.now()
            keep_agreement(connection, seller_id, agreed, now)
            there = {row.mall: row for row in progress.runs(connection, [seller_id])}
            for mall, revision in revisions.items():
                if mall not in there:
                    progress.add(connection, chosen_run(seller_id, mall, revision, now))
                elif (
                    there[mall].state == "chosen"
                ):  # nothing of it is to hide from who chose it now
                    progress.note_marks(connection, replace(there[mall], updated_at=now))
            actor = f"seller:{seller_id}"
            record_event(connection, Event.MALLS_CHOSEN, actor, now, seller_id=seller_id)
        return seller_id

    def start(self, connection: Connection, seller: NewSeller) -> str:
        """Make a seller of a firm, or find the one that it is; its session begins."""
        limiter = SharedRateLimiter(NEW_FIRMS, self.limit, self.now)
        if seller.source and not limiter.allows_in(connection, seller.source):
            raise TooOftenError("too many firms started from one address")
        now = self.now()
        known = self._recognised(connection, seller)
        seller_id = known or uuid4().hex
        if not known:
            sellers.add(connection, seller.record(seller_id, "self", now))
            emit(
                connection, EventType.SELLER_CREATED, now, seller_id=seller_id, data={"by": "self"}
            )
        if seller.session:
            sees_from = now if known else None
            begin_session(connection, now, seller_id, seller.session, sees_from)
        return seller_id

    def returning(self, connection: Connection, seller: str | NewSeller) -> str:
        """Give the seller who sends a form again; a firm only while the session lasts that it began."""
        if isinstance(seller, str):
            return seller
        held = sessions.hold(connection, digest_of(seller.session), self.now())
        known = sellers.seller(connection, held.seller_id) if held else None
        is_same = known is not None and known.business_number == seller.business_number
        return known.id if known is not None and is_same else ""

    def _recognised(self, connection: Connection, firm: NewSeller) -> str:
        """Give the seller whose number and phone a firm knows; "" for everybody else.

        Both may stand on a shop's own page: who gives them adds to the seller, and sees nothing of
        what was there before. Who gives another phone is told nothing, and is a seller apart until
        staff have merged the two.
        """
        sellers.hold_number(connection, firm.business_number)
        known = sellers.of_number(connection, firm.business_number)
        tries = SharedRateLimiter(SAME_FIRM, SAME_FIRM_RATE, self.now)
        told = sha256(f"{SAME_FIRM} {firm.business_number}".encode()).hexdigest()
        if not known or not tries.allows_in(connection, told):
            return ""
        found = next((one.id for one in known if one.phone == firm.phone), "")
        if found:
            event, actor = Event.SELLER_RETURNED, f"seller:{found}"
            record_event(connection, event, actor, self.now(), seller_id=found, subject=found)
        return found
