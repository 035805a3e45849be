import pytest
from conftest import GUIDES
from support.small_guides import form, guide_of, with_steps

from wizard.content import loader
from wizard.guide.journey import known, turns, walk, ways

REMIT = "remit: {kind: choice, label: 송금, options: {online: {label: 가}, deposit: {label: 나}}}"


@pytest.fixture(scope="module")
def fork():
    return loader.load(GUIDES / "fork.yaml")


@pytest.fixture(scope="module")
def nested():
    """A question that is put on one side only, and a stop that depends on it."""
    return guide_of(
        with_steps(
            "{id: which, kind: choice, title: 가, options: {left: {label: 왼}, right: {label: 오}}}",
            "{id: sure, kind: choice, title: 나, when: {which: left}, options: {yes: {label: 네}, no: {label: 아뇨}}}",
            "{id: stop, kind: outcome, title: 멈춰요, result: stop, when: {sure: no}}",
            "{id: go, kind: info, title: 가요}",
        )
    )


def ids(steps):
    return [step.id for step in steps]


def chosen(answers):
    return {name: (option,) for name, option in answers.items()}


@pytest.mark.parametrize(
    ("answers", "path"),
    [
        ({}, "hello which"),
        ({"which": "left"}, "hello which west done"),
        ({"which": "right"}, "hello which east farther done"),
        ({"which": "gone"}, "hello which"),
        ({"withdrawn": "left"}, "hello which"),
        ({"which": "left", "withdrawn": "x"}, "hello which west done"),
    ],
    ids=["new", "short way", "long way", "option withdrawn", "question withdrawn", "both"],
)
def test_the_path_ends_at_the_first_question_without_a_valid_answer(fork, answers, path):
    journey = walk(fork, chosen(answers))

    assert ids(journey.path) == path.split()


@pytest.mark.parametrize(
    ("answers", "counts"),
    [({}, (4, 5)), ({"which": "left"}, (4, 4)), ({"which": "right"}, (5, 5))],
    ids=["open", "short way", "long way"],
)
def test_shortest_and_longest_count_the_whole_ways_still_open(fork, answers, counts):
    journey = walk(fork, chosen(answers))

    assert (journey.shortest, journey.longest) == counts


def test_two_answers_to_one_question_are_none(fork):
    journey = walk(fork, {"which": ("left", "right")})

    assert journey.answers == {}
    assert journey.frontier.id == "which"


def test_answers_are_kept_in_the_guides_order_not_the_given(nested):
    journey = walk(nested, chosen({"sure": "yes", "other": "x", "which": "left"}))

    assert list(journey.answers.items()) == [("which", ("left",)), ("sure", ("yes",))]


@pytest.mark.parametrize(
    ("answers", "path"),
    [
        ({"which": "left", "sure": "no"}, "which sure stop"),
        ({"which": "left", "sure": "yes"}, "which sure go done"),
        ({"which": "right"}, "which go done"),
        ({"which": "right", "sure": "no"}, "which go done"),
        ({"sure": "no"}, "which"),
    ],
    ids=["stopped", "sure", "not asked", "asked before turning right", "asked before"],
)
def test_an_answer_given_on_a_way_since_left_decides_nothing(nested, answers, path):
    assert ids(walk(nested, chosen(answers)).path) == path.split()


def test_every_way_is_enumerated_once_with_the_answers_that_lead_there(nested):
    found = [(dict(answers), ids(path)) for answers, path in ways(nested)]

    assert found == [
        ({"which": ("left",), "sure": ("yes",)}, ["which", "sure", "go", "done"]),
        ({"which": ("left",), "sure": ("no",)}, ["which", "sure", "stop"]),
        ({"which": ("right",)}, ["which", "go", "done"]),
    ]


def test_ways_left_open_by_answers_are_those_that_agree_with_them(nested):
    found = [ids(path)[-2] for _, path in ways(nested, chosen({"which": "left"}))]

    assert found == ["go", "sure"]


