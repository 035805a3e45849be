"""What a rule asks of an answer: data in a guide, judged here."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from wizard.patterns import MAX_PATTERN_CHARS, Matcher, PatternError
from wizard.steps.base import Flag, Literals, Model, Name, several
from wizard.steps.values import Number
from wizard.verdicts.reading import Reading

Statuses = Annotated[
    tuple[Annotated[str, Field(pattern=r"^([1-5]\d\d|[1-5]xx)$")], ...],
    BeforeValidator(several, json_schema_input_type=tuple[Name, ...] | Name),
    Field(min_length=1, max_length=12),
]
AnswerPath = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.@-]+$", max_length=80)]
"""Names joined by dots; see `Reading.at`."""
PRESENT = "*"
"""In place of a value: anything may stand there, if something does."""


class When(Model):
    """When an outcome is the right one: all that is said here must be true of the answer."""

    status: Statuses | None = None
    """HTTP 상태예요. 200, [401, 403], 5xx처럼 적어요."""
    text: Literals | None = None
    """본문에 이 글 가운데 하나가 있어요. 크고 작은 글자는 가리지 않아요."""
    not_text: Literals | None = None
    """본문에 이 글이 하나도 없어요."""
    pattern: Annotated[str, Field(max_length=MAX_PATTERN_CHARS)] | None = None
    """본문 어딘가가 이 정규식에 맞아요."""
    root: Name | None = None
    """XML의 맨 바깥 이름이에요."""
    not_root: Name | None = None
    """XML의 맨 바깥 이름이 이것이 아니에요."""
    xml_code: Literals | None = None
    """resultCode나 result_code의 숫자예요. 앞의 -는 떼고 견줘요."""
    has: Annotated[dict[AnswerPath, Name], Field(min_length=1)] | None = None
    """답(JSON이나 XML)의 자리와 값이에요. 값이 *이면 무엇이든 있으면 돼요."""
    input: Name | None = None
    """네이버가 잘못됐다고 말한 항목(invalidInputs)의 이름이에요."""
    html: Flag | None = None
    """true면 사람이 보는 웹 페이지예요."""
    differs: Annotated[dict[AnswerPath, Name], Field(min_length=1)] | None = None
    """답의 자리와 입력칸이에요. 거기 있는 값이 적은 값과 다르면 맞아요."""
    issued_within: dict[Name, Annotated[Number, Field(ge=1, le=30)]] | None = None
    """날짜 칸과 날수예요. 그 날짜에서 그만큼 지나지 않았으면 맞아요."""

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str | None) -> str | None:
        try:
            if pattern is not None:
                Matcher.of(_anywhere(pattern))
        except PatternError as error:
            raise PydanticCustomError("pattern", "{why}", {"why": str(error)}) from None
        return pattern

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise PydanticCustomError("too_short", "empty", {"min_length": 1, "actual_length": 0})
        return self

    @cached_property
    def matcher(self) -> Matcher | None:
        """The pattern made ready."""
        return None if self.pattern is None else Matcher.of(_anywhere(self.pattern))

    @property
    def is_proof(self) -> bool:
        """Say whether it asks for something that only the right answer has, more than a status."""
        return bool(self.has or self.root or self.text)

    def fits(self, reading: Reading, given: Mapping[str, str], today: date) -> bool:
        """Say whether it is true of an answer.

        Args:
            reading: the answer.
            given: what the seller typed, by field.
            today: the day in Korea.

        """
        return (
            self._fits_status(reading.answer.status)
            and self._fits_text(reading)
            and self._fits_xml(reading)
            and self._fits_parts(reading)
            and (self.html is None or self.html == reading.is_html)
            and (self.input is None or _names_input(reading, self.input))
            and self._fits_given(reading, given, today)
        )

    def _fits_status(self, status: int) -> bool:
        told = str(status)
        return self.status is None or bool({told, f"{told[0]}xx"} & set(self.status))

    def _fits_text(self, reading: Reading) -> bool:
        if not (self.text or self.not_text or self.matcher):
            return True
        body = reading.text.casefold()
        return (
            (self.text is None or any(one.casefold() in body for one in self.text))
            and not any(one.casefold() in body for one in self.not_text or ())
            and (self.matcher is None or self.matcher.fits(reading.text))
        )

    def _fits_xml(self, reading: Reading) -> bool:
        code = reading.at("resultCode") or reading.at("result_code") if self.xml_code else None
        return (
            (self.root is None or reading.root == self.root)
            and (self.not_root is None or reading.root != self.not_root)
            and (self.xml_code is None or (code or "").removeprefix("-") in self.xml_code)
        )

    def _fits_parts(self, reading: Reading) -> bool:
        return all(
            (found := reading.at(path)) is not None and wanted in {PRESENT, found}
            for path, wanted in (self.has or {}).items()
        )

    def _fits_given(self, reading: Reading, given: Mapping[str, str], today: date) -> bool:
        return all(
            _is_other(reading.at(path), given.get(field))
            for path, field in (self.differs or {}).items()
        ) and all(
            _is_within(given.get(field), days, today)
            for field, days in (self.issued_within or {}).items()
        )


def _anywhere(pattern: str) -> str:
    return f"(?s).*(?:{pattern}).*"


def _is_other(found: str | None, typed: str | None) -> bool:
    """Compare as people type an id: its case does not tell two apart."""
    return bool(found and typed) and str(found).casefold() != str(typed).casefold()


def _is_within(typed: str | None, days: int, today: date) -> bool:
    try:
        issued = date.fromisoformat(typed or "")
    except ValueError:
        return False
    return 0 <= (today - issued).days <= days


def _names_input(reading: Reading, name: str) -> bool:
    """Say whether the mall blames this input: by its list, or where it has none by its sentence."""
    body = reading.json
    if not isinstance(body, dict):
        return False
    listed = body.get("invalidInputs")
    if isinstance(listed, list) and listed:
        return any(isinstance(one, dict) and one.get("name") == name for one in listed)
    told = body.get("message")
    if not isinstance(told, str):
        return False
    return told.startswith(name) and not re.match(r"[A-Za-z0-9_]", told[len(name) :])
