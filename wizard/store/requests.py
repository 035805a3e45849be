"""Work for staff."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from wizard.models import Request


def add_request(connection: Connection, **values: Any) -> None:
    """Add one request for staff."""
    connection.execute(insert(Request).values(**values))


def requests(connection: Connection, account_ids: Iterable[str]) -> Sequence[Row[Any]]:
    """List the requests about several accounts."""
    query = select(Request.__table__).where(Request.account_id.in_(list(account_ids)))
    return connection.execute(query).all()
