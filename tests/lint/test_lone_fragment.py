"""A fragment makes a guide of nothing but it, with what only a guide could say made up; or none, never a broken one."""

from datetime import date
from textwrap import indent

import pytest
from conftest import GUIDES

from wizard import strict_yaml
from wizard.content.folder import fragment_files
from wizard.content.shared_files import shared_of
from wizard.guide.constants import Constants
from wizard.guide.journey import walk
from wizard.lint.lone_fragment import lone_guide
from wizard.lint.shared import Shared

TODAY = date(2026, 11, 27)
KNOWN = Shared.of(Constants.of({"server_ip": "192.0.2.15"}))


def lone(*steps):
    raw = "steps:\n" + "".join(indent(f"- {step}\n", "  ") for step in steps)
    return lone_guide(strict_yaml.read(raw.encode(), "steps"), "함께 쓰는 단계", KNOWN, TODAY)


def titles(guide, **answers):
    return [step.title for step in walk(guide, {name: (one,) for name, one in answers.items()}).path]  # fmt: skip


def test_its_steps_stand_in_their_order_and_an_end_follows():
    found = lone("{id: a, kind: info, title: 하나}", "{id: b, kind: info, title: 둘}")

    assert titles(found) == ["하나", "둘", "여기까지예요"]


def test_a_value_that_a_line_would_give_is_its_name_and_a_constant_what_it_says():
    found = lone('{id: a, kind: info, title: "${mall_name:을/를} 열어요", do: ["**${server_ip:을/를}** 적어요"]}')  # fmt: skip

    assert found.steps[0].title == "‹mall_name›를 열어요"
    assert found.steps[0].do[0].say == "**192.0.2.15**를 적어요"


def test_what_another_step_would_ask_is_asked_first_with_each_answer_that_is_named():
    found = lone(
        "{id: a, kind: info, title: 하나, when: {way: [self, agency]}}",
        "{id: b, kind: info, title: 둘, do: [{say: 눌러요, when: {place: here}}]}",
    )

    assert [step.title for step in found.steps[:2]] == ["‹way›", "‹place›"]
    assert list(found.steps[0].options) == ["self", "agency", "else"]
    assert "하나" in titles(found, way="agency", place="here")
    assert "하나" not in titles(found, way="else", place="here")


def test_what_it_asks_itself_is_asked_once():
    options = "{self: {label: 직접}, agency: {label: 대행}}"
    found = lone(
        f"{{id: way, kind: choice, title: 누가 하나요?, options: {options}}}",
        "{id: b, kind: info, title: 둘, when: {way: self}}",
    )

    assert [step.id for step in found.steps] == ["way", "b", "end-of-fragment"]


@pytest.mark.parametrize(
    "step",
    [
        "{id: a, kind: info, title: 하나, where: {console: 센터, url: '${link}'}}",
        "{id: a, kind: info, title: 하나, when: {same_id: yes}}",
        "{id: a, kind: 없는것, title: 하나}",
        "{id: a, kind: info}",
        "{use: other}",
        "{id: end-of-fragment, kind: info, title: 하나}",
        "[",
        "가",
    ],
)
def test_what_cannot_be_made_up_or_is_faulty_makes_none(step):
    assert lone(step) is None


@pytest.mark.parametrize("folder", [GUIDES.parents[1] / "content" / "guides", GUIDES / "shared"])
def test_every_fragment_of_ours_makes_one(folder):
    texts = [strict_yaml.read(file.read_bytes(), "steps") for file in fragment_files(folder)]

    assert texts
    assert all(lone_guide(text, "함께 쓰는 단계", shared_of(folder), TODAY) for text in texts)
