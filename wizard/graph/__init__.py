"""A guide drawn: its screens, its branches and its ends, as text and as SVG."""

from wizard.graph.chart import Chart, Edge, Node, chart
from wizard.graph.lines import lines
from wizard.graph.svg import STYLE, svg

__all__ = ["STYLE", "Chart", "Edge", "Node", "chart", "lines", "svg"]
