"""What sellers agreed to."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import Consent
from wizard.db.records import ConsentRecord
from wizard.db.rows import every, select_record, values_of

_CONSENTS = table(Consent)
_OF_SELLER = (
    select_record(ConsentRecord, _CONSENTS)
    .where(_CONSENTS.c.seller_id == bindparam("seller"))
    .order_by(_CONSENTS.c.given_at, _CONSENTS.c.id)
)
_ADDS = {
    name: insert(_CONSENTS).on_conflict_do_nothing(index_elements=["id"]).returning(_CONSENTS.c.id)
    for name, insert in (("postgresql", postgresql.insert), ("sqlite", sqlite.insert))
}


def add(connection: Connection, given: ConsentRecord) -> bool:
    """Keep a consent; False if it was kept before."""
    add_once = _ADDS[connection.dialect.name]
    return connection.execute(add_once, values_of(given)).first() is not None


def of_seller(
    connection: Connection, seller_id: str, since: datetime | None = None
) -> Sequence[ConsentRecord]:
    """List what a seller agreed to, oldest first; none older than `since`."""
    found = every(connection, _OF_SELLER, ConsentRecord, {"seller": seller_id})
    return [one for one in found if since is None or one.given_at >= since]
