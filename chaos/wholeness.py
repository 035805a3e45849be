"""Whether each save is there with all that belongs to it: decision 27."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Connection, select

from wizard.db.engine import reading, table
from wizard.db.models import (
    Account,
    AccountCheck,
    AuditEvent,
    Consent,
    Job,
    OutboxEvent,
    Registration,
    Request,
    Run,
    Seller,
    Session,
)
from wizard.services.audit_events import Event
from wizard.services.container import Services

_ACCOUNTS, _EVENTS, _SELLERS = table(Account), table(AuditEvent), table(Seller)
_BESIDE_ACCOUNT = (
    table(AccountCheck).c.account_id,
    table(Job).c.subject,
    table(Registration).c.account_id,
    table(Request).c.account_id,
    table(OutboxEvent).c.account_id,
)
"""A row of each of these stands beside every account that was saved."""

_BESIDE_FIRM = (
    table(Session).c.seller_id,
    table(Consent).c.seller_id,
    table(OutboxEvent).c.seller_id,
    _ACCOUNTS.c.seller_id,
)
"""A row of each of these stands beside every firm that began with a form."""


def halves(services: Services, found: Mapping[str, Mapping[str, str]], fields: int) -> int:
    """Count the accounts and firms that lack a part of their save, and lines of the audit about none.

    Args:
        services: of the deployment; an endpoint must want events, else none is written.
        found: account -> its values.
        fields: how many values each account has.

    """
    with reading(services.accounts.engine) as connection:
        accounts, firms = _ids(connection, _ACCOUNTS.c.id), _firms(connection)
        told = _ids(connection, _EVENTS.c.subject, _EVENTS.c.kind == Event.ACCOUNT_SAVED)
        lacking = {name for name in accounts for one in [found.get(name, {})] if len(one) != fields}
        lacking |= (told ^ accounts) | (found.keys() ^ accounts) | _without_run(connection)
        for column in _BESIDE_ACCOUNT:
            lacking |= accounts - _ids(connection, column)
        for column in _BESIDE_FIRM:
            lacking |= firms - _ids(connection, column)
    return len(lacking)


def _ids(
    connection: Connection, column: ColumnElement[str], *which: ColumnElement[bool]
) -> set[str]:
    return {str(one) for (one,) in connection.execute(select(column).where(*which).distinct())}


def _firms(connection: Connection) -> set[str]:
    return _ids(connection, _SELLERS.c.id, _SELLERS.c.origin == "self")


def _without_run(connection: Connection) -> set[str]:
    runs = table(Run).c
    mine = (runs.seller_id == _ACCOUNTS.c.seller_id) & (runs.mall == _ACCOUNTS.c.mall)
    return _ids(connection, _ACCOUNTS.c.id, ~select(runs.id).where(mine).exists())
