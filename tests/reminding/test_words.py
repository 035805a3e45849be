"""What a reminder says: plain, with its link, and never a token, key or number."""

import re
from datetime import date, timedelta

import pytest
from reminding.test_causes import NOON, WHO

from wizard.reminding import words
from wizard.reminding.causes import KINDS, cause_of
from wizard.reminding.facts import (
    CheckFact,
    InvitationFact,
    KeyFact,
    RequestFact,
    ReturnFact,
    RunFact,
    UnfinishedFact,
    WaitFact,
)

OLD = NOON - timedelta(days=5)
CAUSES = {
    cause.kind: cause
    for cause in (
        cause_of(KeyFact(*WHO, date(2026, 12, 5)), NOON),
        cause_of(CheckFact(*WHO, "WRONG_KEY", OLD), NOON),
        cause_of(ReturnFact(*WHO, "returned", OLD), NOON),
        cause_of(RequestFact(*WHO, "help", "open", OLD, "", ""), NOON),
        cause_of(RequestFact(*WHO, "help", "answered", OLD, "", ""), NOON),
        cause_of(InvitationFact(*WHO, OLD, None), NOON),
        cause_of(RunFact(*WHO, "going", OLD, "r", {}, ()), NOON),
        cause_of(WaitFact(*WHO, "going", OLD, "r", {}, (), OLD), NOON),
        cause_of(UnfinishedFact(*WHO, "unfinished", OLD), NOON),
    )
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_words_for_the_staff_and_for_the_seller(kind):
    said = words.message(CAUSES[kind], "한빛상회", "롯데온", "https://guide.example.kr", NOON)

    assert words.KIND[kind]
    assert words.why(CAUSES[kind], "롯데온", NOON).endswith(".")
    assert said.text.startswith("[아임셀러] 한빛상회 님, 안녕하세요.")
    assert not re.search(r"\{|\}|None|\n\n", said.text + said.subject)
    assert "\n" not in said.subject


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (12, "롯데온 키가 2026년 12월 5일에 끝나요(12일 남았어요)."),
        (0, "롯데온 키가 2026년 11월 23일에 끝나요(오늘까지예요)."),
        (-1, "롯데온 키가 2026년 11월 22일에 끝났어요."),
    ],
)
def test_a_key_is_told_with_its_day_in_korea(left, said):
    cause = cause_of(KeyFact(*WHO, date(2026, 11, 23) + timedelta(days=left)), NOON)

    assert said in words.message(cause, "한빛상회", "롯데온", "", NOON).text


def test_a_firm_whose_name_is_a_format_is_told_as_it_is():
    said = words.message(CAUSES["expiry"], "{mall} {0}", "롯데온", "", NOON)

    assert "{mall} {0} 님" in said.text
