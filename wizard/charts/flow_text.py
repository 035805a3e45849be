"""A chart as lines of text, for a terminal."""

from wizard.charts.flow import Chart, Node

MARKS = {
    "info": "□",
    "choice": "◇",
    "checklist": "☑",
    "credentials": "▤",
    "request": "✉",
    "wait": "◷",
    "outcome": "●",
    "stop": "■",
}


def lines(chart: Chart) -> list[str]:
    """Write each screen, and where one goes from it if that is not simply the next line."""
    found = [chart.title]
    for place, node in enumerate(chart.nodes):
        found.append(_line(node))
        turns = [edge for edge in chart.edges if edge.start == node.id]
        below = chart.nodes[place + 1].id if place + 1 < len(chart.nodes) else ""
        if [edge.end for edge in turns] == [below]:
            continue
        for edge in turns:
            label = f" {edge.label}" if edge.label else ""
            found.append(f"      └─{label} → {edge.end}")
    return found


def _line(node: Node) -> str:
    note = f"  [{node.note}]" if node.note else ""
    end = {"outcome": "  (끝)", "stop": "  (멈춤)"}.get(node.kind, "")
    return f"  {MARKS[node.kind]} {node.id}  {node.title}{note}{end}"
