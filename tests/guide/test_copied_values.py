"""A browser holds the last copied value only: what is copied before another is put down somewhere first."""

import re
from itertools import pairwise

import pytest
from conftest import CONTENT

from wizard.content.catalog import open_catalog
from wizard.guide.journey import ways

GUIDES = open_catalog(CONTENT).guides
IS_COPIED = re.compile(r"복사해(?! 주소창)")


def copies(guide):
    """Give, for each way through a guide, the acts before its form that copy a value, each with the one after it."""
    for _answers, path in ways(guide):
        form = next((n for n, step in enumerate(path) if step.kind == "credentials"), 0)
        acts = [str(act.say) for step in path[:form] for act in getattr(step, "do", ())]
        yield [(act, after) for act, after in pairwise([*acts, ""]) if IS_COPIED.search(act)]


@pytest.mark.parametrize("mall", sorted(GUIDES))
def test_a_value_that_is_copied_before_another_is_put_down_first(mall):
    lost = {
        act
        for acts in copies(GUIDES[mall])
        for act, after in acts[:-1]
        if "붙여 둬" not in act + after
    }

    assert lost == set()
