import pytest
from conftest import GUIDES

from wizard.content import loader


@pytest.fixture(scope="module")
def step():
    return loader.load(GUIDES / "keys.yaml").step("form")


def test_a_form_asks_its_choices_under_their_field_ids(step):
    assert step.questions() == {"remit": ("online", "deposit")}
    assert step.ends is False


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, "remit login_id password api_key memo issued_on"),
        ({"remit": ("online",)}, "remit login_id password api_key bank memo issued_on"),
        ({"remit": ("deposit",)}, "remit login_id password api_key memo issued_on"),
    ],
    ids=["not chosen yet", "with the account number", "without"],
)
def test_a_form_asks_the_fields_whose_condition_holds_in_its_order(step, answers, asked):
    assert list(step.asked(answers)) == asked.split()


@pytest.mark.parametrize(
    ("answers", "columns"),
    [
        ({}, []),
        (
            {"remit": ("online",)},
            ["사용자ID", "비밀번호", "API 인증키", "계좌번호", "발급일", "메모"],
        ),
        (
            {"remit": ("deposit",)},
            ["사용자ID", "비밀번호", "API 인증키", "송금방법", "발급일", "메모"],
        ),
    ],
    ids=["not chosen yet", "with the account number", "without"],
)
def test_a_form_registers_the_rows_whose_condition_holds(step, answers, columns):
    assert [list(row.cells) for row in step.registered(answers)] == ([columns] if columns else [])


def test_one_form_may_register_two_rows():
    step = loader.load(GUIDES / "smartstore.yaml").step("account")

    rows = step.registered({"same_id": ("different",)})
    assert [row.cells["사용자ID"] for row in rows] == ["login_id", "api_seller_id"]
    assert len(step.registered({"same_id": ("same",)})) == 1


def test_a_row_is_written_with_its_columns_beside_its_condition(step):
    row = step.rows[1]

    assert row.when == {"remit": ("deposit",)}
    assert row.cells["API 인증키"] == "api_key"
    assert "when" not in row.cells
