"""Where the boxes and the lines of a chart stand: a small layered layout of our own.

Source: Sugiyama, Tagawa, Toda 1981, in the shape that guides need: steps are in order already, so
a layer is the longest way from the start; a line that skips layers is led through empty places,
and each layer is put in the order of what stands above it.
"""

from dataclasses import dataclass
from statistics import mean

from wizard.charts.flow import Chart, Edge

WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN = 240, 72, 44, 52, 24

Point = tuple[float, float]


@dataclass(frozen=True)
class Layout:
    """The middle of each box by the id of its node, the points of each line, and the whole size."""

    boxes: dict[str, Point]
    lines: dict[Edge, tuple[Point, ...]]
    width: float
    height: float


def layout(chart: Chart) -> Layout:
    """Place every box and every line."""
    depth = _depths(chart)
    trails = {edge: _trail(edge, depth) for edge in chart.edges}
    layers: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for node in chart.nodes:
        layers[depth[node.id]].append(node.id)
    for trail in trails.values():
        for step, name in enumerate(trail[1:-1], start=1):
            layers[depth[trail[0]] + step].append(name)
    places = _columns(layers, _above(trails))
    widest = max(max(places.values()) + 1, 1)
    points = {
        name: (_x(places[name]), MARGIN + HEIGHT / 2 + row * (HEIGHT + GAP_Y))
        for row, layer in enumerate(layers)
        for name in layer
    }
    boxes = {node.id: points[node.id] for node in chart.nodes}
    lines = {edge: tuple(points[name] for name in trail) for edge, trail in trails.items()}
    height = 2 * MARGIN + len(layers) * (HEIGHT + GAP_Y) - GAP_Y
    return Layout(boxes, lines, 2 * MARGIN + widest * (WIDTH + GAP_X) - GAP_X, height)


def _x(column: float) -> float:
    return MARGIN + WIDTH / 2 + column * (WIDTH + GAP_X)


def _depths(chart: Chart) -> dict[str, int]:
    """Give each screen the length of the longest way to it."""
    depth = {node.id: 0 for node in chart.nodes}
    for node in chart.nodes:  # in a guide's order, every turn leads down
        for edge in chart.edges:
            if edge.start == node.id:
                depth[edge.end] = max(depth[edge.end], depth[node.id] + 1)
    return depth


def _trail(edge: Edge, depth: dict[str, int]) -> tuple[str, ...]:
    """Name the places that a line goes through: its ends, and an empty one on each layer between."""
    between = range(depth[edge.start] + 1, depth[edge.end])
    return (edge.start, *(f"{edge.start} {edge.end} {row}" for row in between), edge.end)


def _above(trails: dict[Edge, tuple[str, ...]]) -> dict[str, list[str]]:
    above: dict[str, list[str]] = {}
    for trail in trails.values():
        for place, name in enumerate(trail[1:]):
            above.setdefault(name, []).append(trail[place])
    return above


def _columns(layers: list[list[str]], above: dict[str, list[str]]) -> dict[str, float]:
    """Put each layer in the order of what leads to it, and under the middle of that."""
    widest = max(map(len, layers))
    places: dict[str, float] = {}
    for layer in layers:
        wanted = {
            name: mean(places[one] for one in above.get(name, []) if one in places)
            if above.get(name)
            else (widest - 1) / 2
            for name in layer
        }
        layer.sort(key=lambda name: wanted[name])
        taken = -1.0
        room = len(layer)
        for place, name in enumerate(layer):
            least = taken + 1
            most = widest - (room - place)
            places[name] = min(max(wanted[name], least), max(most, least))
            taken = places[name]
    return places
