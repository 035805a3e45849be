"""A PostgreSQL of our own, for one run: the tests and the measurements start it alike."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from bench.servers import free_port

NOBODY = 65534


def programs() -> Path | None:
    """Give the folder of PostgreSQL's programs; None if it is not installed."""
    found = [str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))]
    newest = found[-1] if found else shutil.which("initdb")
    return Path(newest).parent if newest else None


@contextmanager
def cluster(home: Path, *options: str) -> Iterator[str]:
    """Run a new cluster in `home`; give its address, without the name of a database.

    Args:
        home: an empty folder; its parents must let everybody pass.
        options: settings such as "fsync=off", which only tests may want.

    """
    folder = programs()
    assert folder, "PostgreSQL is not installed: run tools/machine"
    runner = _runner()
    if runner:
        shutil.chown(home, NOBODY, NOBODY)
    port = free_port()
    make: list[str | Path] = [folder / "initdb", "-D", home / "data", "-U", "wizard"]
    make += ["-A", "trust", "-E", "UTF8"]
    _run([*runner, *make, "--locale=C.UTF-8"])
    settings = [f"-c {option}" for option in ("listen_addresses=127.0.0.1", *options)]
    control = [*runner, folder / "pg_ctl", "-D", home / "data", "-w"]
    told = " ".join([f"-p {port} -k ''", *settings])
    _run([*control, "-o", told, "-l", home / "log", "start"])
    try:
        yield f"postgresql+psycopg://wizard@127.0.0.1:{port}"
    finally:
        _run([*control, "-m", "immediate", "stop"])


def restart(home: Path) -> None:
    """Stop the cluster in `home` as a failing machine would, and start it again."""
    folder = programs()
    assert folder, "PostgreSQL is not installed: run tools/machine"
    _run([*_runner(), folder / "pg_ctl", "-D", home / "data", "-w", "-m", "immediate", "-l", home / "log", "restart"])  # fmt: skip


def database(base: str, name: str) -> str:
    """Make an empty database in a cluster; give its address."""
    admin = create_engine(f"{base}/postgres", isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return f"{base}/{name}"


def _runner() -> list[str | Path]:
    """Give what a program of PostgreSQL is started by: it will not run as root."""
    if os.getuid() != 0:
        return []
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


def _run(command: list[str | Path]) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd="/")
