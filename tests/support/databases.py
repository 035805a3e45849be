"""One PostgreSQL of our own for all processes of a run, and a migrated database to clone from."""

import fcntl
import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from support.serving import free_port

from wizard.db import migrate

QUICK = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=127.0.0.1",
]
"""No test pulls the plug of the database's machine."""
TEMPLATE = "template_wizard"
ASKED = "stranger"
"""Who is asked for a password, and has none that fits."""


@contextmanager
def shared_postgres(folder):
    """Give the address, without a database's name, of the server that this folder's users share.

    The first to come starts it, the last to go stops it.
    """
    users = folder / "postgres.users"
    with alone(users) as said:
        address = said[1] if said else started(Path(tempfile.mkdtemp(prefix="wizard-postgres-")))
        users.write_text(f"{int(said[0]) + 1 if said else 1} {address}")
    yield address.partition("|")[2]
    with alone(users) as said:
        users.write_text(f"{int(said[0]) - 1} {address}" if said[0] != "1" else "")
        if said[0] == "1":
            stopped(Path(address.partition("|")[0]))


@contextmanager
def alone(file):
    """Let one process at a time in; give the words of the file, none if it is empty."""
    with file.open("a+") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield file.read_text().split()


def started(home):
    """Make a server with a migrated template; give its home and its address, "home|url"."""
    if os.getuid() == 0:
        shutil.chown(home, 65534, 65534)
    port = free_port()
    url = f"postgresql+psycopg://wizard@127.0.0.1:{port}"
    asked = ["-U", "wizard", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    run("initdb", "-D", home / "data", *asked)
    rules = home / "data" / "pg_hba.conf"
    rules.write_text(f"host all {ASKED} 127.0.0.1/32 scram-sha-256\n{rules.read_text()}")
    options = " ".join([f"-p {port} -k ''", *(f"-c {one}" for one in QUICK)])
    run("pg_ctl", "-D", home / "data", "-w", "-o", options, "-l", home / "log", "start")
    with administering(url) as admin:
        admin.execute(sa.text(f"CREATE DATABASE {TEMPLATE}"))
    engine = sa.create_engine(f"{url}/{TEMPLATE}")
    migrate.upgrade(engine)
    engine.dispose()
    return f"{home}|{url}"


def stopped(home):
    run("pg_ctl", "-D", home / "data", "-w", "-m", "immediate", "stop")
    shutil.rmtree(home)


def run(program, *args):
    """Run one of PostgreSQL's programs, as nobody where we are root: it refuses root."""
    as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    command = [*(as_nobody if os.getuid() == 0 else []), programs() / program, *args]
    subprocess.run(command, check=True, capture_output=True, cwd="/")


def programs():
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [shutil.which("initdb")]
    assert found[-1], "PostgreSQL is not installed: run tools/machine"
    return Path(found[-1]).parent


@contextmanager
def administering(url):
    """Give a connection that may make and drop databases."""
    engine = sa.create_engine(f"{url}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()
