"""Where the time of a run went, told by part of the tests. No test passes or fails by it."""

from collections import Counter
from pathlib import PurePath

MOST = 15
spent: Counter[str] = Counter()


def area_of(nodeid):
    """Give the folder right below tests/ that a test is in, or its file if it is in none."""
    return PurePath(nodeid.partition("::")[0]).parts[1]


def pytest_runtest_logreport(report):
    spent[area_of(report.nodeid)] += report.duration


def pytest_terminal_summary(terminalreporter):
    terminalreporter.section("seconds by part, of all processes together")
    for area, seconds in spent.most_common(MOST):
        terminalreporter.write_line(f"{seconds:7.1f}  {area}")
    rest = spent.total() - sum(seconds for _, seconds in spent.most_common(MOST))
    terminalreporter.write_line(f"{rest:7.1f}  the rest")
