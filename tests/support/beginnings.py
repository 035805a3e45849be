"""Where a press begins is made once and gone back to: the database, the clock and the browser as they were."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from conftest import Clock, prepared, settings_for
from flask import Flask
from support.acts import ACTS
from support.people import services_of
from support.presses import Press, stopped

from wizard.app import create_app
from wizard.web.limit_table import TABLE_BYTES


@dataclass(frozen=True)
class Kept:
    """A press, what the database held just before it, and when that was."""

    press: Press
    database: Path
    moment: datetime


@dataclass
class Beginnings:
    """An application of its own on SQLite, and what was arranged in it: endpoint -> what to go back to."""

    home: Path
    clock: Clock = field(default_factory=Clock)
    kept: dict[str, Kept] = field(default_factory=dict)
    app: Flask = field(init=False)

    def __post_init__(self):
        self.app = create_app(prepared(settings_for(self.home / "data")), self.clock)
        self._keep("", Press(self.app.test_client(), "/"))

    def press(self, endpoint):
        """Give the press of a button that is about to be sent, as if nothing else ever was."""
        if endpoint not in self.kept:
            self._go_back("")
            self.clock.moment = None
            self._keep(endpoint, stopped(self.app, ACTS[endpoint][0]))
        return self._go_back(endpoint)

    def _keep(self, endpoint, press):
        copy = self.home / f"{len(self.kept)}.db"
        with closing(sqlite3.connect(self._file)) as now, closing(sqlite3.connect(copy)) as then:
            now.backup(then)
        self.kept[endpoint] = Kept(press, copy, datetime.now(UTC))

    def _go_back(self, endpoint):
        there = self.kept[endpoint]
        services_of(self.app).audit.engine.dispose()
        for end in ("-wal", "-shm"):
            self._file.with_name(self._file.name + end).unlink(missing_ok=True)
        shutil.copy(there.database, self._file)
        with self._file.with_name("limits").open("r+b") as counted:
            counted.write(bytes(TABLE_BYTES))
        self.clock.moment = there.moment
        return there.press.anew()

    @property
    def _file(self):
        return self.home / "data" / "wizard.db"
