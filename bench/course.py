"""The guide that is measured, one way through it, and what a seller types at its end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.servers import ROOT, MeasureError
from wizard.content import loader
from wizard.guide.journey import ways
from wizard.guide.model import Guide
from wizard.steps import Credentials, Info, Step
from wizard.steps.base import Answers
from wizard.steps.fields import AnyField, ChoiceField, DateField, TextField
from wizard.web.screen import address

CANDIDATES = ("content/guides/coupang.yaml", "content/guides/11st.yaml", "tests/guides/keys.yaml")
FIRM = {
    "seller_name": "한빛상회",
    "seller_number": "220-81-62517",
    "seller_phone": "010-1234-5678",
}
_ALPHABETS = ("abcdef0123456789", "0123456789", "ABCDEF0123456789", "Ab1cD2eF3gH4", "A0")


@dataclass(frozen=True)
class Course:
    """One way through one guide that ends in a saved account."""

    folder: Path
    guide: Guide
    answers: Answers
    path: tuple[Step, ...]

    @property
    def overview(self) -> str:
        """The address where it begins."""
        return address(self.guide.mall, "", {})

    @property
    def reading(self) -> str:
        """The address of a step that is only read."""
        return self.readings[0]

    @property
    def readings(self) -> list[str]:
        """The addresses of all steps that are only read, in order."""
        return [self._address(step) for step in self.path if isinstance(step, Info)]

    @property
    def form(self) -> Credentials:
        """The step that asks for the account."""
        return next(step for step in self.path if isinstance(step, Credentials))

    @property
    def form_address(self) -> str:
        """The address of the form."""
        return self._address(self.form)

    def values(self) -> dict[str, str]:
        """Give a value for every box that the form shows, its radios too."""
        chosen = {name: self.answers[name][0] for name in self.form.questions()}
        asked = self.form.asked(self.answers)
        return chosen | {
            name: _value(name, what)
            for name, what in asked.items()
            if not isinstance(what, ChoiceField)
        }

    def _address(self, step: Step) -> str:
        return address(self.guide.mall, step.id, self.answers)


def choose() -> Course:
    """Choose the first guide there is, and its longest way to a saved account."""
    return course_of(next(ROOT / name for name in CANDIDATES if (ROOT / name).exists()))


def course_of(file: Path) -> Course:
    """Give a guide's longest way to a saved account."""
    guide = loader.load(file)
    found = [
        (answers, path)
        for answers, path in ways(guide)
        if any(isinstance(step, Credentials) for step in path)
    ]
    if not found:
        raise MeasureError(f"{file} has no form")
    answers, path = max(found, key=lambda way: len(way[1]))
    return Course(file.parent, guide, answers, path)


def _value(name: str, what: AnyField) -> str:
    if isinstance(what, DateField):
        return (datetime.now(UTC) - timedelta(days=30)).date().isoformat()
    assert isinstance(what, TextField)
    for value in _guesses(what):
        if all(shape.fits(value) for shape in what.format):
            return value
    raise MeasureError(f"{name}: no value that its formats take; give it an example that fits")


def _guesses(what: TextField) -> Iterator[str]:
    if what.example:
        yield what.example
    for alphabet in _ALPHABETS:
        for size in range(8, 65):
            yield (alphabet * size)[:size]
