"""How a request ends: a closed list; the values are stored and never change their meaning."""

from enum import StrEnum


class Outcome(StrEnum):
    """How a request ended, as whoever closed it says."""

    SOLVED = "solved"
    TOLD = "told"
    UNREACHABLE = "unreachable"
    WITHDRAWN = "withdrawn"
    ELSEWHERE = "elsewhere"
