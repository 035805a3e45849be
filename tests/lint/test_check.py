"""Whatever an editor saves, reading it ends, and tells something of it or gives a guide."""

import random
from datetime import date

from conftest import CONTENT
from support.fault_seeds import FILES

from wizard.content.shared_files import shared_of
from wizard.lint.check import examine

TODAY = date(2026, 11, 24)
CONSTANTS = shared_of(CONTENT)
CHARACTERS = "{}[]:,-'\"#&*!|>%@`\t\n \u200b가a1“”?~"


def spoilt(text, dice):
    """Spoil a text in one to four places: characters put in, cut out, doubled, lines moved."""
    for _ in range(dice.randint(1, 4)):
        place, length = dice.randrange(len(text)), dice.randint(1, 40)
        before, piece, after = text[:place], text[place : place + length], text[place + length :]
        way = dice.randrange(4)
        if way == 0:
            text = before + dice.choice(CHARACTERS) + piece + after
        elif way == 1:
            text = before + after
        elif way == 2:
            text = before + piece * 2 + after
        else:
            lines = text.split("\n")
            lines.insert(dice.randrange(len(lines)), lines.pop(dice.randrange(len(lines))))
            text = "\n".join(lines)
    return text


def test_no_spoilt_guide_is_too_much_to_read():
    dice = random.Random(7)
    texts = [file.read_text("utf-8") for file in FILES]

    for _ in range(400):
        text = spoilt(dice.choice(texts), dice)
        found = examine(text.encode(), "x.yaml", CONSTANTS, TODAY)
        told = [*found.faults, *found.advice]
        assert found.guide or found.faults, text
        assert all(fault.line >= 1 and fault.column >= 1 and fault.message for fault in told), text
