"""What people ask at a step, answered before they have to ask."""

from hashlib import sha256
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from wizard.steps.base import ForSome, From, StepId, Text

TO_STAFF = "request"
"""What `to` says that leads to no step, but to asking the staff."""


class Help(ForSome):
    """One question, with an answer, a way, or both."""

    ask: Annotated[str, Field(min_length=1, max_length=60)]
    """판매자가 묻는 말 그대로 적어요: 메뉴가 안 보여요. ‘막혔어요’를 누르면 먼저 나와요."""
    say: Text | None = None
    """그 대답이에요. 무엇을 보았고 무엇을 하면 되는지 적어요."""
    to: StepId | None = None
    """대신 갈 단계의 id예요. 담당자에게 물어보게 하려면 request라고 적어요."""

    origin: From | None = Field(None, alias="from")
    """어디서 알았나요. 비우면 단계의 from과 같아요."""

    @model_validator(mode="after")
    def _answers(self) -> Self:
        if not (self.say or self.to):
            raise PydanticCustomError("help", "say나 to 가운데 하나는 적어 주세요")
        return self

    @property
    def key(self) -> str:
        """The name by which it stands in an address and is counted: it stays while the question does."""
        return sha256(self.ask.encode()).hexdigest()[:8]

    @property
    def asks_staff(self) -> bool:
        """Say whether its way leads to the staff."""
        return self.to == TO_STAFF
