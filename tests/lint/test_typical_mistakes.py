"""What people who write no code do to YAML: each is told at its line, in Korean, and no text is lost silently."""

import re

import pytest
from conftest import CONTENT
from support.fault_seeds import FILES, TODAY, every_seed
from support.typical_mistakes import MISTAKES, mistakes_of

from wizard.content.shared_files import shared_of
from wizard.lint.autofix import autofix
from wizard.lint.check import examine

TELLS_OTHERWISE = re.compile(
    r"'[^']*'|`[^`]*`|\"[^\"]*\"|\([^)]*\)|\[[^\]]*\]|\*\*|https?://\S*|U\+[0-9A-F]{4}"
    r"|(?<![A-Za-z])(?:YAML|UTF-8|BOM|HTML|URL|IP|KB|RE2|JSON|true|false|do|constants\.yaml|wizard:ok [A-Z]\d\d)(?![A-Za-z])"
)
"""What an editor typed or is to type, and names that Korean has no other word for."""


@pytest.fixture(scope="module")
def told():
    constants = shared_of(CONTENT)
    return [
        (one, examine(one.text.encode(), one.file, constants, TODAY))
        for file in FILES
        for one in mistakes_of(file)
    ]


def test_each_kind_of_mistake_is_made_somewhere_and_there_are_many(told):
    assert set(MISTAKES) == {one.kind for one, _ in told}
    assert len(MISTAKES) >= 60
    assert len(told) + len(every_seed()) >= 1500


def test_each_mistake_is_told_at_its_line(told):
    missed = [
        f"{one}: {[str(fault) for fault in (report.faults or report.advice)][:2]}"
        for one, report in told
        if not any(fault.line in one.lines for fault in (report.faults or report.advice))
    ]

    assert missed == []


def test_nothing_is_told_in_english(told):
    words = {
        f"{fault.message} ({fault.hint})"
        for _, report in told
        for fault in (*report.faults, *report.advice)
    }
    english = [one for one in words if re.search("[A-Za-z]{2,}", TELLS_OTHERWISE.sub("", one))]

    assert english == []


FIXABLE = (
    "a number sign in a text",
    "a number sign in a title",
    "an indentation of blanks that do not break",
    "an indentation of full-width blanks",
    "a separator of lines in a text",
    "a separator of paragraphs in a text",
    "a next line in a text",
    "a carriage return in a text",
    "a full-width comma in a list",
)


def test_what_can_be_mended_without_a_question_is_mended_and_nothing_else_is_touched(told):
    constants = shared_of(CONTENT)
    for one in (one for one, _ in told if one.kind in FIXABLE):
        fixed = autofix(one.text.encode(), one.file, constants, TODAY)

        assert fixed.reading.faults == [], f"{one}"
        pairs = zip(one.text.split("\n"), fixed.raw.decode().split("\n"), strict=True)
        changed = [number for number, (was, now) in enumerate(pairs, start=1) if was != now]
        assert changed == [one.lines.start], f"{one}"


def test_a_fix_writes_over_no_line_but_the_one_that_was_meant_where_line_ends_are_hidden():
    text = (CONTENT / "coupang.yaml").read_text("utf-8")
    hidden = text.replace("mall: coupang", "# 설명\u2028\u2029\u0085설명\nmall: coupang", 1)
    misspelt = hidden.replace("issue: self", "isue: self", 1)

    fixed = autofix(misspelt.encode(), "coupang.yaml", shared_of(CONTENT), TODAY)

    assert fixed.reading.faults == []
    before, after = text.split("\n"), fixed.raw.decode().split("\n")
    assert [line for line in after if line not in before] == ["# 설명   설명"]


def test_a_comment_after_two_blanks_and_before_one_is_a_comment_and_loses_nothing():
    text = (CONTENT / "coupang.yaml").read_text("utf-8")
    noted = text.replace("issue: self", "issue: self  # 판매자가 발급해요", 1)

    assert examine(noted.encode(), "coupang.yaml", shared_of(CONTENT)).faults == []
