"""Whether a database is one of practice, and whether anybody real may be in it."""

from sqlalchemy import Connection, select

from wizard.db.engine import table
from wizard.db.models import AuditEvent, Request, Seller, Staff

_EVENTS, _SELLERS, _STAFF = table(AuditEvent), table(Seller), table(Staff)
_REQUESTS = table(Request)


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


def is_in_use(connection: Connection) -> bool:
    """Say whether anybody would lose something with this database."""
    asked = select(_REQUESTS.c.id).limit(1)
    return has_people(connection) or connection.execute(asked).first() is not None
