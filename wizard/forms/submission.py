"""A filled-in credential form: read whole, judged whole, never printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wizard.forms import oddities
from wizard.forms.doubts import doubt
from wizard.forms.normalize import Cleaned, clean
from wizard.korean.calendar import read_day, write_day
from wizard.korean.particles import particled
from wizard.steps import Credentials
from wizard.steps.base import Answers
from wizard.steps.field_rules import MAX_VALUE_CHARS
from wizard.steps.fields import AnyField, ChoiceField, DateField, TextField, WrittenField


@dataclass(frozen=True)
class Submission:
    """What a form says.

    Attributes:
        answers: the form's own choices, with those that came before it.
        values: field -> cleaned value, of the fields that `answers` ask for; "" if empty.
        receipts: field -> what was cleaned away, in sentences.
        errors: field -> one sentence telling the seller what to do; empty if it can be saved.
        warnings: field -> why the value looks odd; the seller may insist.
        put_off: fields that must be filled in and are empty, because the seller will do so later.

    """

    answers: Answers
    values: Mapping[str, str] = field(repr=False)
    receipts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    warnings: Mapping[str, str] = field(default_factory=dict)
    put_off: frozenset[str] = frozenset()


def read(
    step: Credentials,
    form: Mapping[str, str],
    answers: Answers,
    *,
    today: date,
    keeps: frozenset[str] = frozenset(),
) -> Submission:
    """Read a posted form.

    Args:
        step: the form's definition.
        form: field -> raw value, as typed or pasted.
        answers: choices known before, from the address; the form's own override them.
        today: for dates that cannot lie in the future.
        keeps: fields that may stay empty because an earlier value stands.

    """
    chosen = choices(step, form, answers)
    asked = step.asked(chosen)
    cleaned = {name: _cleaned(what, form.get(name, "")) for name, what in asked.items()}
    values = {name: cleaned[name].value for name in asked if name not in step.questions()}
    put_off = frozenset(
        n for n, what in asked.items() if not values.get(n) and is_put_off(n, what, form)
    )
    errors = {}
    for name, what in asked.items():
        if name in keeps | put_off and not values.get(name):
            continue
        given = chosen.get(name) if isinstance(what, ChoiceField) else values[name]
        if problem := _error(what, given, today):
            errors[name] = problem
    warnings = {
        name: warning
        for name, value in values.items()
        if value and name not in errors and (warning := _doubt(asked[name], value, values))
    }
    receipts = {name: found.receipts for name, found in cleaned.items() if found.receipts}
    return Submission(chosen, values, receipts, errors, warnings, put_off - keeps)


def choices(step: Credentials, form: Mapping[str, str], answers: Answers) -> Answers:
    """Give the choices known before, with the form's own in their place."""
    own = {
        name: (form[name],)
        for name, options in step.questions().items()
        if form.get(name) in options
    }
    return {**answers, **own}


def expiry(step: Credentials, values: Mapping[str, str]) -> date | None:
    """Give the last day on which the key works, if the form tells."""
    for name, what in step.fields.items():
        if isinstance(what, DateField) and values.get(name):
            last = what.expiry(date.fromisoformat(values[name]))
            if last is not None:
                return last
    return None


def is_put_off(name: str, what: AnyField, form: Mapping[str, str]) -> bool:
    """Say whether a form says of a box that it is filled in later, and its guide lets that be."""
    may_be = isinstance(what, WrittenField) and what.unknown is not None and not what.optional
    return may_be and bool(form.get(f"{name}.later"))


def standing(what: AnyField, raw: str) -> str:
    """Give what will stand in a box into which `raw` was put."""
    return _cleaned(what, raw).value


def _cleaned(what: AnyField, raw: str) -> Cleaned:
    if isinstance(what, TextField):
        return clean(raw, what.normalise, what.prefix or "")
    found = clean(raw)
    return _dated(what, found) if isinstance(what, DateField) else found


def _dated(what: DateField, found: Cleaned) -> Cleaned:
    """Put a day that can be read in the one way in which days are kept; leave what cannot to be asked again."""
    day = read_day(found.value)
    if day is None or found.value == day.isoformat():
        return found
    told = () if what.secret else (f"{write_day(day)}로 읽었어요",)
    return Cleaned(day.isoformat(), (*found.receipts, *told))


def _error(what: AnyField, given: object, today: date) -> str:
    if isinstance(what, ChoiceField):
        return "" if given else "하나를 골라 주세요."
    value = str(given)
    if not value and what.optional:
        return ""
    if not value:
        return particled(f"아직 비어 있어요. '{what.label}'를 적어 주세요.").replace("'", "")
    if len(value) > MAX_VALUE_CHARS:
        return f"{len(value)}자가 들어왔어요. 필요한 값만 복사해 {MAX_VALUE_CHARS}자 안으로 넣어 주세요."
    if "\n" in value or "\r" in value:
        return "여러 줄이 들어왔어요. 이 칸에 들어갈 한 줄만 넣어 주세요."
    if isinstance(what, DateField):
        return _date_error(value, today)
    return _odd(what, value, block=True)


def _date_error(value: str, today: date) -> str:
    given = read_day(value)
    if given is None:
        return "날짜를 읽지 못했어요. 2026-11-23처럼 적어 주세요."
    if given > today:
        return "아직 오지 않은 날이에요. 화면에 적힌 발급일을 다시 확인해 주세요."
    if given.year < 2000:
        return "너무 오래된 날이에요. 화면에 적힌 발급일을 다시 확인해 주세요."
    return ""


def _doubt(what: AnyField, value: str, values: Mapping[str, str]) -> str:
    """Say why a value looks odd: as any value may, by the formats that only warn, or by its guide's own rules."""
    if not isinstance(what, TextField):
        return ""
    rule = oddities.rule(what, value, values)
    return doubt(what, value) or _odd(what, value, block=False) or (rule.say if rule else "")


def _odd(what: AnyField, value: str, *, block: bool) -> str:
    """Say what is odd about a value, by the formats that block, or by those that only warn."""
    shapes = what.format if isinstance(what, TextField) else ()
    odd = (shape.say for shape in shapes if shape.block is block and not shape.fits(value))
    return next(odd, "")
