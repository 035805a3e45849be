"""A fixed load: sixteen connections that each ask again as soon as they are answered."""

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import quantiles

from bench.servers import MeasureError

CONNECTIONS = 16
MOST_SECONDS = 2.0
PATIENCE_S = 60
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)

Requests = Callable[[int], bytes]
"""Connection number -> the bytes of its next request."""


@dataclass(frozen=True)
class Size:
    """How many ask at once, and how many requests they send at most: first to warm up, then measured."""

    connections: int = CONNECTIONS
    warm_up: int = 200
    most: int = 4000

    @property
    def all(self) -> int:
        """Count the requests that are sent at most."""
        return self.warm_up + self.most


@dataclass(frozen=True)
class Speed:
    """What a load met.

    Attributes:
        count: requests answered as they should be, those of the warm-up too.
        client_busy: the part of the time in which the client itself was computing.

    """

    rate: float
    p50_ms: float
    p99_ms: float
    count: int
    client_busy: float


@dataclass
class _Run:
    requests: Requests
    status: bytes
    most: int
    until: float
    done: asyncio.Future[None]
    open: int
    times: list[float] = field(default_factory=list)

    def is_over(self) -> bool:
        return len(self.times) + self.open > self.most or time.perf_counter() > self.until

    def fail(self, why: str) -> None:
        if not self.done.done():
            self.done.set_exception(MeasureError(why))

    def close(self) -> None:
        self.open -= 1
        if not self.open and not self.done.done():
            self.done.set_result(None)


class _Connection(asyncio.Protocol):
    def __init__(self, run: _Run, number: int) -> None:
        self.run, self.number = run, number
        self.got, self.need, self.sent_at = b"", 0, 0.0
        self.is_finished = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        self.got += data
        self.need = self.need or _size(self.got)
        if not self.need or len(self.got) < self.need:
            return
        self.run.times.append(time.perf_counter() - self.sent_at)
        if not self.got.startswith(self.run.status):
            self.run.fail(f"expected {self.run.status!r}, got {self.got[:1500]!r}")
        elif self.run.is_over():
            self.is_finished = True
            self.transport.close()
            self.run.close()
            return
        self._send()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.is_finished:
            self.run.fail(f"a connection broke: {exc}")

    def _send(self) -> None:
        request = self.run.requests(self.number)
        self.got, self.need, self.sent_at = b"", 0, time.perf_counter()
        self.transport.write(request)


def press(port: int, requests: Requests, status: int, size: Size) -> Speed:
    """Warm up, then press for a bounded time; every answer must have `status`."""
    warm = asyncio.run(_press(port, requests, status, size.connections, size.warm_up))
    started, busy = time.perf_counter(), time.process_time()
    times = asyncio.run(_press(port, requests, status, size.connections, size.most))
    took, busy = time.perf_counter() - started, time.process_time() - busy
    percent = quantiles(times, n=100)
    return Speed(
        rate=len(times) / took,
        p50_ms=percent[49] * 1000,
        p99_ms=percent[98] * 1000,
        count=len(times) + len(warm),
        client_busy=busy / took,
    )


async def _press(
    port: int, requests: Requests, status: int, connections: int, most: int
) -> list[float]:
    loop = asyncio.get_running_loop()
    until = time.perf_counter() + MOST_SECONDS
    wanted = f"HTTP/1.1 {status} ".encode()
    run = _Run(requests, wanted, most, until, loop.create_future(), connections)
    for number in range(connections):
        await loop.create_connection(
            lambda number=number: _Connection(run, number),  # type: ignore[misc]
            "127.0.0.1",
            port,
        )
    await asyncio.wait_for(run.done, PATIENCE_S)
    return run.times


def _size(got: bytes) -> int:
    """Give the length of a whole answer; 0 while its head is not here."""
    end = got.find(b"\r\n\r\n")
    if end < 0:
        return 0
    found = _LENGTH.search(got, 0, end)
    if not found:
        raise MeasureError(f"an answer without its length: {got[:end]!r}")
    return end + 4 + int(found[1])
