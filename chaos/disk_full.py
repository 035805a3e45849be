"""No byte can be written: saving says so and keeps what was typed, reading goes on, then all is well."""

import json
import resource
import time
from pathlib import Path

from bench.browser import Browser
from bench.course import choose
from bench.servers import Server
from chaos import seller
from chaos.deployment import Deployment, opened, values_of
from chaos.figure import Figure
from chaos.slow_clients import READS, read

PATIENCE_S = 30.0
CLOSED = 503


def run(deployment: Deployment) -> list[Figure]:
    """Take the room away from a running server, and give it back."""
    course = choose()
    with seller.server_of(deployment) as server, Browser(server.port) as browser:
        browser.cookies = seller.start(server.port, course, course.values())
        path, data = seller.ready(browser, course, course.values())
        let_write(server, 0)
        refused, reads = browser.post(path, data), read(server.port)
        noticed = _health(server, "degraded")
        let_write(server, resource.RLIM_INFINITY)
        again = _health(server, "ok")
        answer = browser.post(path, seller.as_shown(seller.form_in(refused)))
    with opened(deployment) as (_, services):
        stored = list(values_of(services).values())
    is_kept = answer.status == seller.SAVED and len(stored) == 2 and stored[0] == stored[1]
    return [
        Figure("a full disk, saving", f"answered {refused.status}", refused.status == CLOSED),
        Figure("a full disk, reading", f"{READS - reads.lost} of {READS} pages", not reads.lost),
        Figure("a full disk, health", f"degraded: {noticed}, ok after: {again}", noticed and again),
        Figure(
            "room again, the same form", f"answered {answer.status}, as typed: {is_kept}", is_kept
        ),
    ]


def let_write(server: Server, most_bytes: int) -> None:
    """Let no file of the server's processes grow beyond so many bytes: each write is refused then."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    for pid in (server.pid, *map(int, children)):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most_bytes, resource.RLIM_INFINITY))


def _health(server: Server, status: str) -> bool:
    """Say whether the server comes to tell this of itself."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        with Browser(server.port) as browser:
            if json.loads(browser.get("/healthz").text)["status"] == status:
                return True
        time.sleep(0.2)
    return False
