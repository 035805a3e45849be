"""SIGHUP and SIGTERM under traffic: no request fails at the first, no acknowledged save is lost at the second."""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from threading import Event

from bench.browser import Browser
from bench.course import Course, choose
from bench.saves import count_accounts
from bench.servers import MeasureError, Server
from chaos import seller
from chaos.deployment import Deployment
from chaos.figure import Figure

READERS, SAVERS = 2, 2
SAVED = "saved"
BETWEEN_S = 2.0
MOST_S = 40.0
"""gunicorn lets requests end for 30 s."""


@dataclass(frozen=True)
class Traffic:
    """What came of requests under way: how many saves were acknowledged, and why others failed."""

    saved: int
    failed: list[str]


def run(deployment: Deployment, count: int) -> list[Figure]:
    """Read the configuration anew so many times, then stop, with readers and savers at work."""
    course = choose()
    with seller.server_of(deployment, workers=2) as server:
        cookies = [seller.start(server.port, course, course.values()) for _ in range(SAVERS)]
        with _traffic(server, course, cookies) as work:
            for _ in range(count):
                os.kill(server.pid, signal.SIGHUP)
                time.sleep(BETWEEN_S)
                _read(server)  # the new processes are up
        reloading = _came_of(work)
        with _traffic(server, course, cookies) as work:
            time.sleep(BETWEEN_S)
            took_s = _stopped(server)
        told = SAVERS + reloading.saved + _came_of(work).saved
    stored = count_accounts(deployment.settings.database_url)
    seen = f"{reloading.saved} saves, {len(reloading.failed)} requests failed {reloading.failed[:3] or ''}"
    return [
        Figure(f"{count} SIGHUPs", seen, not reloading.failed),
        Figure("SIGTERM", f"ended after {took_s:.1f} s", took_s < MOST_S),
        Figure(
            "saves under both",
            f"{told} acknowledged, {stored} stored",
            told <= stored <= told + SAVERS,
        ),
    ]


@contextmanager
def _traffic(
    server: Server, course: Course, cookies: list[dict[str, str]]
) -> Iterator[list[Future[list[str]]]]:
    """Keep readers and savers at work; each comes to a list of what its requests met."""
    over, work = Event(), list[partial[None]]([partial(_read, server)] * READERS)
    work += [partial(_save, server, course, own) for own in cookies]
    with ThreadPoolExecutor(READERS + SAVERS) as pool:
        yield [pool.submit(_again, one, over) for one in work]
        over.set()


def _again(work: partial[None], over: Event) -> list[str]:
    met = []
    while not over.is_set():
        try:
            work()
            met.append("" if work.func is _read else SAVED)
        except (OSError, MeasureError) as error:
            met.append(f"{work.func.__name__}: {error!r}")
    return met


def _read(server: Server) -> None:
    with Browser(server.port) as browser:
        answer = browser.get("/")
    if answer.status != 200:
        raise MeasureError(f"a page met {answer.status}")


def _save(server: Server, course: Course, cookies: dict[str, str]) -> None:
    """Save once, on connections of its own."""
    with Browser(server.port) as browser:
        browser.cookies = dict(cookies)
        path, data = seller.ready(browser, course, course.values())
    with Browser(server.port) as browser:
        browser.cookies = dict(cookies)
        answer = browser.post(path, data)
    if answer.status != seller.SAVED:
        raise MeasureError(f"a save met {answer.status}")


def _stopped(server: Server) -> float:
    begun = time.monotonic()
    os.kill(server.pid, signal.SIGTERM)
    os.waitid(os.P_PID, server.pid, os.WEXITED | os.WNOWAIT)
    return time.monotonic() - begun


def _came_of(work: list[Future[list[str]]]) -> Traffic:
    met = [one for future in work for one in future.result()]
    return Traffic(met.count(SAVED), [one for one in met if one not in {"", SAVED}])
