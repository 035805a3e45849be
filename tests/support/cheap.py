"""What would cost every test time and is no test's subject: done once, or on a quicker disk.

Each of these gives the very result that the dear way gives; what is written stays as safe as it was.
"""

import gc
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from wizard.content import privacy_folder
from wizard.content.privacy import PrivacyTexts
from wizard.crypto import passwords

MEMORY = Path("/dev/shm")  # where Linux keeps files in memory
ROOM_BYTES = 2 << 30
YOUNG = 100_000
"""So many new objects are looked at together: an application makes as many."""
WORKED_OUT = ["arguments", "_parts", "_trace", "_converters", "_build", "_build_unknown"]

passing: list[Path] = []


def passing_folder() -> Path:
    """A folder that is gone when this run ends."""
    passing.append(Path(tempfile.mkdtemp(prefix="wizard-tests-")))
    return passing[-1]


def tidy() -> None:
    """Take those folders away: a process that shares the tests never comes to its `atexit`."""
    for home in passing:
        shutil.rmtree(home, ignore_errors=True)


def use_memory_for_files() -> None:
    """Let temporary files, and those of every process begun here, lie in memory if it has room.

    Every commit waits for the disk (10 ms on a busy one), and no test pulls the plug.
    """
    has_room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM_BYTES
    if "TMPDIR" not in os.environ and has_room:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


def keep_compiled_modules() -> None:
    """Compile a module once, for this process and those begun here, whatever the shell says."""
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def stop_counting_what_stays() -> None:
    """Let the collector of garbage look at what tests leave behind, not at what all of them need."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 20)


class KnownRule(Rule):
    """An address whose way of being written is worked out once, not for each application."""

    _known: dict[tuple[object, ...], dict[str, Any]] = {}

    def compile(self) -> None:
        """Take what the same address came to before, bound to this one."""
        asked = (self.rule, self.host, self.subdomain, repr(self.defaults), self.merge_slashes)
        if asked not in self._known:
            super().compile()
            self._known[asked] = {name: getattr(self, name) for name in WORKED_OUT}
        found = self._known[asked]
        self.__dict__.update(found)
        self._build = found["_build"].__func__.__get__(self, None)
        self._build_unknown = found["_build_unknown"].__func__.__get__(self, None)


class KnownTemplates(BytecodeCache):
    """Templates as they were compiled for another application of this process."""

    known: dict[str, tuple[str, Any]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of the same text, if it was compiled."""
        text, code = self.known.get(bucket.key, ("", None))
        bucket.code = code if text == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code."""
        self.known[bucket.key] = bucket.checksum, bucket.code


def remember_sound_privacy() -> None:
    """Let what is said of personal data be read once, as long as its files say the same."""
    known: dict[tuple[object, ...], PrivacyTexts] = {}
    load = privacy_folder.load

    def load_once(folder: Path, retention_days: int) -> PrivacyTexts:
        files = sorted(folder.rglob("*.yaml"))
        asked = (folder, retention_days, *((file, file.read_bytes()) for file in files))
        if asked not in known:
            known[asked] = load(folder, retention_days)
        return known[asked]

    privacy_folder.load = load_once


def share_compiled_statements() -> None:
    """Let a statement be compiled once for each kind of database, not for each of its files."""
    compiled: LRUCache[Any, Any] = LRUCache(5000)

    @event.listens_for(Engine, "engine_connect")
    def share(connection: Connection) -> None:
        connection.engine._compiled_cache = compiled

    for kind in (SQLiteDialect_pysqlite, PGDialect_psycopg):
        kind.__hash__ = lambda one: hash(type(one))  # type: ignore[method-assign,assignment]
        kind.__eq__ = lambda one, other: type(one) is type(other)  # type: ignore[method-assign,assignment]


def make_all_cheap() -> None:
    """Prepare this process."""
    use_memory_for_files()
    keep_compiled_modules()
    re._MAXCACHE = 20_000  # type: ignore[attr-defined]  # patterns of many libraries and guides
    remember_sound_privacy()
    share_compiled_statements()
    Flask.url_rule_class = KnownRule
    Flask.jinja_options = {"bytecode_cache": KnownTemplates()}
    passwords._HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
