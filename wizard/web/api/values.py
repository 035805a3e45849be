"""Of what the models of the API are made: what goes over the line, and the values that stand in it."""

import re
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
)
from pydantic_core import PydanticCustomError

from wizard.forms import business
from wizard.korean.firms import firm_name
from wizard.services.registration_decisions import MAX_REASON_CHARS

MAX_PAGE = 100


class Model(BaseModel):
    """What goes over the line: nothing stands in it but what is told here."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Sent(Model):
    """What a program sends: each value of the very type that is told."""

    model_config = ConfigDict(strict=True)


def fault(code: str, say: str) -> PydanticCustomError:
    """Give a fault with a sentence of ours; nothing of the value may stand in it."""
    return PydanticCustomError(f"wizard_{code}", say)


def _firm_name(written: str) -> str:
    if not (name := firm_name(written)) or re.search(r"[\x00-\x1f\x7f]", written):
        raise fault("firm_name", "사업자등록증에 적힌 상호를 적어 주세요.")
    return name


def _business_number(number: str) -> str:
    if not business.is_business_number(number):
        raise fault("business_number", "있을 수 없는 사업자등록번호예요.")
    return number


def _whole_number(written: Any) -> Any:
    """Read the digits of a number in an address, and nothing that only looks like one."""
    if isinstance(written, str) and not re.fullmatch(r"[0-9]{1,4}", written):
        raise fault("number", "숫자로 적어 주세요.")
    return written


def _integer(sent: Any) -> Any:
    """Read 3.0 as 3: JSON has one kind of number, and a JSON Schema's integer is one without a fraction."""
    return int(sent) if isinstance(sent, float) and sent.is_integer() else sent


def _line_of_text(written: str) -> str:
    if not written.strip() or re.search(r"[\x00-\x09\x0b-\x1f\x7f]", written):
        raise fault("text", "판매자가 읽을 말을 적어 주세요.")
    return written.strip()


Id = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$", examples=["5f0e3c9a1b7d4e268a90cc41d2f3b657"])]
Mall = Annotated[str, Field(max_length=40, examples=["coupang"], description="제휴몰의 이름 (주소에 나오는 이름)")]  # fmt: skip
FirmName = Annotated[
    str,
    Field(min_length=1, max_length=80, examples=["한빛상회"], json_schema_extra={"format": "firm-name"}),
    AfterValidator(_firm_name),
]  # fmt: skip
BusinessNumber = Annotated[
    str,
    Field(pattern=r"^[0-9]{10}$", examples=["2208162517"], json_schema_extra={"format": "business-number"}),
    AfterValidator(_business_number),
]  # fmt: skip
Phone = Annotated[str, Field(pattern=r"^[0-9]{7,12}$", examples=["01012345678"])]
Cursor = Annotated[str, Field(pattern=r"^[0-9]{16}-[0-9a-f]{32}$", description="앞 답의 next_cursor")]  # fmt: skip
Limit = Annotated[int, Field(ge=1, le=MAX_PAGE), BeforeValidator(_whole_number)]
INTEGER = BeforeValidator(_integer)
"""Stands last beside an int that is sent."""
Choice = Annotated[str, Field(pattern=r"^[a-z0-9_]{0,40}$")]
Reason = Annotated[
    str,
    Field(min_length=1, max_length=MAX_REASON_CHARS, json_schema_extra={"format": "line-of-text"}),
    AfterValidator(_line_of_text),
]
