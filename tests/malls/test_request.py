import pytest

from wizard.errors import BadFormatError
from wizard.malls.request import Request


def filled(target, host="coupang", **values):
    return Request.filled("p", host, "GET", target, values)


def test_a_guides_path_is_filled_with_values_and_split_at_its_question_mark():
    asked = filled("/vendors/{vendor_id}/centers?pageNum=1&v={vendor_id}", vendor_id="A00012345")

    assert (asked.path, asked.query) == ("/vendors/A00012345/centers", "pageNum=1&v=A00012345")
    assert asked.target == "/vendors/A00012345/centers?pageNum=1&v=A00012345"


def test_a_value_stays_one_value_whatever_stands_in_it():
    asked = filled("/v/{id}/x?a={id}", id="a/../b?c=d&e#f%2F")

    assert asked.target == "/v/a%2F..%2Fb%3Fc%3Dd%26e%23f%252F/x?a=a%2F..%2Fb%3Fc%3Dd%26e%23f%252F"


@pytest.mark.parametrize("value", ["..", ".", "A 1", "A\r\n", "가", ""])
def test_a_value_that_would_change_the_path_or_cannot_be_sent_is_refused(value):
    with pytest.raises(BadFormatError, match=r"^vendor_id cannot be sent$"):
        filled("/vendors/{vendor_id}/x", vendor_id=value)


@pytest.mark.parametrize(
    ("host", "base"), [("naver-agency", "/partner"), ("naver-own", "/external")]
)
def test_at_naver_the_path_begins_as_the_kind_of_application_has_it(host, base):
    assert filled("/v1/seller/account", host).target == f"{base}/v1/seller/account"


def test_a_request_shows_its_name_and_nothing_that_it_holds():
    asked = Request("identity", "lotteon", "GET", "/canary", "canary", {"a": "canary"}, b"canary")

    assert repr(asked) == "<Request lotteon/identity>"
