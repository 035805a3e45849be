"""A guide drawn: its screens, its branches and its ends, as text and as SVG."""

from wizard.charts.flow import Chart, Edge, Node, chart
from wizard.charts.flow_svg import STYLE, svg
from wizard.charts.flow_text import lines

__all__ = ["STYLE", "Chart", "Edge", "Node", "chart", "lines", "svg"]
