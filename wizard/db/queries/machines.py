"""The processes that are at work; the row that each writes is how it finds out whether anything can be written."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, update

from wizard.db.engine import table
from wizard.db.models import MachineProcess
from wizard.db.records import ProcessRecord
from wizard.db.rows import every, select_record, values_of

_PROCESSES = table(MachineProcess)
_EVERY_PROCESS = select_record(ProcessRecord, _PROCESSES)


def beat(connection: Connection, process: ProcessRecord) -> bool:
    """Write the one row of a process anew; say whether it is its first."""
    mine = (_PROCESSES.c.machine_id == process.machine_id, _PROCESSES.c.pid == process.pid)
    beats = update(_PROCESSES).where(*mine)
    values = {"release": process.release, "seen_at": process.seen_at}
    if connection.execute(beats.values(values)).rowcount:
        return False
    connection.execute(insert(_PROCESSES), values_of(process))
    return True


def processes(connection: Connection) -> Sequence[ProcessRecord]:
    """List the processes of all machines, machine by machine, the oldest first."""
    query = _EVERY_PROCESS.order_by(
        _PROCESSES.c.started_at, _PROCESSES.c.machine_id, _PROCESSES.c.pid
    )
    return every(connection, query, ProcessRecord)


def drop(connection: Connection, machine_id: str, pid: int) -> None:
    """Forget a process that ends."""
    mine = (_PROCESSES.c.machine_id == machine_id, _PROCESSES.c.pid == pid)
    connection.execute(delete(_PROCESSES).where(*mine))


def drop_before(connection: Connection, moment: datetime) -> None:
    """Forget the processes that were not seen since a moment."""
    connection.execute(delete(_PROCESSES).where(_PROCESSES.c.seen_at < moment))
