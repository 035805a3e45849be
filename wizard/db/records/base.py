"""What several records have in common."""

from collections.abc import Mapping, Sequence

StoredAnswers = Mapping[str, Sequence[str]]
"""Question id -> the chosen options, as JSON keeps them; written from a `dict`."""
