"""The pictures of a guide, or of steps that guides share, as the text has them, sound or not: everything a word."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wizard import strict_yaml
from wizard.steps.screen_look import DEVICES
from wizard.strict_yaml import Document

SIDES = ("left", "top", "width", "height")


@dataclass(frozen=True)
class Spot:
    """Where a picture stands: at a step, or at another look of its screen.

    Attributes:
        step: the step's id.
        look: the key of the look, as in an address: "phone", "2021"; "" for the step's own.

    """

    step: str
    look: str = ""


@dataclass(frozen=True)
class WrittenBox:
    """A box as it is written: everything a word."""

    left: str
    top: str
    width: str
    height: str
    mark: str


@dataclass(frozen=True)
class WrittenPicture:
    """A picture as it is written; what is not there is ""."""

    file: str = ""
    alt: str = ""
    captured: str = ""
    boxes: tuple[WrittenBox, ...] = ()

    @property
    def digest(self) -> str:
        """Name it by all that it says."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


NO_PICTURE = WrittenPicture()


@dataclass(frozen=True)
class StepPictures:
    """A step, and the pictures of each look of its screen.

    Attributes:
        do: what to do there, line by line.
        drawn: its screen is drawn, too.
        pictures: key of a look -> picture, "" for the step's own.
        looks: key of each other look -> what it is called.

    """

    id: str
    title: str
    do: Sequence[str]
    drawn: bool
    pictures: Mapping[str, WrittenPicture]
    looks: Mapping[str, str]


def steps_in(text: str) -> list[StepPictures]:
    """Give every step that stands in this very text, as far as it can be read."""
    return steps_of(strict_yaml.read(text.encode()))


def steps_of(document: Document) -> list[StepPictures]:
    """Give every step of a text that was read already."""
    return [_step(step) for _, step in raw_steps(document.data)]


def raw_steps(data: Any) -> list[tuple[int, dict[str, Any]]]:
    """Give the steps that have an id, each with its place among all."""
    steps = listed(data.get("steps")) if isinstance(data, dict) else []
    return [
        (index, step)
        for index, step in enumerate(steps)
        if isinstance(step, dict) and isinstance(step.get("id"), str)
    ]


def _step(step: Mapping[str, Any]) -> StepPictures:
    looks = [look for look in listed(step.get("screens")) if isinstance(look, dict)]
    homes = {"": step, **{key_of(look): look for look in looks if key_of(look)}}
    pictures = {
        key: picture_of(home["image"])
        for key, home in homes.items()
        if isinstance(home.get("image"), dict)
    }
    called = {key_of(look): _called(look) for look in looks if key_of(look)}
    do = [_said(line) for line in listed(step.get("do"))]
    title = step.get("title")
    named = title if isinstance(title, str) else step["id"]
    return StepPictures(step["id"], named, do, "picture" in step, pictures, called)


def picture_of(image: Mapping[str, Any]) -> WrittenPicture:
    """Read an `image:` as it is written."""
    boxes = [_box(box) for box in listed(image.get("boxes")) if isinstance(box, dict)]
    file, alt, captured = (_word(image.get(key)) for key in ("file", "alt", "captured"))
    return WrittenPicture(file, alt, captured, tuple(boxes))


def _box(box: Mapping[str, Any]) -> WrittenBox:
    return WrittenBox(*(_word(box.get(key)) for key in (*SIDES, "mark")))


def key_of(look: Mapping[str, Any]) -> str:
    """Give what stands for a look in an address; see `ScreenLook.key`."""
    return "-".join(filter(None, (_word(look.get("as_of")), _word(look.get("device")))))


def _called(look: Mapping[str, Any]) -> str:
    device = DEVICES.get(_word(look.get("device")), "")
    return _word(look.get("name")) or " ".join(filter(None, (_word(look.get("as_of")), device)))


def _said(line: Any) -> str:
    return _word(line.get("say")) if isinstance(line, dict) else _word(line)


def listed(value: Any) -> list[Any]:
    """Give a list as it is written, or one word as a list of it; nothing else is one."""
    if isinstance(value, str):
        return [value]
    return value if isinstance(value, list) else []


def _word(value: Any) -> str:
    return value if isinstance(value, str) else ""
