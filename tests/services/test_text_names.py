"""Names that a new text may have: guides and fragments are judged alike."""

import unicodedata

import pytest

from wizard.services.text_names import (
    BAD,
    LONG,
    MEANT,
    NONE,
    OURS,
    may_begin,
    wrong_fragment,
    wrong_mall,
)

WRONG = {
    "": NONE,
    "Brand Mall": MEANT.format("brand-mall"),
    "ｂｒａｎｄ_mall.": MEANT.format("brand-mall"),
    "브랜드몰": BAD,
    unicodedata.normalize("NFD", "브랜드몰"): BAD,
    "../up": BAD,
    "brand\n": MEANT.format("brand"),
    "a" * 41: LONG.format(41),
}


@pytest.mark.parametrize(("name", "said"), WRONG.items(), ids=ascii)
def test_a_name_is_refused_in_the_same_words_whatever_is_begun_by_it(name, said):
    assert wrong_mall(name) == said.format("brand-mall")
    assert wrong_fragment(name) == said.format("esm-login")
    assert not may_begin(name)
    assert not may_begin(f"fragments/{name}")


@pytest.mark.parametrize("name", ["brand-mall", "11st", "a" * 40, "a-1-b"])
def test_small_letters_digits_and_dashes_between_them_are_a_name(name):
    assert wrong_mall(name) == wrong_fragment(name) == ""
    assert may_begin(name)
    assert may_begin(f"fragments/{name}")


@pytest.mark.parametrize(
    "name", ["new", "drafts", "history", "schedules", "constants", "fragments"]
)
def test_a_word_of_our_own_addresses_is_no_guides_name_and_none_that_we_propose(name):
    assert wrong_mall(name) == OURS.format("brand-mall")
    assert wrong_mall(name.title()) == BAD.format("brand-mall")
    assert wrong_fragment(name) == ""
