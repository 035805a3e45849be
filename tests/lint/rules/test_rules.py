"""Every rule is told by its own example, and by nothing else."""

import re
from datetime import date
from pathlib import Path

import pytest
from support.small_guides import CONSTANTS, DONE, HEAD

from wizard.guide.constants import Constants
from wizard.guide.glossary import Glossary, Term
from wizard.lint import check
from wizard.lint.advice.jargon import JARGON
from wizard.lint.rules import RULES
from wizard.lint.shared import Shared

TODAY = date(2026, 11, 24)
WIZARD = Path(check.__file__).parents[1]
EXPLAINED = Glossary({word: Term(say=word) for word in JARGON if word != "파산관재인"})
KNOWN = Shared(Constants.of(CONSTANTS), glossary=EXPLAINED)
WITH_EXAMPLES = {
    code: rule
    for code, rule in RULES.items()
    if code
    not in {
        "Y00",
        "P38",
        "P48",
        "P49",
        "P70",
        "P71",
        "P73",
        "P74",
        "P75",
        "A70",
        "A72",
        "A74",
        "A75",
    }
}  # of files, not of text


def whole(part):
    """Make a guide of a part of one: a list is its steps, else its keys at the top."""
    if part.startswith("- ") and "mall:" not in part:
        lines = "".join(f"  {line}\n" for line in part.splitlines())
        done = "" if "kind: outcome" in part else f"  - {DONE}\n"
        return f"{HEAD}steps:\n{lines}{done}"
    if part.startswith("- "):
        return part
    before, mark, after = part.partition("\n---")
    named = set(re.findall(r"^\ufeff?(\w+):", before, re.MULTILINE))
    rest = [line for line in HEAD.splitlines() if line.split(":")[0] not in named]
    steps = [] if "steps" in named else [f"steps: [{DONE}]"]
    return "\n".join([before, *rest, *steps]) + mark + after


def codes_of(part):
    found = check.examine(whole(part).encode(), "small.yaml", KNOWN, TODAY)
    return [fault.code for fault in (*found.faults, *found.advice)]


@pytest.mark.parametrize(("code", "rule"), WITH_EXAMPLES.items(), ids=WITH_EXAMPLES)
def test_the_bad_example_breaks_exactly_its_rule_and_the_good_one_none(code, rule):
    assert codes_of(rule.bad) == [code]
    assert codes_of(rule.good) == []


def test_there_are_forty_rules_and_more_and_each_says_why():
    assert len(RULES) >= 60
    assert all(rule.title and rule.why and rule.code == code for code, rule in RULES.items())


def test_every_code_that_is_told_is_declared_and_every_declared_one_is_told():
    files = [f for f in WIZARD.rglob("*.py") if f.parent.name != "rules"]
    told = {
        code for file in files for code in re.findall(r'"([YKPA]\d\d)"', file.read_text("utf-8"))
    }

    assert told == set(RULES)


def test_only_what_is_a_matter_of_judgement_may_pass():
    assert {code for code, rule in RULES.items() if rule.can_pass and not rule.is_advice} == {"P29"}
