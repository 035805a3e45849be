"""What a Korean firm says of itself: 상호, 사업자등록번호, 연락처."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from wizard.forms.normalize import clean
from wizard.korean import firms as korean

FIELDS = ("seller_name", "seller_number", "seller_phone")
_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
MAX_NAME_CHARS = 80
_POSSIBLE_PHONE = re.compile(r"[0-9]{7,12}")
_PHONE = re.compile(
    r"010[0-9]{8}|01[1-9][0-9]{7,8}|02[0-9]{7,8}|0[3-6][1-5][0-9]{7,8}|0[578]0[0-9]{7,8}"
    r"|050[0-9]{9}|1[3-9][0-9]{6}"
)
"""How many digits follow each beginning. Source: 전기통신번호관리세칙 (과학기술정보통신부)."""

ODD_PHONE = (
    "자릿수가 다른 것 같아요. 번호를 한 번 더 봐 주세요. 맞으면 그대로 버튼을 다시 눌러 주세요."
)


@dataclass(frozen=True)
class Firm:
    """What a form says of a firm, as it is kept: a composed name, and digits."""

    name: str
    number: str
    phone: str


class Doubt(str):
    """What is odd about a value and may be right all the same.

    Attributes:
        sure: what the form brings back as `<field>.sure` by which the same value is meant.

    """

    __slots__ = ("sure",)
    sure: str

    def __new__(cls, said: str, sure: str) -> Self:
        """Say it, and by what it is insisted on."""
        doubt = super().__new__(cls, said)
        doubt.sure = sure
        return doubt


def firm(form: Mapping[str, str]) -> Firm:
    """Read a firm's three answers, however they are written; one that was not asked for is ""."""
    return Firm(
        name=name(form.get("seller_name", "")),
        number=digits(form.get("seller_number", "")),
        phone=korean.phone(clean(form.get("seller_phone", "")).value),
    )


def name(written: str) -> str:
    """Give a 상호 as it is kept."""
    return korean.firm_name(clean(written).value)


def digits(written: str) -> str:
    """Give the digits of a number written with hyphens, dots, blanks or its label."""
    return korean.number(clean(written).value)


def is_business_number(number: str) -> bool:
    """Say whether ten digits carry the check digit of a 사업자등록번호.

    Source: 국세청's published rule: weights 1 3 7 1 3 7 1 3 5 over the first nine digits, and
    the tens of the ninth product added; the tenth digit brings the sum to a multiple of ten.

    """
    if not re.fullmatch(r"[0-9]{10}", number) or not int(number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    total += int(number[8]) * 5 // 10
    return (total + int(number[9])) % 10 == 0


def is_phone(dialled: str) -> bool:
    """Say whether a number has as many digits as its beginning asks for."""
    return bool(_PHONE.fullmatch(dialled))


def problems(form: Mapping[str, str]) -> dict[str, str]:
    """Say what to correct in a firm's three answers: field -> one sentence."""
    found = caller_problems(form)
    number = firm(form).number
    if not re.fullmatch(r"[0-9]{10}", number):
        found["seller_number"] = "사업자등록번호는 숫자 10자리예요. 123-45-67890처럼 적어 주세요."
    elif not is_business_number(number):
        found["seller_number"] = (
            "숫자 하나가 다른 것 같아요. 사업자등록증을 보고 하나씩 확인해 주세요."
        )
    return {field: found[field] for field in FIELDS if field in found}


def caller_problems(form: Mapping[str, str]) -> dict[str, str]:
    """Say what to correct in who asks, 상호 and 연락처; an odd number is a `Doubt` until insisted on."""
    found, asked = {}, firm(form)
    if not asked.name:
        found["seller_name"] = "사업자등록증에 적힌 상호를 적어 주세요."
    elif len(asked.name) > MAX_NAME_CHARS:
        found["seller_name"] = f"상호는 {MAX_NAME_CHARS}자까지 적을 수 있어요."
    if not re.fullmatch(_POSSIBLE_PHONE, asked.phone):
        found["seller_phone"] = "전화번호를 010-1234-5678처럼 적어 주세요."
    elif not is_phone(asked.phone) and form.get("seller_phone.sure") != asked.phone:
        found["seller_phone"] = Doubt(ODD_PHONE, asked.phone)
    return found
