import pytest

from wizard.steps.base import Entry
from wizard.steps.instructions import instructions, loose
from wizard.steps.lines import Act

DEV, PC = (Entry(label=name, value="192.0.2.12") for name in ("개발서버 IP", "개발자 PC"))
LIVE = Entry(label="상용서버 IP", value="192.0.2.15")
KIND = Entry(label="유형", value="Web", how="choose")


def acts(*do):
    return [Act.model_validate(say) for say in do]


@pytest.mark.parametrize(
    ("do", "enter", "shown"),
    [
        (["**상용서버 IP**에 넣어요"], [LIVE], [["상용서버 IP"]]),
        (["읽어요", "**상용서버 IP**에 넣어요"], [LIVE], [[], ["상용서버 IP"]]),
        (["**상용서버 IP**를 찾아요", "**상용서버 IP**에 넣어요"], [LIVE], [["상용서버 IP"], []]),
        (["**개발서버 IP**와 **개발자 PC**"], [DEV, PC], [["개발서버 IP, 개발자 PC"]]),
        (["**유형**과 **상용서버 IP**"], [KIND, LIVE], [["유형", "상용서버 IP"]]),
        (["상용서버 IP에 넣어요"], [LIVE], [[]]),
    ],
    ids=["one", "second line", "first that names it", "one value", "two values", "not in bold"],
)
def test_a_value_stands_in_the_line_that_names_its_box_in_bold(do, enter, shown):
    lines = instructions(acts(*do), enter)

    assert [[value.label for value in line.values] for line in lines] == shown


def test_a_value_whose_box_no_line_names_is_kept_for_the_end():
    assert [value.label for value in loose(acts("**유형**을 골라요"), [KIND, LIVE])] == [
        "상용서버 IP"
    ]
    assert loose([], [LIVE])[0].value == LIVE.value


def test_a_value_of_a_line_of_its_own_stands_before_those_whose_boxes_it_names():
    [line] = instructions(
        acts({"say": "**유형**", "copy": {"label": "이름", "value": "가"}}), [KIND]
    )

    assert [(value.label, value.value) for value in line.values] == [
        ("이름", "가"),
        ("유형", "Web"),
    ]


def test_a_value_whose_box_is_named_for_when_it_cannot_be_done_stands_there():
    act = {"say": "**유형**을 골라요", "trouble": "**상용서버 IP**를 넣어요"}
    [line] = instructions(acts(act), [KIND, LIVE])

    assert [value.label for value in line.values] == ["유형"]
    assert [value.label for value in line.otherwise] == ["상용서버 IP"]
    assert loose(acts(act), [LIVE]) == ()


def test_two_boxes_share_a_value_only_if_both_are_typed_or_both_chosen():
    chosen = Entry(label="개발자 PC", value=DEV.value, how="choose")
    [line] = instructions(acts("**개발서버 IP**, **개발자 PC**"), [DEV, chosen])

    assert [(value.label, value.how) for value in line.values] == [
        ("개발서버 IP", "type"),
        ("개발자 PC", "choose"),
    ]
