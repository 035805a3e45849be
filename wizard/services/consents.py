"""What a seller agreed to before anything of theirs was kept: which version of the notice, and when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import consents
from wizard.db.records import ConsentRecord, RequestRecord
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event

Consent = ConsentRecord
"""One version that a seller agreed to."""

ID_CHARS = 32


@dataclass(frozen=True)
class Agreement:
    """What a form says that its sender agrees to.

    Attributes:
        version: of the notice that stood on the form.
        text: a digest of what the notice said.
        showing: a digest that names the showing of the form: sent twice, it is one consent. "" of who is no
            seller: theirs is kept with what they ask.

    """

    version: str
    text: str
    showing: str

    def record(self, seller_id: str, now: datetime) -> ConsentRecord:
        """Give the consent that it becomes."""
        own = sha256(f"{self.showing}\0{self.version}\0{seller_id}".encode()).hexdigest()[:ID_CHARS]
        return ConsentRecord(own, seller_id, self.version, self.text, now)


def note_callers_agreement(
    connection: Connection, agreed: Agreement, request: RequestRecord, now: datetime
) -> None:
    """Write down to what somebody agreed who is no seller here and left name and phone with a request."""
    record_event(
        connection,
        Event.CONSENT_GIVEN,
        "reader",
        now,
        seller_id=request.seller_id,
        subject=request.id,
        detail=f"notice {agreed.version}",
    )


def keep_agreement(
    connection: Connection, seller_id: str, agreed: Agreement | None, now: datetime
) -> None:
    """Keep what was agreed to with a form, in the transaction that does what the form asks."""
    if agreed is None or not consents.add(connection, agreed.record(seller_id, now)):
        return
    event, actor = Event.CONSENT_GIVEN, f"seller:{seller_id}"
    detail = f"notice {agreed.version}"
    record_event(
        connection, event, actor, now, seller_id=seller_id, subject=seller_id, detail=detail
    )


@dataclass(frozen=True)
class Consents:
    """Tells what sellers agreed to."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def of_seller(self, seller_id: str, since: datetime | None = None) -> Sequence[Consent]:
        """List what a seller agreed to, oldest first; none older than `since`."""
        with reading(self.engine) as connection:
            return consents.of_seller(connection, seller_id, since)

    def keep(self, seller_id: str, agreed: Agreement) -> None:
        """Keep what was agreed to with a form that changes nothing else."""
        with writing(self.engine) as connection:
            keep_agreement(connection, seller_id, agreed, self.now())
