"""The sentences of a guide: a plain one, or one with more to it, such as whom it is meant for."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from wizard.steps.base import ForSome, From, Model, Name, Text, several


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


class Copy(Model):
    """A value that is copied for one act."""

    label: Name
    """그 값을 넣을 칸의 이름이에요."""
    value: Name
    """복사할 값이에요. 여러 안내에 나오는 값은 ${이름}으로 불러요."""


class Act(Line):
    """One thing to do, with what comes of it.

    Attributes:
        to_copy: `copy` in the file; pydantic has a method of that name.

    """

    result: Text | None = None
    """하고 나면 보이는 것이에요: 표에 한 줄이 생겨요"""
    trouble: Text | None = None
    """안 될 때 할 일이에요. ‘안 되면’을 누르면 나와요."""
    to_copy: Copy | None = Field(None, alias="copy")
    """이 일을 할 때 붙여 넣을 값이에요: {label: 서버 IP, value: "${server_ip}"}"""


class Need(Line):
    """One thing to have before the first step."""

    without: Text | None = None
    """이것이 없는 사람이 할 일이에요. ‘없어요’를 누르면 나와요."""


Lines = Annotated[
    tuple[Line, ...], BeforeValidator(several, json_schema_input_type=tuple[Line, ...] | Line)
]

LINES = (Line, Act, Need)
"""What a plain sentence may stand for."""
