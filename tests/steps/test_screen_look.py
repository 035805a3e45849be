import pytest
from conftest import GUIDES
from support.small_guides import faults_of, guide_of, with_steps

from wizard.content import loader
from wizard.guide.adapted import adapted, other_looks
from wizard.guide.journey import known, walk

STEP = """
    id: menu
    kind: info
    title: 메뉴를 열어요
    do: [누르기 (1)]
    enter: [{label: 값, value: 1a}]
    picture: {title: 센터, items: [{menu: 정보, mark: 1}]}
    screens: [%s]
"""


def looks_of(step):
    guide = guide_of(with_steps(STEP % step))
    return [
        adapted(guide.steps[0], {"menu.screen": (look.key,)}) for look in guide.steps[0].screens
    ]


@pytest.mark.parametrize(
    ("look", "key", "words"),
    [
        ('{as_of: "2021", say: 가}', "2021", "2021년 화면"),
        ("{as_of: 2024-07, device: pc, say: 가}", "2024-07-pc", "2024년 7월 PC 화면"),
        ("{device: phone, say: 가}", "phone", "휴대폰 화면"),
        ("{device: phone, name: 앱 화면, say: 가}", "phone", "앱 화면"),
    ],
)
def test_a_look_is_named_by_its_day_and_its_device(look, key, words):
    [found] = guide_of(with_steps(STEP % look)).steps[0].screens

    assert (found.key, found.words) == (key, words)


def test_a_look_that_tells_what_to_do_anew_has_no_value_or_picture_of_todays_screen():
    [seen] = looks_of('{as_of: "2021", do: [내리기]}')

    assert [act.say for act in seen.do] == ["내리기"]
    assert (seen.enter, seen.picture) == ((), None)


def test_a_look_that_tells_something_else_has_the_rest_of_todays_screen():
    [seen] = looks_of('{as_of: "2021", say: 예전이에요}')

    assert [line.say for line in seen.say] == ["예전이에요"]
    assert [act.say for act in seen.do] == ["누르기 (1)"]
    assert seen.picture.title == "센터"


def test_a_look_needs_a_day_or_a_device():
    [fault] = faults_of(with_steps(STEP % "{say: 가}"))

    assert (fault.code, fault.hint) == ("K03", "as_of나 device 가운데 하나는 있어야 해요")


def test_the_number_of_an_instruction_is_looked_for_in_the_picture_of_its_own_look():
    [fault] = faults_of(with_steps(STEP % '{as_of: "2021", do: [내리기 (1)]}'))

    assert fault.code == "P14"


def test_a_look_parts_no_way_and_is_kept_only_while_there_is_one():
    guide = loader.load(GUIDES / "looks.yaml")
    journey = walk(guide, {"which": ("left",), "issue.screen": ("2021",)})

    assert [step.id for step in journey.path] == ["which", "issue", "west", "account", "done"]
    assert journey.answers == {"which": ("left",), "issue.screen": ("2021",)}
    assert known(guide, {"issue.screen": ("1999",)}) == {}


def test_where_looks_stand_on_one_page_each_has_an_id_that_no_step_can_have():
    [step, _] = guide_of(with_steps(STEP % '{as_of: "2021", say: 가}')).steps

    old = other_looks(step, {"menu.screen": ("2021",)})
    together = [*step.printed_looks, *other_looks(step, {}), *old]
    assert [seen.id for _, seen in together] == ["menu.2021", "menu.2021", "menu.now"]


def test_a_video_of_a_screen_is_told_once_where_its_looks_stand_on_one_page():
    video = "video: {url: 'https://example.com/v', title: 영상, minutes: 2, on: 2026-08-01}"
    text = with_steps((STEP % '{as_of: "2021", say: 가}') + f"    {video}\n")
    [step, _] = guide_of(text).steps

    assert step.video
    assert [seen.video for _, seen in step.printed_looks] == [None]
