"""Machines for a trial: each a `wizard serve` with a folder of its own, sharing one PostgreSQL and the key file."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.browser import Browser
from bench.servers import PATIENCE_S, ROOT, MeasureError, free_port
from chaos import front
from chaos.deployment import Deployment, prepare

GUIDES = ROOT / "tests" / "guides"
FIRMS_AN_HOUR = 5
"""So many firms one address may start: what is told to whoever deploys, and proved here."""

START_S = 120.0


@dataclass
class Machine:
    """One of them.

    Attributes:
        deployment: its folder, and the database of all.
        guides: its own copy of the guides.
        port: where it listens.
        process: gunicorn's master, the first of a group of its own.

    """

    deployment: Deployment
    guides: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        """What it wrote."""
        return self.deployment.folder / "log"

    def start(self, workers: int) -> None:
        """Start it; `wait` tells when it answers."""
        own = {name: text for name, text in os.environ.items() if not name.startswith("WIZARD_")}
        told = {
            **self.deployment.env,
            "WIZARD_GUIDES": str(self.guides),
            "WIZARD_NEW_FIRM_LIMIT": f"{FIRMS_AN_HOUR} per hour",
            "WIZARD_PROXIES": "1",
            "WIZARD_WORKERS": str(workers),
            "PORT": str(self.port),
            "HOST": "127.0.0.1",
        }
        with self.log.open("a") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "wizard.cli", "serve"],
                cwd=ROOT,
                env=own | told,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Come back when it answers and can save."""
        until = time.monotonic() + START_S
        while not self._is_up():
            ended = self.process is None or self.process.poll() is not None
            if ended or time.monotonic() > until:
                raise MeasureError(f"a machine did not start:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.05)

    def kill(self) -> None:
        """End all its processes at once, whatever they are at."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(PATIENCE_S)
            self.process = None

    def _is_up(self) -> bool:
        try:
            with Browser(self.port) as browser:
                answer = browser.get("/healthz")
        except (OSError, MeasureError):
            return False
        return answer.status == 200 and '"saving":"open"' in answer.text.replace(" ", "")


@dataclass(frozen=True)
class Machines:
    """All of them, and nginx before them.

    Attributes:
        port: nginx's.

    """

    each: Sequence[Machine]
    port: int

    @property
    def deployment(self) -> Deployment:
        """The first one's: its database and keys are those of all."""
        return self.each[0].deployment


@contextmanager
def running(
    home: Path, database_url: str, count: int = 3, workers: int = 1, guides: Path = GUIDES
) -> Iterator[Machines]:
    """Run so many machines over an empty database."""
    made = [_made(home / f"machine-{number}", database_url, guides) for number in range(count)]
    prepare(made[0].deployment)
    for other in made[1:]:
        shutil.copy(made[0].deployment.settings.keys, other.deployment.settings.keys)
    with ExitStack() as ends:
        for machine in made:
            ends.callback(machine.kill)
            machine.start(workers)
        for machine in made:
            machine.wait()
        port = ends.enter_context(front.before([one.port for one in made], home / "front"))
        yield Machines(made, port)


def _made(folder: Path, database_url: str, guides: Path) -> Machine:
    """Make a machine's folders: its data, and its own copy of the guides."""
    deployment = Deployment(folder, database_url)
    deployment.settings.data.mkdir(parents=True, mode=0o700)
    shutil.copytree(guides, folder / "guides")
    return Machine(deployment, folder / "guides", free_port())
