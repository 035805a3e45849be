"""What a Korean firm says of itself: 상호, 사업자등록번호, 연락처."""

import re
from collections.abc import Mapping

from wizard.forms.normalize import clean

_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
MAX_NAME_CHARS = 80


def digits(value: str) -> str:
    """Keep the digits of a number written with hyphens or spaces."""
    return re.sub(r"[\s-]", "", clean(value).value)


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


def problems(form: Mapping[str, str]) -> dict[str, str]:
    """Say what to correct in a firm's three answers: field -> one sentence."""
    found = caller_problems(form)
    number = digits(form.get("seller_number", ""))
    if not re.fullmatch(r"[0-9]{10}", number):
        found["seller_number"] = "사업자등록번호는 숫자 10자리예요. 123-45-67890처럼 적어 주세요."
    elif not is_business_number(number):
        found["seller_number"] = (
            "있을 수 없는 번호예요. 사업자등록증을 보고 숫자를 하나씩 확인해 주세요."
        )
    order = ("seller_name", "seller_number", "seller_phone")
    return {name: found[name] for name in order if name in found}


def caller_problems(form: Mapping[str, str]) -> dict[str, str]:
    """Say what to correct in who asks: 상호 and 연락처."""
    found = {}
    name = clean(form.get("seller_name", "")).value
    if not name:
        found["seller_name"] = "사업자등록증에 적힌 상호를 적어 주세요."
    elif len(name) > MAX_NAME_CHARS:
        found["seller_name"] = f"상호는 {MAX_NAME_CHARS}자까지 적을 수 있어요."
    phone = digits(form.get("seller_phone", ""))
    if not re.fullmatch(r"0[0-9]{7,11}|1[0-9]{7}", phone):
        found["seller_phone"] = "전화번호를 010-1234-5678처럼 적어 주세요."
    return found
