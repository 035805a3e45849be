"""Servers started for one measurement, and what the system says of them."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

ROOT = Path(__file__).parents[1]
PATIENCE_S = 120
POLL_S = 0.005
LOOK_S, QUIET_S = 0.2, 0.02


class MeasureError(Exception):
    """Something could not be measured, so the report would be wrong."""


class CutOffError(MeasureError):
    """The server hung up in the middle of an answer."""


@dataclass(frozen=True)
class Server:
    """A server that answers.

    Attributes:
        pid: of gunicorn's master; its workers are its children.
        started_in_s: from starting the process to its first 200.

    """

    port: int
    pid: int
    started_in_s: float

    def worker_mb(self) -> float:
        """Give the memory of the heaviest worker: PSS, so what is shared counts once."""
        return max(_pss_mb(pid) for pid in self._workers())

    def master_mb(self) -> float:
        """Give the memory of the process that starts the workers: PSS."""
        return _pss_mb(str(self.pid))

    def all_computed_s(self) -> float:
        """Give the seconds that workers and master have computed until now."""
        return self.computed_s() + time.clock_gettime(~self.pid << 3 | 2)

    def come_to_rest(self) -> float:
        """Wait until all pages are drawn and nobody computes any more; give the seconds computed until then."""
        computed_s, before_s = self.all_computed_s(), -1.0
        while computed_s - before_s > QUIET_S:
            time.sleep(LOOK_S)
            before_s, computed_s = computed_s, self.all_computed_s()
        return computed_s

    def computed_s(self) -> float:
        """Give the seconds that the workers have computed: waiting for a core is not in it.

        Source: clock_getcpuclockid(3) and its number in Linux: a process's clock counts the
        threads that have ended too, which /proc/<pid>/task forgets.

        """
        return sum(time.clock_gettime(~int(pid) << 3 | 2) for pid in self._workers())

    def _workers(self) -> list[str]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        if not children:
            raise MeasureError("the server has no worker")
        return children


def hello() -> Flask:
    """Make the least that Flask can be: the measure of everything else."""
    app = Flask("hello")

    @app.get("/")
    def greet() -> str:
        return "hello"

    return app


@contextmanager
def serving(
    what: str, core: int, env: dict[str, str], log: Path, module: str = "bench.serve"
) -> Iterator[Server]:
    """Run a module on one core, with one worker unless `env` says otherwise."""
    command = [sys.executable, "-m", module, what, str(core)]
    with running(
        command, env, log, {"hello": "/", "floor": "/page"}.get(what, "/healthz")
    ) as server:
        yield server


@contextmanager
def running(command: list[str], env: dict[str, str], log: Path, path: str) -> Iterator[Server]:
    """Run a command that serves, until `path` there is answered by 200."""
    port = free_port()
    values = {"PORT": str(port), "HOST": "127.0.0.1", "WIZARD_WORKERS": "1", **env}
    started = time.perf_counter()
    with log.open("a") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env=bare_environment() | values, stdout=out, stderr=out
        )
    try:
        _wait(process, port, path, log)
        yield Server(port, process.pid, time.perf_counter() - started)
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def bare_environment() -> dict[str, str]:
    """Give this process's environment without what settles a deployment."""
    own = {name: text for name, text in os.environ.items() if not name.startswith("WIZARD_")}
    own.pop("DATABASE_URL", None)
    return own


def free_port() -> int:
    """Give a port nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], port: int, path: str, log: Path) -> None:
    """Wait for the first 200."""
    asking = f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".encode()
    until = time.perf_counter() + PATIENCE_S
    while time.perf_counter() < until and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as line:
                line.sendall(asking)
                if line.recv(64).startswith((b"HTTP/1.1 200", b"HTTP/1.0 200")):
                    return
        except OSError:
            pass
        time.sleep(POLL_S)
    raise MeasureError(f"the server did not start:\n{log.read_text()[-2000:]}")


def _pss_mb(pid: str) -> float:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = re.search(r"^Pss: +(\d+) kB", text, re.MULTILINE)
    if not found:
        raise MeasureError(f"no PSS of process {pid}")
    return int(found[1]) / 1024
