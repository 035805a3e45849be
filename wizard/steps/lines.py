"""The sentences of a guide: a plain one, or one with more to it, such as whom it is meant for."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from wizard.steps.base import ForSome, From, Text, several


class Line(ForSome):
    """One sentence, perhaps only for some; a plain sentence stands for a line of it alone."""

    say: Text
    """보여 줄 글이에요."""
    origin: From | None = Field(None, alias="from")
    """어디서 알았나요. 비우면 단계의 from과 같아요. M이면 “보통”처럼 적어요."""

    @model_validator(mode="before")
    @classmethod
    def _sentence(cls, value: Any) -> Any:
        """Take what has no key of a line for a sentence: `- 값: 하나` is one that lacks its quotes."""
        is_line = isinstance(value, Line) or (
            isinstance(value, dict) and cls.file_keys() & value.keys()
        )
        return value if is_line else {"say": value}


class Act(Line):
    """One thing to do."""


class Need(Line):
    """One thing to have before the first step."""


Lines = Annotated[
    tuple[Line, ...], BeforeValidator(several, json_schema_input_type=tuple[Line, ...] | Line)
]

LINES = (Line, Act, Need)
"""What a plain sentence may stand for."""
