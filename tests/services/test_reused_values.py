"""A seller's own values, used again: found masked, copied only for whose they are, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from support.services import FIRM, NOON, SECRET, draft, services_of

from wizard.errors import NotFoundError
from wizard.services.reused_values import Place, ReusedValues

SOURCE = (draft().mall, "api_key")


@pytest.fixture
def services(engine, tmp_path):
    return services_of(engine, tmp_path)


@pytest.fixture
def reused(services):
    return ReusedValues(services.engine, services.keys)


@pytest.fixture
def saved(services):
    return services.save(draft(), FIRM)


def test_a_sealed_value_is_offered_by_its_masked_end_only(reused, saved):
    seller, account = saved

    [found] = reused.of(seller, [SOURCE])[SOURCE]

    assert found.place == Place(account, "api_key")
    assert found.value == ""
    assert SECRET not in repr(found)


def test_it_is_opened_for_its_own_seller_and_for_nobody_else(services, reused, saved):
    seller, account = saved
    place = Place(account, "api_key")
    stranger, _ = services.save(draft("theirs"), replace(FIRM, business_number="1234567891"))

    assert reused.open(seller, place, None) == SECRET
    for who, where in ((stranger, place), (seller, Place(account, "nothing"))):
        with pytest.raises(NotFoundError):
            reused.open(who, where, None)


def test_what_is_older_than_what_is_shown_is_neither_offered_nor_taken(reused, saved):
    seller, account = saved
    later = NOON + timedelta(seconds=1)

    assert reused.of(seller, [SOURCE], later) == {SOURCE: []}
    with pytest.raises(NotFoundError):
        reused.open(seller, Place(account, "api_key"), later)
