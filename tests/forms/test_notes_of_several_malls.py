"""Notes that hold the logins of several malls: each form gets its own or nothing, never another mall's.

63 notes, read by 197 forms, were written before the reader knew addresses, names below and malls side by side. As it was
then (2026-11-28), 8 notes were right at every form; 24 left boxes empty that could have been filled, and 31 put another
mall's login into some form: 75 readings right, 59 empty, 63 wrong. Today all are right.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

import pytest
import yaml
from support.pasting import GUIDES, HOSTS

from wizard.web.form import pasted

SAID = yaml.load(
    Path(__file__).with_name("notes_of_several_malls.yaml").read_text("utf-8"),
    Loader=yaml.BaseLoader,
)


@dataclass(frozen=True)
class Reading:
    """A note as one mall's form reads it, and what must stand in its boxes."""

    name: str
    mall: str
    text: str
    boxes: Mapping[str, str]


def readings() -> Iterator[Reading]:
    def said(boxes):
        return {box: Template(value).substitute(SAID["values"]) for box, value in boxes.items()}

    for note in SAID["notes"]:
        text = Template(note["text"]).substitute(SAID["values"])
        for mall in note.get("fills", []):
            boxes = SAID["logins"][mall] | note.get("besides", {}).get(mall, {})
            yield Reading(f"{note['name']}: {mall}", mall, text, said(boxes))
        for mall in note["leaves"]:
            yield Reading(f"{note['name']}: not {mall}", mall, text, {})


def boxes(reading):
    guide = GUIDES[reading.mall]
    step = next(step for step in guide.steps if step.kind == "credentials")
    return dict(
        pasted.of_area(step, step.fields, reading.text, pasted.mall_of(guide, HOSTS)).values
    )


@pytest.mark.parametrize("reading", [*readings()], ids=lambda reading: reading.name)
def test_a_note_fills_a_form_with_its_own_malls_login_alone(reading):
    assert boxes(reading) == reading.boxes


def test_there_are_notes_enough_and_each_is_read_by_a_form_that_must_stay_empty():
    assert len(SAID["notes"]) >= 60
    assert sum(bool(note["leaves"]) for note in SAID["notes"]) >= 60


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("auction.co.kr\n아이디 a77\n비번 b!12345", ("사용자ID, 비밀번호",)),
        ("쿠팡\n아이디 a77\n\nauction.co.kr\n비번 b!12345", ("비밀번호",)),
        ("쿠팡\n아이디 a77\n비번 c!12345\n\nauction.co.kr\n비번 b!12345", ()),
    ],
    ids=["nothing ours", "one of two ours", "all ours"],
)
def test_what_was_left_out_for_another_malls_is_told(text, told):
    guide = GUIDES["coupang"]
    step = next(step for step in guide.steps if step.kind == "credentials")
    found = pasted.of_area(step, step.fields, text, pasted.mall_of(guide, HOSTS))

    assert pasted.left_out(step, found) == [pasted.FOREIGN.format(boxes) for boxes in told]
    assert pasted.NOTHING not in pasted.receipt(step, found, found.values)
