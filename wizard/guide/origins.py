"""Where each fact of a guide comes from, and since when it is known: what is not told is inherited."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from wizard.guide.mall import Contact, Status
from wizard.guide.model import Guide, Path
from wizard.korean.period import Period, of_day, read_period
from wizard.steps.base import Model, Origin, Update
from wizard.steps.screen_look import ScreenLook
from wizard.steps.step import BaseStep
from wizard.steps.video import Video

_ALWAYS = (BaseStep, ScreenLook, Update, Status, Contact, Video)
"""What is a fact of its own even where it does not say where it comes from."""


@dataclass(frozen=True)
class Fact:
    """One thing that a guide says of the world.

    Attributes:
        path: where it stands in the guide's file.
        told: the step, text, value, change … that says it.
        step: the step that it belongs to; None for what is of the whole guide.
        origin: where it comes from: its own, or that of what it stands in.

    """

    path: Path
    told: Model
    step: BaseStep | None
    origin: Origin

    @property
    def words(self) -> str:
        """The fact in its own words, short."""
        if isinstance(self.told, ScreenLook):
            return self.told.words
        for name in ("title", "ask", "say", "label", "name"):
            if text := _text(getattr(self.told, name, None)):
                return text
        return ""

    @property
    def texts(self) -> tuple[str, ...]:
        """All that it says to a reader, one text after the other."""
        return tuple(_sentences(self.told))


def facts(guide: Guide) -> Iterator[Fact]:
    """Give every fact of a guide, in the order of its file; what the manual says is of its edition."""
    manual = _of_manual(guide)
    for fact in _inside(guide, (), None, manual):
        is_undated = fact.origin.by == "manual" and fact.origin.on is None
        yield replace(fact, origin=manual) if is_undated else fact


def _of_manual(guide: Guide) -> Origin:
    """Give the origin of what says nothing of its own: the manual, in the year of its edition."""
    try:
        return Origin(by="manual", on=read_period(guide.manual.edition))
    except ValueError:
        return Origin(by="manual")


def _inside(value: Any, path: Path, step: BaseStep | None, above: Origin) -> Iterator[Fact]:
    """Give what `value` says and what stands in it, each with its own origin or the one above."""
    if isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _inside(part, (*path, index), step, above)
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _inside(part, (*path, name), step, above)
    elif isinstance(value, Model) and not isinstance(value, Origin):
        step = value if isinstance(value, BaseStep) else step
        origin = _origin(value, above)
        if _is_fact(value):
            yield Fact(path, value, step, origin)
        for key, held in type(value).file_keys().items():
            part = getattr(value, held)
            if isinstance(part, tuple | dict | Model):
                yield from _inside(part, (*path, key), step, origin)


def _is_fact(value: Model) -> bool:
    """Say whether a thing is a fact of its own; that a mall is open is none, unless somebody says so."""
    if getattr(value, "origin", None):
        return True
    is_plain = isinstance(value, Status) and value.source is None
    return isinstance(value, _ALWAYS) and not is_plain


def _origin(value: Model, above: Origin) -> Origin:
    """Give where a thing comes from; a change, a status and a video name a day and a source besides."""
    own: Origin | None = getattr(value, "origin", None)
    if isinstance(value, Update):
        return _filled(own, of_day(value.since), value.source)
    if isinstance(value, Status):
        return _filled(own, of_day(value.checked_on), value.source)
    if isinstance(value, Video):
        return above.model_copy(update={"on": of_day(value.on), "source": str(value.url)})
    if isinstance(value, ScreenLook) and own is None:
        return _of_look(value.as_of, above)
    return own or above


def _of_look(as_of: Period | None, above: Origin) -> Origin:
    """A look that is older than what is known of today's is the manual's."""
    if as_of and above.on and as_of < above.on:
        return Origin(by="manual", on=as_of)
    return above.model_copy(update={"on": as_of or above.on})


def _filled(own: Origin | None, on: Period, source: str | None) -> Origin:
    own = own or Origin(by="H")
    return own.model_copy(update={"on": own.on or on, "source": own.source or source})


def _text(value: Any) -> str:
    first = value[0] if isinstance(value, tuple) and value else value
    return first if isinstance(first, str) else str(getattr(first, "say", "") or "")


def _sentences(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _sentences(part)
    elif isinstance(value, Model):
        for name in (
            "title",
            "ask",
            "say",
            "do",
            "result",
            "trouble",
            "without",
            "caution",
            "note",
        ):
            yield from _sentences(getattr(value, name, None))
