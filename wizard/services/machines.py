"""Which machines are at work: each of their processes tells it, where it finds out whether it can write."""

import hashlib
import os
import platform
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import machines
from wizard.db.records import ProcessRecord
from wizard.korean.calendar import clock

ALIVE = timedelta(seconds=20)
"""Who was not seen for so long has ended, or cannot reach the database; a process tells every five seconds."""

KEPT = timedelta(days=1)
"""For so long it is known of a process that it ended without a word."""

FOLDER_ID = "folder-id"
"""The file by which a data folder is known again, wherever it is mounted or copied to."""

_MAX_HOST_CHARS, _ID_CHARS, _DIGEST_CHARS = 64, 32, 12


@dataclass(frozen=True)
class Here:
    """What the processes of one `wizard serve` or `wizard work` have in common.

    Attributes:
        data: the data folder.
        began: when the command did.
        kind: "serve" or "work".
        id: made when the command begins, before it has processes.

    """

    data: Path
    began: datetime
    kind: str = "serve"
    id: str = field(default_factory=lambda: uuid4().hex)

    @property
    def host(self) -> str:
        """What this machine calls itself."""
        return platform.node()[:_MAX_HOST_CHARS]


@dataclass(frozen=True)
class Machine:
    """One `wizard serve` or `wizard work`, as all its processes tell.

    Attributes:
        folder: the id of its data folder; "" if that cannot be written.
        releases: the numbers of the releases that its processes show: one, but in the moment of a change.
        processes: how many tell that they are at work.
        is_alive: whether one of them was seen lately.

    """

    id: str
    kind: str
    host: str
    version: str
    folder: str
    releases: Sequence[int]
    processes: int
    started_at: datetime
    seen_at: datetime
    is_alive: bool


@dataclass
class Machines:
    """Tells that this process is at work, and knows the others.

    Attributes:
        release: gives the number of the release that this process shows.

    """

    engine: Engine
    here: Here
    now: Callable[[], datetime] = clock
    release: Callable[[], int] = lambda: 0

    def beat(self, connection: Connection) -> None:
        """Write down that this process is at work; the first time, forget those that ended without a word."""
        now = self.now()
        here = ProcessRecord(
            machine_id=self.here.id,
            pid=os.getpid(),
            kind=self.here.kind,
            host=self.here.host,
            version=version(),
            folder=folder_id(self.here.data),
            release=self.release(),
            started_at=self.here.began,
            seen_at=now,
        )
        if machines.beat(connection, here):
            machines.drop_before(connection, now - KEPT)

    def leave(self) -> None:
        """Write down that this process ends."""
        with writing(self.engine) as connection:
            machines.drop(connection, self.here.id, os.getpid())

    def all(self) -> Sequence[Machine]:
        """List the machines that were seen lately, the one that is at work longest first."""
        with reading(self.engine) as connection:
            found = machines.processes(connection)
        by_machine = sorted(found, key=lambda one: one.machine_id)
        grouped = groupby(by_machine, key=lambda one: one.machine_id)
        listed = [_machine(list(processes), self.now()) for _, processes in grouped]
        return sorted(listed, key=lambda one: (one.started_at, one.id))


def _machine(processes: Sequence[ProcessRecord], now: datetime) -> Machine:
    last = max(processes, key=lambda one: one.seen_at)
    alive = [one for one in processes if now - one.seen_at < ALIVE]
    return Machine(
        id=last.machine_id,
        kind=last.kind,
        host=last.host,
        version=last.version,
        folder=last.folder,
        releases=sorted({one.release for one in alive or [last]}),
        processes=len(alive),
        started_at=min(one.started_at for one in processes),
        seen_at=last.seen_at,
        is_alive=bool(alive),
    )


@cache
def folder_id(data: Path) -> str:
    """Give the id of a data folder, made when it is first asked for; "" if the folder cannot be written."""
    file = data / FOLDER_ID
    try:
        made = data / f".{FOLDER_ID}-{secrets.token_hex(4)}"
        if not file.exists():
            made.write_text(uuid4().hex, encoding="ascii")
            try:
                os.link(made, file)  # whole, and never over another's
            except FileExistsError:
                pass
            finally:
                made.unlink()
        return file.read_text(encoding="ascii").strip()[:_ID_CHARS]
    except OSError:
        return ""


@cache
def version() -> str:
    """Give what the program is: two machines whose code differs give different words."""
    root = Path(__file__).parents[1]
    told = hashlib.sha256()
    for file in sorted(root.rglob("*.py")):
        told.update(f"{file.relative_to(root)}\0".encode())
        told.update(file.read_bytes())
    return told.hexdigest()[:_DIGEST_CHARS]
