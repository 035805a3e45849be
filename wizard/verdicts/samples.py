"""Recorded answers: what a mall was seen, or said, to answer, and what it must be judged as."""

from datetime import UTC, datetime
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from wizard.korean.calendar import in_korea
from wizard.steps.base import StepId
from wizard.verdicts.answer import Answer
from wizard.verdicts.classes import VerdictClass
from wizard.verdicts.judge import Verdict, judge
from wizard.verdicts.probes import Probe
from wizard.verdicts.reading import KOREAN

FOLDER = "samples"
"""Where they stand beside the guides: one JSON file a mall."""
EPOCH = datetime(2026, 11, 23, tzinfo=UTC)
"""When an answer came that does not tell."""


class Sample(BaseModel):
    """One answer and its judgement.

    Attributes:
        origin: measured (somebody's server got it), documented (an official page has it), composed
            (put together from what is known).
        confidence: H or M; see the page of facts.
        given: what the seller had typed, where the judgement depends on it.

    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+$", max_length=60)]
    probe: StepId
    status: Annotated[int, Field(ge=100, le=599)]
    headers: dict[str, str] = {}
    body: str = ""
    verdict: VerdictClass
    field: str = ""
    given: dict[str, str] = {}
    origin: Literal["measured", "documented", "composed", "guess"]
    confidence: Literal["H", "M", "L"]
    source: str = ""

    @cached_property
    def answer(self) -> Answer:
        """The answer as it came over the wire."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        charset = headers.get("content-type", "").lower().partition("charset=")[2].strip()
        encoding = "cp949" if charset in KOREAN else "utf-8"
        return Answer(self.status, headers, self.body.encode(encoding))

    @property
    def at(self) -> datetime:
        """When it came: a mall's clock and ours agree then."""
        return self.answer.dated or EPOCH

    def judged(self, probe: Probe) -> Verdict:
        """Judge it by a probe's outcomes."""
        return judge(probe, self.answer, self.given, self.at, in_korea(self.at))


_SAMPLES = TypeAdapter(tuple[Sample, ...])


def samples_of(data: Any) -> tuple[Sample, ...]:
    """Read recorded answers; `ValueError` without any of their text if they are malformed."""
    try:
        return _SAMPLES.validate_python(data)
    except ValidationError as error:
        places = sorted({".".join(map(str, one["loc"][:2])) for one in error.errors()})
        raise ValueError(", ".join(places[:5])) from None
