"""One thing that was measured while something went wrong."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What was seen.

    Attributes:
        is_sound: whether it is as it should be.

    """

    name: str
    told: str
    is_sound: bool

    def __str__(self) -> str:
        """Give the line that is printed."""
        return f"{'ok ' if self.is_sound else 'BAD'} {self.name}: {self.told}"
