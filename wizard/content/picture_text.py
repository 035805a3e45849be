"""The pictures of a text put into it, changed and taken out where they stand.

The text stays as it is written: comments, order and layout.
"""

from dataclasses import asdict
from typing import Any

from wizard import strict_yaml
from wizard.content.written_pictures import (
    Spot,
    WrittenPicture,
    key_of,
    listed,
    picture_of,
    raw_steps,
)
from wizard.errors import RefusedError, UneditableError
from wizard.guide.model import Path
from wizard.steps.screen_look import DEVICES
from wizard.strict_yaml import edits
from wizard.strict_yaml.written_values import Value

ELSEWHERE = (
    "이 화면은 글의 모양이 달라서 여기서 그림을 고칠 수 없어요. ‘글 고치기’에서 직접 고쳐 주세요."
)


def with_picture(text: str, spot: Spot, picture: WrittenPicture) -> str:
    """Give the text with a picture at a spot: a new one, or another in the place of what is there.

    Raises:
        RefusedError: it cannot be put there by its place.

    """
    try:
        home = _home(text, spot)
        if home is None:
            return _with_look(text, spot, picture)
        known = _at(text, (*home, "image"))
        if not isinstance(known, dict):
            return edits.put(text, home, "image", _written(picture))
        return _changed(text, (*home, "image"), picture_of(known), picture)
    except UneditableError as error:
        raise RefusedError(ELSEWHERE) from error


def without_drawing(text: str, spot: Spot) -> str:
    """Give the text without the drawn picture at a spot, if there is one.

    Raises:
        RefusedError: it cannot be taken out by its place.

    """
    home = _home(text, spot)
    if home is None or _at(text, (*home, "picture")) is None:
        return text
    return _dropped(text, (*home, "picture"))


def without_picture(text: str, spot: Spot) -> str:
    """Give the text without the picture at a spot; a look that says nothing else goes with it.

    Raises:
        RefusedError: it cannot be taken out by its place.

    """
    home = _home(text, spot)
    if home is None:
        raise RefusedError(ELSEWHERE)
    if spot.look and _says_no_more(_at(text, home)):
        return _dropped(text, home if len(_at(text, home[:-1])) > 1 else home[:-1])
    return _dropped(text, (*home, "image"))


def _says_no_more(look: dict[str, Any]) -> bool:
    """Say whether a look has its picture, and else but what it is called by."""
    return look.keys() <= {"image", "device", "as_of", "name"}


def _dropped(text: str, path: Path) -> str:
    try:
        return edits.pop(text, path) if isinstance(path[-1], int) else edits.drop(text, path)
    except UneditableError as error:
        raise RefusedError(ELSEWHERE) from error


def _changed(text: str, path: Path, old: WrittenPicture, new: WrittenPicture) -> str:
    said = {key: getattr(new, key) for key in ("file", "alt", "captured")}
    words = {(*path, key): word for key, word in said.items() if word != getattr(old, key)}
    text = edits.put_each(text, words)
    if old.boxes == new.boxes:
        return text
    if not new.boxes:
        return edits.drop(text, (*path, "boxes"))
    if not _is_box_by_box(text, path, old, new):
        return edits.put(text, path, "boxes", [asdict(box) for box in new.boxes])
    try:
        return _boxed(text, (*path, "boxes"), old, new)
    except UneditableError:  # it has a shape in which the list is only written anew
        return edits.put(text, path, "boxes", [asdict(box) for box in new.boxes])


def _is_box_by_box(text: str, path: Path, old: WrittenPicture, new: WrittenPicture) -> bool:
    """Say whether each box keeps its place among those of its number: what is new stands behind them."""
    before, after = ([box.mark for box in picture.boxes] for picture in (old, new))
    kept = [mark for mark in before if mark in after]
    is_each_once = len(set(before)) == len(before) and len(set(after)) == len(after)
    written = listed((_at(text, path) or {}).get("boxes"))
    return (
        bool(before) and len(written) == len(before) and is_each_once and after[: len(kept)] == kept
    )


def _boxed(text: str, path: Path, old: WrittenPicture, new: WrittenPicture) -> str:
    """Change the boxes that stay, then put the new ones behind them, then take those out that are gone."""
    known, wanted = old.boxes, {box.mark: box for box in new.boxes}
    words = {
        (*path, index, key): word
        for index, before in enumerate(known)
        for key, word in asdict(wanted.get(before.mark, before)).items()
        if getattr(before, key) != word
    }
    text = edits.put_each(text, words)
    marks = [box.mark for box in known]
    for box in new.boxes:
        text = text if box.mark in marks else edits.push(text, path, asdict(box))
    for index in reversed(range(len(known))):
        text = text if marks[index] in wanted else edits.pop(text, (*path, index))
    return text


def _with_look(text: str, spot: Spot, picture: WrittenPicture) -> str:
    """Give the text with one look more of a step's screen: as it is on a device."""
    step = _home(text, Spot(spot.step))
    if step is None or spot.look not in DEVICES:
        raise UneditableError
    look: dict[str, Value] = {"device": spot.look, "image": _written(picture)}
    if _at(text, (*step, "screens")):
        return edits.push(text, (*step, "screens"), look)
    return edits.put(text, step, "screens", [look])


def _home(text: str, spot: Spot) -> Path | None:
    """Find the mapping of a step, or of a look of its screen; None if there is none."""
    for index, step in raw_steps(strict_yaml.read(text.encode()).data):
        if step["id"] != spot.step:
            continue
        if not spot.look:
            return ("steps", index)
        for at, look in enumerate(listed(step.get("screens"))):
            if isinstance(look, dict) and key_of(look) == spot.look:
                return ("steps", index, "screens", at)
    return None


def _at(text: str, path: Path) -> Any:
    found = strict_yaml.read(text.encode()).data
    for part in path:
        if not isinstance(found, dict | list):
            return None
        found = found.get(part) if isinstance(found, dict) else found[int(part)]
    return found


def _written(picture: WrittenPicture) -> dict[str, Value]:
    told: dict[str, Value] = {
        "file": picture.file, "alt": picture.alt, "captured": picture.captured,
    }  # fmt: skip
    return told | ({"boxes": [asdict(box) for box in picture.boxes]} if picture.boxes else {})
