"""Long numbers in what a person wrote."""

import pytest

from wizard.korean.hidden_numbers import HIDDEN, hide_numbers


@pytest.mark.parametrize(
    "number",
    [
        "01012345678", "010-1234-5678", "010 1234 5678", "010.1234.5678", "123-4567",
        "+82 10-1234-5678", "010 - 1234 - 5678", "010\u200b1234\u200b5678", "０１０－１２３４－５６７８",
        "220-81-62517", "900101-1234567", "110_123_456789", "010\n1234\n5678",
    ],
)  # fmt: skip
def test_a_number_as_long_as_a_phones_is_hidden_however_it_is_written(number):
    hidden = hide_numbers(f"제 번호는 {number}예요. 2단계가 달라요")

    assert hidden == f"제 번호는 {HIDDEN}예요. 2단계가 달라요"


@pytest.mark.parametrize(
    "text", ["3번 단추가 2개예요", "180일", "2026년 11월", "1588", "", "10:30에 봤어요"]
)
def test_a_short_number_stays(text):
    assert hide_numbers(text) == text
