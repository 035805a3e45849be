"""Bars under one another as one SVG picture, each made of parts.

Lengths are in percent and words in pixels: the picture is as wide as the page, and its words stay
readable on a phone. Colours are the page's own, by the names of the parts.
"""

from dataclasses import dataclass
from html import escape

from wizard.korean.truncate import brief

LABEL_CHARS = 22
LONGEST_PERCENT = 58
ROW, LABEL_Y, BAR_Y, BAR = 52, 17, 25, 16


@dataclass(frozen=True)
class Bar:
    """One bar.

    Attributes:
        label: what it stands for, above it.
        parts: (name, how much), from left to right.
        note: its numbers in words, at its end.

    """

    label: str
    parts: tuple[tuple[str, int], ...]
    note: str

    @property
    def length(self) -> int:
        """Give how much all its parts are."""
        return sum(much for _, much in self.parts)


def bars(title: str, told: str, rows: list[Bar]) -> str:
    """Draw the bars; the longest takes most of the width.

    Args:
        title: what the picture is of.
        told: what it shows, in a sentence.
        rows: from top to bottom.

    """
    longest = max((row.length for row in rows), default=0) or 1
    size = f'width="100%" height="{ROW * len(rows)}"'
    return "\n".join(
        [
            f'<svg class="bars" {size} role="img" aria-labelledby="bars-title bars-desc">',
            f'<title id="bars-title">{escape(title)}</title>',
            f'<desc id="bars-desc">{escape(told)}</desc>',
            *(_drawn(row, ROW * place, longest) for place, row in enumerate(rows)),
            "</svg>",
        ]
    )


def _drawn(row: Bar, top: int, longest: int) -> str:
    drawn, start = (
        [f'<text x="0" y="{top + LABEL_Y}">{escape(brief(row.label, LABEL_CHARS))}</text>'],
        0.0,
    )
    for name, much in row.parts:
        width = LONGEST_PERCENT * much / longest
        if much:
            place = f'x="{start:.2f}%" y="{top + BAR_Y}" width="{width:.2f}%" height="{BAR}"'
            drawn.append(f'<rect class="{escape(name)}" {place}/>')
        start += width
    note = f'<text class="note" x="100%" y="{top + BAR_Y + BAR - 3}">{escape(row.note)}</text>'
    return "".join([*drawn, note])
