import pytest

from wizard.forms.comparison import compared
from wizard.steps.fields import TextField

KEY = "3f6c1e9a-52b7-4d08-9e41-b7a20c8d5f13"
OF_36 = {"pattern": "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "say": "36자예요."}


def field(**own):
    return TextField(label="키", **own)


@pytest.mark.parametrize(
    ("what", "value", "says"),
    [
        (field(kind="secret", example=KEY, format=OF_36), "abc", "36자가 아니라 3자 · 끝 ••bc"),
        (field(kind="secret", example=KEY, format=OF_36), KEY[:-1] + "z", "36자 · 끝 ••1z"),
        (field(kind="secret"), "abcdef", "6자 · 끝 ••ef"),
        (
            field(example="A00012345", format={"pattern": r"[AC]\d{8}", "say": "9자예요."}),
            "B00012345",
            "9자 · ‘B00012345’",
        ),
        (
            field(example="sbdc", format={"pattern": "[a-z]+", "say": "영문이에요."}),
            "SBDC",
            "‘SBDC’",
        ),
        (field(), "가" * 60, f"‘{'가' * 23}…’"),
    ],
    ids=["too short", "as long", "no shape known", "shown", "of no one length", "long"],
)
def test_an_odd_value_is_compared_with_what_is_usual_as_far_as_it_may_be_shown(what, value, says):
    assert compared(what, value) == says
