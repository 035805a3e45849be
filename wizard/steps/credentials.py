"""The form that ends a guide: what 아임셀러 needs to work in a mall."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from wizard.steps.base import Answers, Condition, Model, Name, holds
from wizard.steps.field_rules import FieldId
from wizard.steps.fields import AnyField, ChoiceField
from wizard.steps.step import BaseStep

MAX_FIELDS = 40


class Row(Model):
    """One row of 아임셀러's 입점 정보 table: column -> the field whose value stands there."""

    when: Condition = {}
    """이 답에서만 등록해요."""
    cells: Annotated[dict[Name, str], Field(min_length=1)]
    """아임셀러의 칸 이름: 입력칸의 이름."""

    @model_validator(mode="before")
    @classmethod
    def _columns(cls, value: Any) -> Any:
        """Let columns stand beside `when`, as an editor writes them."""
        if not isinstance(value, dict) or "cells" in value:
            return value
        cells = {column: field for column, field in value.items() if column != "when"}
        return {"when": value["when"], "cells": cells} if "when" in value else {"cells": cells}


class Credentials(BaseStep):
    """A form of fields, each asked once, registered as one or more rows."""

    kind: Literal["credentials"]
    """계정을 적는 화면이에요."""
    fields: Annotated[dict[FieldId, AnyField], Field(min_length=1, max_length=MAX_FIELDS)]
    """입력칸의 이름: 그 칸의 설명. 이름은 api_key처럼 소문자, 숫자, 밑줄만 써요."""
    rows: Annotated[tuple[Row, ...], Field(min_length=1, max_length=MAX_FIELDS)]
    """아임셀러의 입점 정보 표에 등록될 줄이에요: {사용자ID: login_id}"""

    def questions(self) -> dict[str, tuple[str, ...]]:
        """Ask each choice of the form under its field id."""
        return {
            name: tuple(field.options)
            for name, field in self.fields.items()
            if isinstance(field, ChoiceField)
        }

    def asked(self, answers: Answers) -> dict[str, AnyField]:
        """Give the fields to fill in, in order, under `answers` (a choice not made asks less)."""
        return {name: field for name, field in self.fields.items() if holds(field.when, answers)}

    def registered(self, answers: Answers) -> tuple[Row, ...]:
        """Give the rows that `answers` lead to."""
        return tuple(row for row in self.rows if holds(row.when, answers))
