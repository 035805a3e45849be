"""Every verdict and every reason has words."""

import re
from pathlib import Path
from typing import get_args

import pytest

import wizard
from wizard.verdicts.answer import Failure
from wizard.verdicts.classes import CLASSES
from wizard.verdicts.probes import Reason
from wizard.web.check_words import REASONS, WORDS

PACKAGE = Path(wizard.__file__).parent
GIVEN = [
    *PACKAGE.glob("malls/*.py"),
    PACKAGE / "services/check_handler.py",
    PACKAGE / "verdicts/judge.py",
]
OWN = {
    word
    for file in GIVEN
    for word in re.findall(
        r'"(?:OUR_FAULT|AMBIGUOUS|UNVERIFIABLE)", (?:reason=)?"([a-z_]+)"', file.read_text("utf-8")
    )
}


def test_every_verdict_has_words_and_no_word_is_for_none():
    assert set(WORDS) == set(CLASSES)


@pytest.mark.parametrize("reason", sorted({*OWN, *get_args(Reason), *Failure} - {"tls", "proxy"}))
def test_every_reason_is_told_to_staff_in_words(reason):
    assert re.search("[가-힣]", REASONS[reason]) or reason == "none"


def test_the_sellers_words_blame_nobody_and_speak_plainly():
    told = " ".join(line for words in WORDS.values() for line in (words.heading, *words.says))

    assert not re.search(r"잘못|실수|오류|에러|API|HTTP|TLS|[A-Z_]{5,}", told)


def test_a_connection_is_said_to_work_without_a_key_that_not_every_mall_has():
    words = WORDS["OK"]

    assert "키" not in " ".join((words.heading, *words.says))
