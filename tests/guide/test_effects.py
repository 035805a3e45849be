"""What another edition does to the people who use a guide, of what they have."""

from dataclasses import replace

import pytest
from conftest import GUIDES
from support.small_guides import guide_of

from wizard.guide import effect_words
from wizard.guide.effects import ANY, GuideUse, Walkers, effects

FORK = (GUIDES / "fork.yaml").read_text("utf-8")
KEYS = (GUIDES / "keys.yaml").read_text("utf-8")
WEST = Walkers({"which": ("left",)}, ("hello", "which", "west"), 3)
USE = GuideUse([Walkers({}, ("hello",), 9), WEST], {"which": 3}, {}, {}, {"": 2, "west": 1})
SAVED = GuideUse(
    accounts={"form": 34}, values={("form", "login_id"): 34, ("form", "memo"): 5}, links={"form": 1}
)


def of(text):
    return guide_of(text, text.partition("\n")[0].removeprefix("mall: "))


def judged(old, new, use):
    return effects(of(old), of(new), use)


def test_whoever_is_there_is_counted_and_an_edit_that_takes_nothing_loses_nothing():
    found = judged(FORK, FORK.replace("인사해요", "안녕하세요"), USE)

    assert found.touches
    assert (found.going, found.accounts, found.answers, found.links) == (12, 0, 3, 3)
    assert [(step.step_id, step.runs) for step in found.steps] == [
        ("hello", 9), ("which", 0), ("west", 3),
    ]  # fmt: skip
    assert (found.lost, found.digest) == ((), "")
    assert effect_words.summary(found) == "가는 중 12명, 보낸 링크 3개, 고른 답 3개"


def test_a_screen_that_goes_away_under_people_is_named_with_them_and_their_links():
    without = FORK.replace(
        "  - {id: west, kind: info, title: 서쪽으로 가요, when: {which: left}}\n", ""
    )

    found = judged(FORK, without, USE)

    assert effect_words.summary(found).startswith("가는 중 12명 (그중 3명은 없어지는 화면에), 보낸 링크 3개 (그중 1개는 없어지는 화면으로)")  # fmt: skip
    assert [(loss.kind, loss.step_id, loss.total) for loss in found.lost] == [("step", "west", 4)]


def test_a_screen_that_says_what_it_was_called_loses_nobody():
    renamed = FORK.replace("{id: west,", "{id: sunset, was: [west],")

    found = judged(FORK, renamed, USE)

    assert (found.stranded, found.broken_links, found.lost) == (0, 0, ())


def test_an_option_that_is_gone_is_asked_again_and_a_question_that_is_gone_is_a_loss():
    other = FORK.replace("left", "middle")

    assert judged(FORK, other, USE).asked_again == 3
    assert judged(FORK, other, USE).lost == ()
    start, end = FORK.index("  - id: which"), FORK.index("  - {id: done")
    gone = judged(FORK, FORK[:start] + FORK[end:], USE)
    assert ("answer", "which") in {(loss.kind, loss.step_id) for loss in gone.lost}


def test_a_question_that_a_screen_asks_no_more_loses_its_answers_though_the_screen_stays():
    told = FORK.replace("    kind: choice\n", "    kind: info\n")
    start, end = told.index("    options:"), told.index("  - {id: west")
    told = (told[:start] + told[end:]).replace(", when: {which: left}", "").replace(", when: {which: right}", "")  # fmt: skip

    [loss] = judged(FORK, told, USE).lost

    assert (loss.kind, loss.step_id, loss.name, loss.total) == ("answer", "which", "which", 3)
    assert judged(FORK, told, replace(USE, answered={})).lost == ()
    assert judged(FORK, FORK.replace("id: which", "id: way\n    was: [which]").replace("{which:", "{way:"), USE).lost == ()  # fmt: skip


def test_a_choice_that_is_taken_out_of_a_form_loses_its_answers():
    start, end = KEYS.index("      remit:"), KEYS.index("      login_id:")
    rows = KEYS.index("      - {when: {remit: deposit}")
    ended = KEYS.index("  - {id: done")
    told = KEYS[:start] + KEYS[end:rows] + KEYS[ended:]
    told = told.replace(", when: {remit: online}", "").replace("when: {remit: online}, ", "")

    [loss] = judged(KEYS, told, replace(SAVED, answered={"remit": 7})).lost

    assert (loss.kind, loss.step_id, loss.name, loss.total) == ("answer", "form", "remit", 7)
    assert effect_words.lost(loss) == "‘송금방법’에서 고른 답 7개를 잃어요"


@pytest.mark.parametrize(
    ("edit", "lost"),
    [
        (lambda text: text.replace("      memo: {label: 메모, optional: true}\n", "").replace(", 메모: memo", ""), [("field", "memo", 5)]),
        (lambda text: text.replace("- id: form", "- id: account"), [("form", "", 34), ("step", "", 1)]),
        (lambda text: text.replace("- id: form", "- id: account\n    was: [form]"), []),
        (lambda text: text.replace("label: 메모", "label: 적어 둘 것"), []),
    ],
    ids=["a field", "the form", "the form under a new name that says so", "a label"],
)  # fmt: skip
def test_what_sellers_saved_and_would_see_no_more_is_named(edit, lost):
    found = judged(KEYS, edit(KEYS), SAVED)

    assert [(one.kind, one.name, one.total) for one in found.lost] == lost
    assert found.is_accepted("") is not bool(lost)
    assert found.is_accepted(ANY)
    assert found.is_accepted(found.digest)


def test_a_loss_that_was_accepted_is_not_another_one():
    of_memo = judged(KEYS, KEYS.replace("      memo: {label: 메모, optional: true}\n", "").replace(", 메모: memo", ""), SAVED)  # fmt: skip
    of_form = judged(KEYS, KEYS.replace("- id: form", "- id: account"), SAVED)

    assert not of_form.is_accepted(of_memo.digest)


def test_the_same_loss_of_more_people_is_still_the_same():
    text = KEYS.replace("- id: form", "- id: account")
    more = replace(SAVED, accounts={"form": 35})

    assert judged(KEYS, text, SAVED).digest == judged(KEYS, text, more).digest


def test_a_guide_that_is_taken_away_loses_all_of_it():
    found = effects(of(KEYS), None, SAVED)

    assert {loss.kind for loss in found.lost} == {"form", "step"}
