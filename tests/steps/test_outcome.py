import pytest
from support.small_guides import faults_of, guide_of, placed, unmarked, with_steps

from wizard.guide.journey import walk


def test_an_outcome_ends_its_way_and_asks_nothing():
    guide = guide_of(with_steps())

    assert guide.step("done").ends is True
    assert guide.step("done").questions() == {}
    assert walk(guide, {}).path[-1].id == "done"


@pytest.mark.parametrize(("written", "result"), [("", "done"), (", result: stop", "stop")])
def test_an_outcome_is_done_unless_it_says_stop(written, result):
    guide = guide_of(with_steps(done=f"{{id: end, kind: outcome, title: 끝{written}}}"))

    assert guide.step("end").result == result


def test_another_result_is_refused_with_the_nearest_word():
    text, [place] = unmarked(with_steps(done="{id: e, kind: outcome, title: 끝, result: ▸stopp}"))

    [fault] = faults_of(text)
    assert placed([fault]) == [(*place, "K05")]
    assert fault.hint == "혹시 'stop'인가요?"
