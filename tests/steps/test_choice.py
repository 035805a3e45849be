from support.small_guides import faults_of, guide_of, placed, unmarked, with_steps

TEXT = with_steps(
    """\
id: which
kind: choice
title: 어느 길로 갈까요?
options:
  left: {label: 왼쪽, note: 짧은 길}
  right: {label: 오른쪽}"""
)


def test_a_choice_asks_under_its_own_id_with_the_options_in_order():
    step = guide_of(TEXT).step("which")

    assert step.questions() == {"which": ("left", "right")}
    assert step.ends is False


def test_a_note_is_a_text_or_a_text_under_a_condition():
    asked = "{id: early, kind: choice, title: 가, options: {a: {label: 가}, b: {label: 나}}}"
    conditional = TEXT.replace("note: 짧은 길", "note: {say: 짧은 길, when: {early: a}}")
    step = guide_of(conditional.replace("steps:\n", f"steps:\n  - {asked}\n")).step("which")

    assert guide_of(TEXT).step("which").options["left"].note == "짧은 길"
    assert step.options["left"].note.say == "짧은 길"
    assert step.options["left"].note.when == {"early": ("a",)}


def test_an_option_without_a_label_is_refused_at_its_place():
    text, [place] = unmarked(TEXT.replace("{label: 오른쪽}", "▸{note: 오른쪽}"))

    assert placed(faults_of(text)) == [(*place, "K01")]
