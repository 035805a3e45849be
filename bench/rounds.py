"""The loads in pairs with the bare app, so that a noisy machine disturbs both alike."""

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from bench.load import Requests, Size, Speed, press
from bench.report import Figure
from bench.servers import Server

ROUNDS = 3
P99_AIM_MS = 25
HELLOS = 2000
"""Of the bare app at a time: it is pressed before every load, and its rate is known by so many."""


@dataclass(frozen=True)
class Load:
    """One kind of request, and the part of the bare app's rate that it should reach; a floor has no aim."""

    name: str
    server: Server
    requests: Requests
    aim: float | None
    status: int = 200
    size: Size = field(default_factory=Size)


@dataclass(frozen=True)
class Pressed:
    """A load's speed, and the worker's own computing for each request, in microseconds."""

    speed: Speed
    computed_us: float


@dataclass(frozen=True)
class Pair:
    """The bare app, and right after it the load."""

    hello: Pressed
    load: Pressed

    @property
    def ratio(self) -> float:
        """The load's rate in parts of the bare app's."""
        return self.load.speed.rate / self.hello.speed.rate

    @property
    def computed_ratio(self) -> float:
        """The same by the workers' computing alone: other programs' noise is not in it."""
        return self.hello.computed_us / self.load.computed_us


def measure(loads: list[Load], hello_server: Server, request: bytes) -> dict[str, list[Pair]]:
    """Press each load in turn, each right after the bare app, and all of that a few times."""
    pairs: dict[str, list[Pair]] = {load.name: [] for load in loads}
    for _ in range(ROUNDS):
        for load in loads:
            alike = Size(load.size.connections, most=HELLOS)
            hello = Load("hello", hello_server, lambda _: request, 1, size=alike)
            pairs[load.name].append(Pair(_press(hello), _press(load)))
    return pairs


def _press(load: Load) -> Pressed:
    before_s = load.server.computed_s()
    speed = press(load.server.port, load.requests, load.status, load.size)
    computed_s = load.server.computed_s() - before_s
    return Pressed(speed, computed_s / speed.count * 1e6)


def figures(loads: list[Load], pairs: dict[str, list[Pair]]) -> list[Figure]:
    """Give the medians over the rounds."""
    together = [load.name for load in loads if load.size.connections > 1]
    hellos = [pair.hello for name in together for pair in pairs[name]]
    busy = _of(hellos, lambda own: own.speed.client_busy * 100)
    found = [
        Figure("hello", _of(hellos, lambda own: own.speed.rate), "req/s", note=_tail(hellos)),
        Figure("client's own core, at hello", busy, "% busy", note="the client is not the limit"),
    ]
    for load in loads:
        name, own = load.name, [pair.load for pair in pairs[load.name]]
        ratios = [pair.ratio for pair in pairs[name]]
        computed = [pair.computed_ratio for pair in pairs[name]]
        rate = _of(own, lambda each: each.speed.rate)
        span = f"{min(ratios):.2f} to {max(ratios):.2f}; {rate:.0f} req/s; {_tail(own)}"
        p99_ms = _of(own, lambda each: each.speed.p99_ms)
        found += [
            Figure(name, median(ratios), "of hello", load.aim, is_floor=True, note=span),
            Figure(f"{name}, computing", median(computed), "of hello"),
        ]
        if load.aim is not None:
            found.append(Figure(f"{name}, p99", p99_ms, "ms", P99_AIM_MS))
    return found


def _of(all_pressed: list[Pressed], value: Callable[[Pressed], float]) -> float:
    return median(map(value, all_pressed))


def _tail(pressed: list[Pressed]) -> str:
    p50_ms = _of(pressed, lambda own: own.speed.p50_ms)
    p99_ms = _of(pressed, lambda own: own.speed.p99_ms)
    computed_us = _of(pressed, lambda own: own.computed_us)
    return f"p50 {p50_ms:.1f} ms, p99 {p99_ms:.1f} ms, computing {computed_us:.0f} us"
