"""Where a way ends: done, or stopped for a reason."""

from typing import ClassVar, Literal

from wizard.steps.base import BaseStep


class Outcome(BaseStep):
    """The last screen of one way.

    Attributes:
        result: "done", or "stop" for a way that cannot go on (and says what to do instead).
        lists: the id of a checklist whose ticked malls are listed here.

    """

    ends: ClassVar[bool] = True

    kind: Literal["outcome"]
    """길이 끝나는 화면이에요."""
    result: Literal["done", "stop"] = "done"
    """done은 다 했음, stop은 여기서 멈춤이에요. 멈추면 대신 할 일을 적어요."""
    lists: str | None = None
    """고른 것을 여기에 보여 줄 체크리스트의 이름이에요."""