@pytest.mark.parametrize(
    ("step_id", "position", "before", "after"),
    [
        ("hello", 0, None, "which"),
        ("west", 2, "which", "done"),
        ("done", 3, "west", None),
        ("east", None, None, None),
        ("gone", None, None, None),
    ],
    ids=["first", "middle", "last", "on the other way", "unknown"],
)
def test_a_step_knows_its_place_and_its_neighbours(fork, step_id, position, before, after):
    journey = walk(fork, chosen({"which": "left"}))

    assert journey.position(step_id) == position
    assert getattr(journey.before(step_id), "id", None) == before
    assert getattr(journey.after(step_id), "id", None) == after


def test_nothing_comes_after_a_question_that_is_due(fork):
    journey = walk(fork, {})

    assert journey.after("hello").id == "which"
    assert journey.after("which") is None


def test_a_forms_own_question_is_due_only_if_a_later_step_turns_on_it():
    fields = f"{REMIT}\nlogin_id: {{label: 로그인}}"
    plain = guide_of(with_steps(form(fields)))
    parted = guide_of(
        with_steps(
            form(fields), "{id: bank, kind: request, button: 가, title: 가, when: {remit: online}}"
        )
    )

    assert (turns(plain), ids(walk(plain, {}).path)) == (set(), ["form", "done"])
    assert (turns(parted), ids(walk(parted, {}).path)) == ({"remit"}, ["form"])
    assert len(walk(parted, chosen({"remit": "online"})).path) == 3


def test_a_checklist_is_due_until_something_is_ticked_and_keeps_the_guides_order():
    start = loader.load(GUIDES / "start.yaml")

    assert ids(walk(start, {}).path) == ["malls"]
    assert walk(start, {"malls": ("keys", "fork", "gone")}).answers == {"malls": ("fork", "keys")}
    assert ids(walk(start, {"malls": ("keys", "fork")}).path) == ["malls", "done"]


def test_replaying_the_answers_of_a_journey_gives_the_same_journey(nested):
    for answers, _ in ways(nested):
        journey = walk(nested, answers)

        assert walk(nested, journey.answers) == journey


def test_what_is_asked_of_a_checklist_holds_if_one_of_its_ticks_does_and_all_ticks_are_the_longest_way():
    guide = guide_of(
        with_steps(
            "{id: malls, kind: checklist, title: 가, options: {a: 하나, b: 둘, c: 셋}}",
            "{id: of-a, kind: info, title: 나, when: {malls: a}}",
            "{id: of-b-or-c, kind: info, title: 다, when: {malls: [b, c]}}",
        )
    )
    ticked = walk(guide, {"malls": ("a", "c")})

    assert ids(ticked.path)[:3] == ["malls", "of-a", "of-b-or-c"]
    assert (walk(guide, {}).longest, walk(guide, {}).shortest) == (
        ticked.longest,
        ticked.longest - 1,
    )


def test_the_last_screen_of_a_way_has_its_looks_and_one_behind_it_none():
    old = 'screens: [{as_of: "2021", say: 예전이에요}]'
    guide = guide_of(
        with_steps(
            "{id: which, kind: choice, title: 가, options: {left: {label: 왼}, right: {label: 오}}}",
            f"{{id: stop, kind: outcome, title: 멈춰요, result: stop, when: {{which: left}}, {old}}}",
            done=f"{{id: done, kind: outcome, title: 끝이에요, {old}}}",
        )
    )
    seen = {"stop.screen": ("2021",), "done.screen": ("2021",)}

    left, right = ({"which": (way,)} for way in ("left", "right"))
    assert known(guide, {**left, **seen}) == {**left, "stop.screen": ("2021",)}
    assert known(guide, {**right, **seen}) == {**right, "done.screen": ("2021",)}
    assert walk(guide, {**right, **seen}).frontier.say[0].say == "예전이에요"
