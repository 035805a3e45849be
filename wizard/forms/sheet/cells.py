"""One cell of a table read as what stands above it: understood, doubted or refused, and never silently changed."""

import re
from dataclasses import dataclass

from wizard.forms import business
from wizard.forms.normalize import clean
from wizard.korean.firms import write_number, write_phone

MAX_SHOWN = 60
_TEXT_FORMULA = re.compile(r'="(.*)"', re.DOTALL)
_SHORTENED = re.compile(r"([0-9])(?:[.,]([0-9]+))?[eE]\+?([0-9]{1,2})")
_WHOLE = re.compile(r"([0-9]+)[.][0]+")
_ERRORS = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|#+)")
_NO_NAME = re.compile(r"[\d\W_]+")
_BETWEEN_PHONES = re.compile(r"[,/;|·\n]|\s{2,}|또는")
LOCAL_DIGITS = 8
"""So many digits, or fewer, may be a number that was written without its area code."""


@dataclass(frozen=True)
class Cell:
    """What was read of a cell.

    Attributes:
        value: as it is to be kept; "" where nothing can be.
        written: as it stood there, cut.
        note: how it was understood, where that is not plain.
        doubt: what a person must look at before it is taken.
        fault: why it cannot be taken, and what to do.

    """

    value: str = ""
    written: str = ""
    note: str = ""
    doubt: str = ""
    fault: str = ""


def shown(written: str) -> str:
    """Give what stood in a cell as it is shown."""
    plain = " ".join(written.split())
    return plain if len(plain) <= MAX_SHOWN else f"{plain[:MAX_SHOWN]}…"


def name(written: str) -> Cell:
    """Read a 상호."""
    plain, seen = _plain(written), shown(written)
    if fault := _broken(plain):
        return Cell(written=seen, fault=fault)
    value = business.name(plain)
    if problem := business.problems({"seller_name": value}).get("seller_name"):
        return Cell(written=seen, fault=problem)
    if _NO_NAME.fullmatch(value):
        return Cell(value, seen, doubt="글자가 없는 상호예요. 칸이 서로 바뀌지 않았는지 봐 주세요.")
    return Cell(value, seen)


def number(written: str) -> Cell:
    """Read a 사업자등록번호, as people and as Excel write it."""
    plain, seen = _plain(written), shown(written)
    if fault := _broken(plain):
        return Cell(written=seen, fault=fault)
    digits, note = _unshortened(plain)
    if note and not digits:
        return Cell(written=seen, fault=note)
    digits = business.digits(digits)
    if re.fullmatch("[0-9]{13}", digits):
        fault = (
            "숫자 13자리예요. 주민등록번호나 법인등록번호 말고 사업자등록번호 10자리를 적어 주세요."
        )
        return Cell(written=f"{digits[:6]}-•••••••", fault=fault)
    padded = digits.zfill(10)
    if re.fullmatch("[0-9]{7,9}", digits) and business.is_business_number(padded):
        doubt = f"앞의 0이 빠진 것 같아 {write_number(padded)}로 읽었어요. 사업자등록증과 같나요?"
        return Cell(padded, seen, doubt=doubt)
    if problem := business.problems({"seller_number": digits}).get("seller_number"):
        return Cell(written=seen, fault=problem)
    return Cell(digits, seen, note)


def phone(written: str) -> Cell:
    """Read a phone number, as people and as Excel write it."""
    plain, seen = _plain(written), shown(written)
    if fault := _broken(plain):
        return Cell(written=seen, fault=fault)
    if not plain:
        return Cell(fault="전화번호를 010-1234-5678처럼 적어 주세요.")
    digits, note = _unshortened(plain)
    if not digits:
        return Cell(written=seen, fault=note)
    whole = _one_phone(digits, seen, note)
    if not whole.fault:
        return whole
    several = [_one_phone(part, seen) for part in _BETWEEN_PHONES.split(plain) if part.strip()]
    sound = [one for one in several if not one.fault]
    if len(several) > 1 and sound:
        read = write_phone(sound[0].value)
        return Cell(sound[0].value, seen, doubt=f"번호가 여럿이에요. {read}로 읽었어요. 맞나요?")
    return whole


def _one_phone(written: str, seen: str, note: str = "") -> Cell:
    dialled = business.firm({"seller_phone": written}).phone
    if business.is_phone(dialled):
        return Cell(dialled, seen, note)
    restored = f"0{dialled}"
    if dialled.isdecimal() and business.is_phone(restored):
        read = write_phone(restored)
        if len(dialled) <= LOCAL_DIGITS:
            return Cell(restored, seen, doubt=f"앞의 0이 빠진 것 같아 {read}로 읽었어요. 맞나요?")
        return Cell(restored, seen, note=f"빠진 앞의 0을 되살려 {read}로 읽었어요.")
    problem = business.caller_problems({"seller_phone": dialled})["seller_phone"]
    if isinstance(problem, business.Doubt):
        return Cell(dialled, seen, doubt="자릿수가 다른 것 같아요. 번호를 한 번 더 봐 주세요.")
    return Cell(written=seen, fault=problem)


def _plain(written: str) -> str:
    """Take off by what Excel is told that something is text: ="…" or an apostrophe."""
    bare = clean(written, "edges").value
    told = _TEXT_FORMULA.fullmatch(bare)
    return told[1].replace('""', '"') if told else bare.removeprefix("'")


def _broken(plain: str) -> str:
    """Say what is wrong with a cell that holds no value but a formula or what became of one."""
    if plain.startswith(("=", "＝")):
        return "수식이 그대로 들어 있어요. 엑셀에서 ‘값 붙여넣기’로 값만 남겨 다시 저장해 주세요."
    if _ERRORS.fullmatch(plain):
        return "엑셀이 값을 보여 주지 못한 칸이에요. 값을 다시 적어 주세요."
    return ""


def _unshortened(plain: str) -> tuple[str, str]:
    """Give a number whole that Excel shortened; ("", why) where its last digits are gone."""
    compact = "".join(plain.split())
    if whole := _WHOLE.fullmatch(compact):
        return whole[1], ""
    found = _SHORTENED.fullmatch(compact)
    if not found:
        return plain, ""
    first, rest, power = found[1], found[2] or "", int(found[3])
    if len(rest) < power:
        return "", (
            f"엑셀이 {compact}로 줄여 적어 뒷자리가 없어졌어요. 엑셀에서 그 칸의 서식을 ‘숫자’로 바꾼 뒤 다시 저장해 주세요."
        )
    if len(rest) > power and rest[power:].strip("0"):
        return plain, ""
    digits = first + rest[:power]
    return digits, "엑셀이 줄여 적은 것을 되돌려 읽었어요."
