"""Where a way ends: done, or stopped for a reason."""

from typing import ClassVar, Literal

from wizard.steps.step import BaseStep


class Outcome(BaseStep):
    """The last screen of one way.

    Attributes:
        result: "done", or "stop" for a way that cannot go on (and says what to do instead).
        lists: the id of a checklist whose ticked malls are listed here.

    """

    ends: ClassVar[bool] = True

    kind: Literal["outcome"]
    result: Literal["done", "stop"] = "done"
    lists: str | None = None
