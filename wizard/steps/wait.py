"""A time to let pass before one goes on; the way on stays open all the while."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field

from wizard.steps.step import BaseStep
from wizard.steps.values import Number

MAX_HOURS = 720


class Wait(BaseStep):
    """What takes its time at the mall, and when to come back; who is known here is reminded then."""

    kind: Literal["wait"]
    """기다리는 화면이에요. 다음으로 가는 길은 막지 않아요."""
    hours: Annotated[Number, Field(ge=1, le=MAX_HOURS)]
    """몇 시간 기다리나요. 하루는 24예요. 다시 오는 때를 보여 주고, 여기서 멈춘 판매자에게 그때 알려 줘요."""

    @property
    def lasts(self) -> timedelta:
        """How long it takes."""
        return timedelta(hours=self.hours)
