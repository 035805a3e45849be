"""Advice on words: what it says to write instead can be written so."""

from datetime import date

from support.small_guides import CONSTANTS, with_steps

from wizard.lint.check import examine


def test_a_particle_behind_a_bold_constant_is_put_into_its_call_within_the_bold():
    text = with_steps('{id: hello, kind: info, title: 인사해요, say: "**${phone}**을 눌러요"}')

    [advice] = examine(text.encode(), "small.yaml", CONSTANTS, date(2026, 11, 24)).advice

    assert (advice.code, advice.hint) == ("A71", "**${phone:을/를}**라고 적어 주세요")
