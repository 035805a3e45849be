"""Whether a database is one of practice, and whether anybody real may be in it."""

from sqlalchemy import Connection, select

from wizard.db.engine import table
from wizard.db.models import AuditEvent, Seller, Staff

_EVENTS, _SELLERS, _STAFF = table(AuditEvent), table(Seller), table(Staff)


def has_event(connection: Connection, kind: str) -> bool:
    """Say whether something of a kind ever happened; looks through all that did."""
    query = select(_EVENTS.c.id).where(_EVENTS.c.kind == kind).limit(1)
    return connection.execute(query).first() is not None


def has_people(connection: Connection) -> bool:
    """Say whether there is any seller or any member of staff."""
    return any(
        connection.execute(select(people.c.id).limit(1)).first() is not None
        for people in (_SELLERS, _STAFF)
    )
