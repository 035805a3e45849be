"""What stands in a database, counted."""

from sqlalchemy import func, select

from wizard.db.engine import reading, table
from wizard.db.models import Attempt, AuditEvent, Seller
from wizard.services.audit_events import Event
from wizard.services.container import Services


def count_sellers(services: Services) -> int:
    """Count the firms that are known."""
    with reading(services.sellers.engine) as connection:
        return connection.execute(select(func.count()).select_from(table(Seller))).scalar_one()


def count_events(services: Services, event: Event) -> int:
    """Count how often something was written down."""
    events = table(AuditEvent)
    query = select(func.count()).select_from(events).where(events.c.kind == event.value)
    with reading(services.sellers.engine) as connection:
        return connection.execute(query).scalar_one()


def count_failures(services: Services) -> int:
    """Give how often it went wrong at one account from one address."""
    attempts = table(Attempt)
    query = select(func.max(attempts.c.failures)).where(attempts.c.kind == "pair")
    with reading(services.sellers.engine) as connection:
        return int(connection.execute(query).scalar_one() or 0)
