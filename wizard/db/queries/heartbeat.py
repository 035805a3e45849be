"""The row that is written to find out whether anything can be."""

from datetime import datetime

from sqlalchemy import Connection, insert, update

from wizard.db.engine import table
from wizard.db.models import Heartbeat

_HEARTBEAT = table(Heartbeat)
_BEAT, _FIRST = update(_HEARTBEAT).where(_HEARTBEAT.c.id == 1), insert(_HEARTBEAT)


def beat(connection: Connection, now: datetime) -> None:
    """Write the one row anew."""
    if not connection.execute(_BEAT.values(at=now)).rowcount:
        connection.execute(_FIRST.values(id=1, at=now))
