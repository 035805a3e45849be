import pytest

from wizard.guide.constants import Constant, Constants
from wizard.steps.base import UNKNOWN

CONSTANTS = Constants(
    {
        "agency": Constant(names=("한국중소벤처기업유통원", "중소기업유통센터", "아임셀러")),
        "server_ip": Constant(value="192.0.2.15", kind="ip"),
        "key": Constant(value="API"),
        "home": Constant(unknown=UNKNOWN, kind="url", ask="주소가 무엇인가요?"),
    }
)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("${agency}", "한국중소벤처기업유통원"),
        ("${agency:names} 순서로 찾아요", "한국중소벤처기업유통원, 중소기업유통센터, 아임셀러 순서로 찾아요"),
        ("${agency:을/를} 골라요", "한국중소벤처기업유통원을 골라요"),
        ("${server_ip:이에요/예요}", "192.0.2.15예요"),
        ("${server_ip:예요/이에요}", "192.0.2.15예요"),
        ("${key:와/과} ${key:으로/로}", "API와 API로"),
        ("**${agency:을/를}** 골라요", "**한국중소벤처기업유통원**을 골라요"),
        ("${agency:을/를}**굵게**", "한국중소벤처기업유통원을**굵게**"),
        ("**가**와 ${agency:을/를}**나**", "**가**와 한국중소벤처기업유통원을**나**"),
        ("**${agency:을/를}** **${key:와/과}**", "**한국중소벤처기업유통원**을 **API**와"),
        ("${server_ip:names}", "192.0.2.15"),
        ("${home:이에요/예요}", "아직 확인되지 않음이에요"),
        ("[아임셀러](${home})를 열어요", "아임셀러를 열어요"),
        ("${nothing} ${agency:을를}", "${nothing} ${agency:을를}"),
    ],
)  # fmt: skip
def test_a_call_says_the_constant_as_it_is_asked_for(text, filled):
    assert CONSTANTS.fill(text) == filled


def test_as_a_mapping_constants_are_what_they_say_in_a_sentence():
    assert dict(CONSTANTS) == {
        "agency": "한국중소벤처기업유통원",
        "server_ip": "192.0.2.15",
        "key": "API",
        "home": UNKNOWN,
    }


def test_only_what_somebody_has_said_is_known():
    assert "home" not in CONSTANTS.known


def test_plain_values_are_constants_too():
    assert Constants.of({"phone": "02-0000-0000"}).fill("${phone:로/으로}") == "02-0000-0000으로"
    assert Constants.of(CONSTANTS) is CONSTANTS
