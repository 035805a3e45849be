"""An application at an address of its own, for a browser."""

import os
import socket
import subprocess
import sys
from contextlib import closing, contextmanager
from urllib.request import urlopen

from gallery.stage import served

__all__ = ["free_port", "program", "served"]


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def program(folder, **env):
    """Run `wizard serve` in processes of its own until it serves: its port, and the file of its log."""
    port, log = free_port(), folder / "log"
    told = {"WIZARD_DATA": str(folder / "var"), "PORT": str(port), "DATABASE_URL": "", **env}
    with (
        log.open("w") as out,
        subprocess.Popen(
            [sys.executable, "-m", "wizard.cli", "serve"],
            env={**os.environ, **told},
            stdout=subprocess.PIPE,
            stderr=out,
            text=True,
        ) as server,
    ):
        assert str(port) in server.stdout.readline(), log.read_text()
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=60) as answer:  # its process is up
            assert answer.status == 200
        yield port, log
        server.terminate()
        server.wait(60)
