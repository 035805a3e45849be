"""Blocks as people copy them go to the boxes of the malls' real forms, and nowhere else."""

from collections.abc import Iterator
from pathlib import Path
from string import Template

import pytest
import yaml
from conftest import CONTENT

from wizard.content.catalog import open_catalog
from wizard.forms import paste_parser
from wizard.forms.submission import choices, read
from wizard.korean.calendar import clock, in_korea

CORPUS = Path(__file__).parent / "paste_corpus"
GUIDES = open_catalog(CONTENT).guides


def cases(*files: str) -> Iterator[tuple[str, dict]]:
    for name in files:
        said = yaml.load((CORPUS / name).read_text("utf-8"), Loader=yaml.BaseLoader)
        for case in said["cases"]:
            values = said.get("values", {})
            fill = lambda text, values=values: Template(text).safe_substitute(values)
            boxes = (
                {box: fill(value) for box, value in case["boxes"].items()} if case["boxes"] else {}
            )
            yield (
                f"{name}: {case['name']}",
                {
                    "mall": case.get("mall", said["mall"]),
                    "answers": case.get("answers", said.get("answers", {})),
                    "text": fill(case["text"]),
                    "boxes": boxes,
                },
            )


def boxes_of(case):
    """Give what stands in the boxes of the mall's real form after the text was pasted."""
    guide = GUIDES[case["mall"]]
    step = next(step for step in guide.steps if step.kind == "credentials")
    answers = {name: (value,) for name, value in case["answers"].items()}
    asked = step.asked(choices(step, case["answers"], answers))
    ours = (guide.mall, guide.title, *guide.aka)
    found = paste_parser.read(step.fields, case["text"], ours)
    raw = {part.name: part.said(case["text"]) for part in found.parts if part.name in asked}
    posted = read(step, {**case["answers"], **raw}, answers, today=in_korea(clock()))
    return {name: value for name, value in posted.values.items() if value}
