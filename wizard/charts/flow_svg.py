"""A chart as one SVG picture, readable in light and dark, by eye and by screen reader."""

from collections.abc import Mapping
from html import escape

from wizard.charts.flow import Chart, Edge, Node
from wizard.charts.flow_layout import HEIGHT, WIDTH, Layout, Point, layout
from wizard.korean.truncate import brief

LINE_CHARS = 16
KIND_CHARS = 32
KINDS = {
    "info": "읽고 하기",
    "choice": "질문",
    "checklist": "여러 개 고르기",
    "credentials": "계정 입력",
    "request": "요청",
    "wait": "기다리기",
    "outcome": "끝",
    "stop": "멈춤",
}
STYLE = """\
svg{font:14px "Noto Sans KR","Apple SD Gothic Neo","Malgun Gothic",sans-serif;background:#fff}
rect,path.box{fill:#f6f7f9;stroke:#5b6472;stroke-width:1.5}
.choice path.box,.checklist path.box{fill:#fff6df;stroke:#8a6100}
.credentials rect{fill:#e8f1ff;stroke:#1b5fbf;stroke-width:2.5}
.request rect{fill:#f3ebff;stroke:#6b3fb3}
.outcome rect{fill:#e6f6ec;stroke:#1b7a41}
.stop rect{fill:#fdeaea;stroke:#b32020;stroke-width:2.5}
text{fill:#1a1d21;text-anchor:middle}
.kind,.label{font-size:11px;fill:#4a5260}
.label{paint-order:stroke;stroke:#fff;stroke-width:4px}
.line{fill:none;stroke:#5b6472;stroke-width:1.5}
marker path{fill:#5b6472}
@media (prefers-color-scheme:dark){svg{background:#15181c}
rect,path.box{fill:#22272e;stroke:#9aa4b2}
.choice path.box,.checklist path.box{fill:#3a2f12;stroke:#e0b24a}
.credentials rect{fill:#16294a;stroke:#7fb0ff}
.request rect{fill:#2d2145;stroke:#b694f5}
.outcome rect{fill:#12321f;stroke:#63c98b}
.stop rect{fill:#401a1a;stroke:#ff8f8f}
text{fill:#eef1f5}.kind,.label{fill:#b9c2cf}.label{stroke:#15181c}
.line{stroke:#9aa4b2}marker path{fill:#9aa4b2}}"""
_ARROW = (
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" '
    'markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>'
)


def svg(chart: Chart, links: Mapping[str, str] | None = None) -> str:
    """Draw the chart.

    Args:
        chart: what to draw.
        links: step -> the address that its box opens.

    """
    placed = layout(chart)
    size = f'viewBox="0 0 {placed.width:g} {placed.height:g}" width="{placed.width:g}" height="{placed.height:g}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title desc">',
        f'<title id="title">{escape(chart.title)} 안내의 길</title>',
        f'<desc id="desc">{escape(_told(chart))}</desc>',
        f"<style>{STYLE}</style>",
        _ARROW,
        *(_line(edge, points) for edge, points in placed.lines.items()),
        *(_box(node, placed, (links or {}).get(node.id, "")) for node in chart.nodes),
        *(_label(edge, points) for edge, points in placed.lines.items() if edge.label),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _told(chart: Chart) -> str:
    """Say in a sentence what the picture shows."""
    count = {kind: sum(node.kind == kind for node in chart.nodes) for kind in KINDS}
    named = [f"{KINDS[kind]} {number}개" for kind, number in count.items() if number]
    return f"화면 {len(chart.nodes)}개: {', '.join(named)}."


def _box(node: Node, placed: Layout, link: str) -> str:
    x, y = placed.boxes[node.id]
    left, top = x - WIDTH / 2, y - HEIGHT / 2
    if node.kind in {"choice", "checklist"}:
        slope = HEIGHT / 4
        shape = (
            f'<path class="box" d="M{left:g} {y:g}l{slope:g} {-HEIGHT / 2:g}h{WIDTH - 2 * slope:g}'
            f'l{slope:g} {HEIGHT / 2:g}l{-slope:g} {HEIGHT / 2:g}h{2 * slope - WIDTH:g}z"/>'
        )
    else:
        round_by = HEIGHT / 2 if node.kind in {"outcome", "stop"} else 8
        shape = (
            f'<rect x="{left:g}" y="{top:g}" width="{WIDTH}" height="{HEIGHT}" rx="{round_by:g}"/>'
        )
    rows = _wrapped(node.title)
    first = y + (12 if len(rows) == 1 else 5)
    texts = [_text(x, first + 17 * place, row) for place, row in enumerate(rows)]
    told = f"{KINDS[node.kind]} · {node.note}" if node.note else KINDS[node.kind]
    kind = _text(x, top + 18, brief(told, KIND_CHARS), "kind")
    inside = f"<title>{escape(f'{node.id}: {node.title}')}</title>{shape}{kind}{''.join(texts)}"
    drawn = f'<g class="{node.kind}">{inside}</g>'
    return f'<a href="{escape(link)}">{drawn}</a>' if link else drawn


def _wrapped(title: str) -> list[str]:
    """Write a title in one line or two."""
    if len(title) <= LINE_CHARS:
        return [title]
    half = title.rfind(" ", 0, LINE_CHARS + 1)
    cut = half if half > 0 else LINE_CHARS
    return [title[:cut], brief(title[cut:].strip(), LINE_CHARS)]


def _text(x: float, y: float, text: str, style: str = "") -> str:
    named = f' class="{style}"' if style else ""
    return f'<text x="{x:g}" y="{y:g}"{named}>{escape(text)}</text>'


def _line(_edge: Edge, points: tuple[Point, ...]) -> str:
    """Draw a line from the lower rim of a box to the upper rim of another."""
    (x, y), *rest = points
    y += HEIGHT / 2
    parts = [f"M{x:g} {y:g}"]
    for place, (to_x, middle) in enumerate(rest, start=1):
        is_last = place == len(rest)
        to_y = middle - HEIGHT / 2
        half = (y + to_y) / 2
        parts.append(f"C{x:g} {half:g} {to_x:g} {half:g} {to_x:g} {to_y:g}")
        if not is_last:
            to_y = middle + HEIGHT / 2
            parts.append(f"L{to_x:g} {to_y:g}")
        x, y = to_x, to_y
    return f'<path class="line" d="{"".join(parts)}" marker-end="url(#arrow)"/>'


def _label(edge: Edge, points: tuple[Point, ...]) -> str:
    """Write which answers take a turn, close to the box that it comes to or first passes."""
    (x, y), (to_x, to_y), *_ = points
    middle = (y + HEIGHT / 2 + to_y - HEIGHT / 2) / 2
    return _text((x + 2 * to_x) / 3, middle + 8, brief(edge.label, 30), "label")
