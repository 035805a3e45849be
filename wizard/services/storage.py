"""Whether anything can be saved now: tried now and then in the background, never by a reader."""

import logging
import os
import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine

from wizard.db import migrate
from wizard.db.engine import hurry, writing
from wizard.errors import DatabaseError, KeysError
from wizard.services.keys import Keys
from wizard.services.machines import Machines

EVERY_S = 5.0
REST_S = 2.0
"""For so long nobody waits again for a database that a reader has just waited for."""

FULL_WRITE_BYTES = 64 * 1024
LATE_S = 6 * EVERY_S
"""What was found out longer ago than this says nothing any more: the database keeps even the probe waiting."""

NO_WRITES = "the database does not take writes"
NO_ROOM = "the disk does not take a file"
NO_KEYS = "the key file does not belong to this database"
NAMES = {NO_WRITES: "database", NO_ROOM: "disk", NO_KEYS: "keys"}
"""Why nothing can be saved -> the word by which a program is told."""

log = logging.getLogger(__name__)


@dataclass
class Storage:
    """What this process knows of its database.

    Attributes:
        machines: where this process writes its row.
        folder: where SQLite keeps its files; None for a database elsewhere.
        closed: why nothing can be saved; "" while it can, as far as we know.
        fits: whether the tables are this version's, as the last probe found.
        probe_s: how long the last probe took that came to an end.

    """

    engine: Engine
    keys: Keys
    machines: Machines
    folder: Path | None
    closed: str = ""
    fits: bool = True
    probe_s: float = 0.0
    _probed_at: float | None = field(default=None, repr=False)
    _rests_until: float = field(default=0.0, repr=False)

    @classmethod
    def of(cls, engine: Engine, keys: Keys, machines: Machines) -> "Storage":
        """Give what is to be found out about a database."""
        file = engine.url.database if engine.dialect.name == "sqlite" else None
        return cls(engine, keys, machines, Path(file).parent if file else None)

    @property
    def may_read(self) -> bool:
        """Say whether it is worth asking the database now."""
        return time.monotonic() >= self._rests_until

    @property
    def hindrance(self) -> str:
        """Name in a word why this process should not be sent what is to be saved; "" if it should."""
        if self._probed_at is None:
            return "starting"
        if not self.fits:
            return "schema"
        is_late = time.monotonic() - self._probed_at > LATE_S
        return "database" if is_late else NAMES.get(self.closed, "")

    def rest(self) -> None:
        """Note that somebody asked in vain: nobody else waits for the next seconds."""
        self._rests_until = time.monotonic() + REST_S

    def hurry(self) -> None:
        """Note that something could not be written: until the next probe nobody waits long."""
        hurry(self.engine, hurries=True)

    def probe(self) -> bool:
        """Write a row and a file to the disk, try the keys, and note whether that could be done."""
        began = time.monotonic()
        before, self.closed = self.closed, self._found()
        self._probed_at = time.monotonic()
        self.probe_s = self._probed_at - began
        if self.closed != before:
            log.warning("saving is %s", f"closed: {self.closed}" if self.closed else "open again")
        hurry(self.engine, hurries=bool(self.closed))
        if not self.closed:
            self._rests_until = 0.0
        return not self.closed

    def _found(self) -> str:
        try:
            self._write_row()
            self._write_file()
            self.keys.ring_anew()
        except DatabaseError:
            return NO_WRITES
        except OSError:
            return NO_ROOM
        except KeysError:
            return NO_KEYS
        return ""

    def _write_row(self) -> None:
        patience = {"wizard_wait_ms": int(REST_S * 1000), "wizard_hurries": False}
        with writing(self.engine.execution_options(**patience)) as connection:
            self.fits = migrate.revision_of(connection) == migrate.newest()
            self.machines.beat(connection)

    def _write_file(self) -> None:
        """Write more than a row: its log may still have room for one where the disk has none."""
        if self.folder is None:
            return
        file = self.folder / f".probe-{secrets.token_hex(4)}"
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as out:
                out.write(bytes(FULL_WRITE_BYTES))
                out.flush()
                os.fsync(out.fileno())
        finally:
            file.unlink(missing_ok=True)
