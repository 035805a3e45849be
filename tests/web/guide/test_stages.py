import pytest
from conftest import CONTENT, visited
from support.small_guides import guide_of, with_steps

from wizard.content.catalog import open_catalog
from wizard.guide.journey import walk
from wizard.web.screen import Screen

FORKED = with_steps(
    "{id: first, kind: info, stage: 준비, title: 가}",
    "{id: which, kind: choice, stage: 고르기, title: 나, options: {a: {label: 가}, b: {label: 나}}}",
    "{id: west, kind: info, stage: 서쪽, when: {which: a}, title: 다}",
    "{id: east, kind: info, stage: 동쪽, when: {which: b}, title: 라}",
    "{id: more, kind: info, title: 마}",
    done="{id: done, kind: outcome, stage: 끝, title: 바}",
).replace("minutes: 3", "minutes: 10")


def screen(step_id, **answers):
    guide = guide_of(FORKED)
    journey = walk(guide, {name: (option,) for name, option in answers.items()})
    return Screen(journey, guide.step(step_id))


@pytest.mark.parametrize(
    ("step_id", "answers", "stages"),
    [
        ("first", {}, "준비:now 고르기: 서쪽: 동쪽: 끝:"),
        ("which", {"which": "a"}, "준비:past 고르기:now 서쪽: 끝:"),
        ("east", {"which": "b"}, "준비:past 고르기:past 동쪽:now 끝:"),
        ("more", {"which": "b"}, "준비: 고르기: 동쪽: 끝:"),
        ("done", {"which": "a"}, "준비:past 고르기:past 서쪽:past 끝:now"),
    ],
    ids=["way open", "way chosen", "other way", "a step of no stage", "end"],
)
def test_stages_are_those_of_the_ways_still_open(step_id, answers, stages):
    told = screen(step_id, **answers).stages

    assert " ".join(f"{name}:{state}" for name, state in told) == stages


def test_time_left_starts_with_the_whole_never_grows_and_ends_at_the_end():
    ids = ["first", "which", "west", "more", "done"]

    left = [screen(step_id, which="a").minutes_left for step_id in ids]

    assert left == [10, 8, 6, 4, 0]


def test_no_guide_has_more_stages_than_a_phone_can_show():
    guides = open_catalog(CONTENT).guides.values()

    assert {
        guide.mall: len(walk(guide, {}).stages) for guide in guides if walk(guide, {}).stages[7:]
    } == {}


def test_a_guide_without_stages_shows_the_count_alone(client):
    page = visited(client, "/guides/fork/hello")

    assert page.select_one(".stages") is None
    assert "4~5개 화면 중 1번째" in page.select_one("[data-progress]").text


def test_the_stage_one_is_at_is_told_to_a_screen_reader(content_app):
    page = visited(content_app.test_client(), "/guides/11st/ip")

    assert [stage.text for stage in page.select("[aria-current=step]")] == ["신청"]
    assert "9개 화면 중 4번째 · 약 10분 남았어요" in page.select_one("[data-progress]").text
