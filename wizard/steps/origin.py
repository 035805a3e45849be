"""Where a fact comes from: who says so, since when it is known, and where that stands."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from wizard.steps.base import Model, WebAddress
from wizard.steps.values import Day

By = Literal["manual", "H", "M", "operator"]
"""The manual; a source that is sure (H) or likely (M); whoever runs 아임셀러."""


class Origin(Model):
    """Whose word a fact is, and of which day."""

    by: By
    """manual은 매뉴얼, H는 확실한 출처, M은 그럴 법한 출처, operator는 운영자가 알려 준 것이에요."""
    on: Day | None = None
    """그렇다는 것을 안 날이에요."""
    source: WebAddress | None = None
    """그렇게 말하는 글의 주소예요."""


def _whole(value: Any) -> Any:
    """Let an editor write only who says so: `from: manual`."""
    return {"by": value} if isinstance(value, str) else value


From = Annotated[Origin, BeforeValidator(_whole, json_schema_input_type=Origin | By)]
"""An origin as it is written: whole, or as the one word of who says so."""
