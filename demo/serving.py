"""`wizard serve`, as anybody would start it, until the demo ends."""

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
PATIENCE_S = 60
POLL_S = 0.1


@contextmanager
def serving(env: Mapping[str, str], address: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start the server, and give it once it answers."""
    command = [sys.executable, "-m", "wizard.cli", "serve"]
    process = subprocess.Popen(command, cwd=ROOT, env=dict(env))
    try:
        _wait(process, urlsplit(address).netloc)
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _wait(process: subprocess.Popen[bytes], place: str) -> None:
    """Wait for the first answer.

    Raises:
        TimeoutError: none came, or the server has ended.

    """
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        try:
            line = http.client.HTTPConnection(place, timeout=PATIENCE_S)
            line.request("GET", "/healthz")
            if line.getresponse().status == 200:
                return
        except OSError:
            time.sleep(POLL_S)
    raise TimeoutError(f"http://{place} does not answer")
