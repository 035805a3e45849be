"""How it stands with a database, in numbers: what it is, and what waits, holds or failed in it; nobody's data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select, text

from wizard.db import migrate
from wizard.db.engine import table
from wizard.db.models import AccountCheck, Attempt, OutboxEvent, RateLimit, WebhookDelivery
from wizard.db.queries.rate_limits import CLOCKS_APART_S
from wizard.db.queries.webhooks import DELIVERED
from wizard.settings import Rate

_CHECKS, _ATTEMPTS, _LIMITS = table(AccountCheck), table(Attempt), table(RateLimit)
_EVENTS, _DELIVERIES = table(OutboxEvent), table(WebhookDelivery)


@dataclass(frozen=True)
class DatabaseFacts:
    """What a database is.

    Attributes:
        kind: "sqlite" or "postgresql".
        version: of the library or the server.
        size_bytes: of all that it holds.
        revision: the last migration that it has seen; "" if none.
        newest: the last migration that this version of the program has.

    """

    kind: str
    version: str
    size_bytes: int
    revision: str
    newest: str

    @property
    def is_current(self) -> bool:
        """Whether the tables are this version's."""
        return self.revision == self.newest


def facts(connection: Connection) -> DatabaseFacts:
    """Say what a database is."""
    kind = connection.dialect.name
    version = ".".join(map(str, connection.dialect.server_version_info or ()))
    size = (
        "SELECT pg_database_size(current_database())"
        if kind == "postgresql"
        else "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    )
    size_bytes = connection.execute(text(size)).scalar_one()
    revision = migrate.revision_of(connection) or ""
    return DatabaseFacts(kind, version, size_bytes, revision, migrate.newest())


def verdicts(connection: Connection) -> Mapping[str, int]:
    """Count the accounts by what their mall said last; of those that nobody tried, nothing."""
    return _counted(connection, _CHECKS.c.verdict, _CHECKS.c.verdict != "")


def locks(connection: Connection, now: datetime) -> Mapping[str, int]:
    """Count the locks after wrong tries that hold now, by what is locked."""
    return _counted(connection, _ATTEMPTS.c.kind, _ATTEMPTS.c.locked_until > now)


def deliveries(connection: Connection) -> Mapping[str, int]:
    """Count the deliveries that are not there yet, by state."""
    return _counted(connection, _DELIVERIES.c.state, _DELIVERIES.c.state != DELIVERED)


def untold(connection: Connection) -> int:
    """Count the events of which nobody is told yet."""
    query = select(func.count()).select_from(_EVENTS).where(_EVENTS.c.spread_at.is_(None))
    return connection.execute(query).scalar_one()


def refused(connection: Connection, scope: str, rate: Rate, now_s: float) -> int:
    """Count the addresses that may not do one kind of thing even once more at this moment."""
    full = now_s + rate.period_s - rate.period_s / rate.count
    rested = _LIMITS.c.rested_s
    is_full = (rested > full) & (rested <= now_s + rate.period_s + CLOCKS_APART_S)
    query = select(func.count()).select_from(_LIMITS).where(_LIMITS.c.scope == scope, is_full)
    return connection.execute(query).scalar_one()


def _counted(
    connection: Connection, key: ColumnElement[str], which: ColumnElement[bool]
) -> Mapping[str, int]:
    rows = connection.execute(select(key, func.count()).where(which).group_by(key).order_by(key))
    return {str(row[0]): int(row[1]) for row in rows}
