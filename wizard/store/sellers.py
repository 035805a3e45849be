"""Sellers."""

from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from wizard.models import Seller
from wizard.store.connection import table

_SELLERS = table(Seller)
_SELLER = select(_SELLERS).where(_SELLERS.c.id == bindparam("seller"))


def seller(connection: Connection, seller_id: str) -> Row[Any] | None:
    """Find one seller."""
    return connection.execute(_SELLER, {"seller": seller_id}).first()
