"""The smallest guides, written where they are tested; ▸ marks the place where a fault is expected."""

from pathlib import Path
from textwrap import dedent, indent

from wizard.content import loader
from wizard.errors import GuideError

MARK = "▸"
IMAGES = Path(__file__).parents[1] / "guides" / "images"
CONSTANTS = {"phone": "02-0000-0000", "server_ip": "192.0.2.15"}
HEAD = """\
mall: small
title: 시험
category: 오픈마켓
manual: {chapter: "(0)", edition: "2021"}
status: {state: open, checked_on: 2026-11-23}
effort: {minutes: 3}
"""
DONE = "{id: done, kind: outcome, title: 끝이에요}"


def with_steps(*steps, done=DONE):
    """Write a guide of these steps, and of one that ends it."""
    items = [dedent(step).strip() for step in (*steps, done) if step]
    return HEAD + "steps:\n" + "".join(indent(f"- {_hang(item)}\n", "  ") for item in items)


def form(fields, rows="- {사용자ID: login_id}", name="form"):
    """Write a form step of these fields and rows."""
    return f"id: {name}\nkind: credentials\ntitle: 계정을 적어요\nfields:\n{_in(fields)}\nrows:\n{_in(rows)}"


def guide_of(text, name="small"):
    """Read a sound guide."""
    return loader.read(text.encode(), f"{name}.yaml", CONSTANTS, IMAGES)


def faults_of(text, name="small"):
    """Read a faulty guide; give its faults."""
    raw = text.encode() if isinstance(text, str) else text
    try:
        loader.read(raw, f"{name}.yaml", CONSTANTS, IMAGES)
    except GuideError as error:
        return error.faults
    return []


def placed(faults):
    """Give line, column and code of each fault."""
    return [(fault.line, fault.column, fault.code) for fault in faults]


def unmarked(text):
    """Take the marks out; give the text, and the line and column in which each stood."""
    places = []
    while MARK in text:
        before, text = text.split(MARK, 1)
        places.append((before.count("\n") + 1, len(before) - before.rfind("\n")))
        text = before + text
    return text, places


def _hang(item):
    return item.replace("\n", "\n  ")


def _in(text):
    return indent(dedent(text).strip(), "  ")
