"""Days and numbers, as an editor writes them: every scalar of a guide is a string."""

import re
from contextlib import suppress
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from wizard.korean.period import Period, of_day, read_period

DAY = r"^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
PERIOD = r"^20\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
DIGITS = r"^\d{1,4}$"


def _day(value: Any) -> date:
    """Take a day only as everybody writes it; pydantic would take "0" as one in 1970."""
    if isinstance(value, date):
        return value
    with suppress(ValueError):
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            return date.fromisoformat(value)
    raise PydanticCustomError("day", "not a day")


def _period(value: Any) -> Period:
    """Take a year, a month or a day."""
    if isinstance(value, Period):
        return value
    if isinstance(value, date):
        return of_day(value)
    with suppress(ValueError):
        if isinstance(value, str):
            return read_period(value)
    raise PydanticCustomError("period", "not a year, a month or a day")


def _number(value: Any) -> int:
    """Take plain digits; pydantic would take "3.0" and "1_0" too."""
    if isinstance(value, str) and re.fullmatch(DIGITS, value, re.ASCII):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("number", "not a number")


Day = Annotated[
    date,
    BeforeValidator(_day, json_schema_input_type=Annotated[str, Field(pattern=DAY)]),
    Field(ge=date(2000, 1, 1), le=date(2099, 12, 31)),
]
When = Annotated[
    Period, BeforeValidator(_period, json_schema_input_type=Annotated[str, Field(pattern=PERIOD)])
]
"""When something was so, as far as it is known: "2021", "2024-07" or "2026-11-23"."""
Number = Annotated[int, BeforeValidator(_number, json_schema_input_type=int)]
