"""What of a guide was last held against the mall's own screens too long ago."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from wizard.guide.looks import looks_of
from wizard.guide.model import Guide, Path
from wizard.steps import Step

GUIDE_DAYS = 90
PICTURE_DAYS = 180


@dataclass(frozen=True)
class ReviewDate:
    """One thing to be held against the mall's own screens again and again.

    Attributes:
        path: where its day stands in the guide's file.
        step: whose picture or video it is; None for the guide as a whole.
        day: of which day it is.
        is_looked: somebody looked at the mall's screens that day; if not, only what was told was added.
        is_dated: it has a day of its own; if not, the guide's own day counts.

    """

    what: Literal["guide", "picture", "image", "video"]
    path: Path
    step: Step | None
    day: date
    is_looked: bool
    is_dated: bool = True

    @property
    def name(self) -> str:
        """Name it among all of its guide's, wherever its step stands: guide, picture.menu.picture.seen_on."""
        where = [self.step.id, *map(str, self.path[2:])] if self.step else []
        return ".".join([self.what, *where])

    @property
    def limit_days(self) -> int:
        """Give how long it may be believed."""
        return GUIDE_DAYS if self.what == "guide" else PICTURE_DAYS

    @property
    def due(self) -> date:
        """Give the last day on which it may be believed."""
        return self.day + timedelta(days=self.limit_days)

    def age(self, today: date) -> int:
        """Give the days that have passed since."""
        return (today - self.day).days

    def is_stale(self, today: date) -> bool:
        """Say whether it is time to look again."""
        return self.age(today) > self.limit_days


def review_dates(guide: Guide) -> Iterator[ReviewDate]:
    """Give all that a guide holds of the mall's screens, with its days."""
    checked, looked = guide.status.checked_on, guide.status.looked
    yield ReviewDate("guide", ("status", "checked_on"), None, checked, looked)
    for index, step in enumerate(guide.steps):
        for path, shown in looks_of(step, ("steps", index)):
            if shown.picture:
                seen = shown.picture.seen_on
                where = (*path, "picture", "seen_on") if seen else (*path, "picture")
                day, is_dated = seen or checked, seen is not None
                yield ReviewDate("picture", where, step, day, is_dated or looked, is_dated)
            if shown.image:
                where = (*path, "image", "captured")
                yield ReviewDate("image", where, step, shown.image.captured, is_looked=True)
        if step.video:
            yield ReviewDate(
                "video", ("steps", index, "video", "on"), step, step.video.on, is_looked=True
            )
