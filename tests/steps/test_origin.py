import pytest
from pydantic import TypeAdapter, ValidationError

from wizard.steps.origin import From, Origin

FROM = TypeAdapter(From)


def test_an_origin_may_be_the_one_word_of_who_says_so():
    assert FROM.validate_python("manual") == Origin(by="manual")


def test_an_origin_has_its_day_and_its_source():
    told = {"by": "H", "on": "2026-11-23", "source": "https://example.com/notice"}

    origin = FROM.validate_python(told)

    assert (origin.by, str(origin.on), origin.source) == tuple(told.values())


@pytest.mark.parametrize("by", ["L", "NF", "somebody"])
def test_what_nobody_is_sure_of_is_no_origin(by):
    with pytest.raises(ValidationError):
        FROM.validate_python(by)
