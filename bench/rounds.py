"""The loads in pairs with the bare app, so that a noisy machine disturbs both alike."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from bench.load import Requests, Speed, press
from bench.report import Figure

ROUNDS = 3
P99_AIM_MS = 25


@dataclass(frozen=True)
class Load:
    """One kind of request, and the part of the bare app's rate that it should reach."""

    name: str
    port: int
    requests: Requests
    aim: float
    status: int = 200


@dataclass(frozen=True)
class Pair:
    """The bare app, and right after it the load."""

    hello: Speed
    load: Speed

    @property
    def ratio(self) -> float:
        """The load's rate in parts of the bare app's."""
        return self.load.rate / self.hello.rate


def measure(loads: list[Load], hello_port: int, hello: bytes) -> dict[str, list[Pair]]:
    """Press each load in turn, each right after the bare app, and all of that a few times."""
    pairs: dict[str, list[Pair]] = {load.name: [] for load in loads}
    for _ in range(ROUNDS):
        for load in loads:
            base = press(hello_port, lambda _: hello)
            pairs[load.name].append(Pair(base, press(load.port, load.requests, load.status)))
    return pairs


def figures(loads: list[Load], pairs: dict[str, list[Pair]]) -> list[Figure]:
    """Give the medians over the rounds."""
    hellos = [pair.hello for found in pairs.values() for pair in found]
    found = [
        Figure("hello", _of(hellos, lambda s: s.rate), "req/s", note=_tail(hellos)),
        Figure(
            "client busy while pressing hello",
            _of(hellos, lambda s: s.client_busy * 100),
            "%",
            note="under 80 the server is what is measured",
        ),
    ]
    for load in loads:
        own = [pair.load for pair in pairs[load.name]]
        ratios = [pair.ratio for pair in pairs[load.name]]
        span = f"{min(ratios):.2f} to {max(ratios):.2f}"
        note = f"{_of(own, lambda s: s.rate):.0f} req/s, {_tail(own)}; {span}"
        p99_ms = _of(own, lambda s: s.p99_ms)
        found += [
            Figure(load.name, median(ratios), "of hello", load.aim, is_floor=True, note=note),
            Figure(f"{load.name}, p99", p99_ms, "ms", P99_AIM_MS),
        ]
    return found


def _of(speeds: list[Speed], value: Callable[[Speed], float]) -> float:
    return median(map(value, speeds))


def _tail(speeds: list[Speed]) -> str:
    p50_ms, p99_ms = _of(speeds, lambda s: s.p50_ms), _of(speeds, lambda s: s.p99_ms)
    return f"p50 {p50_ms:.1f} ms, p99 {p99_ms:.1f} ms"
