"""What a guide itself finds odd about a value: the seller is asked beside the box, and never kept from saving."""

from collections.abc import Mapping

from wizard.korean.particles import Noun
from wizard.steps.field_rules import Odd
from wizard.steps.fields import AnyField, TextField


def rule(what: AnyField, value: str, values: Mapping[str, str]) -> Odd | None:
    """Give the first rule of a box that its value breaks; None if it breaks none.

    Args:
        what: the box.
        value: what stands in it.
        values: what stands in all boxes of the form, by name.

    """
    rules = what.odd if isinstance(what, TextField) else ()
    return next((one for one in rules if _is_broken(one, value, values)), None)


def comparison(broken: Odd, fields: Mapping[str, AnyField]) -> str:
    """Say in few words what was seen, without the value: "‘아이디’와 같아요"."""
    if broken.equals:
        return f"{Noun(fields[broken.equals].label):와} 같아요"
    return "대문자가 들어 있어요" if broken.upper else f"‘{broken.contains}’ 글자가 들어 있어요"


def _is_broken(one: Odd, value: str, values: Mapping[str, str]) -> bool:
    if one.equals:
        return values.get(one.equals) == value
    if one.contains:
        return one.contains in value
    return any(letter.isascii() and letter.isupper() for letter in value)
