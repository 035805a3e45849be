from datetime import date

import pytest
from click.testing import CliRunner
from conftest import CONTENT, GUIDES
from support.commands import run_wizard
from support.small_guides import CONSTANTS

from wizard.cli import main
from wizard.content import constants_file, loader
from wizard.guide.journey import ways
from wizard.guide.scaffold import Plan, draft
from wizard.lint.check import examine
from wizard.steps import Credentials

TODAY = date(2026, 11, 24)
HOSTILE = "가: \"나\" # '다' {라} & *마 [바]"
PLANS = {
    "self": Plan(
        "new", "새몰", "오픈마켓", "self", "새몰 센터", "https://example.com/", 5, ("API 인증키",)
    ),
    "self with three values": Plan(
        "new", "새몰", "종합몰", "self", "센터", values=("업체코드", "Access Key", "아무 값")
    ),
    "self with nothing to copy": Plan("new", "새몰", "오픈마켓", "self", "센터"),
    "agency": Plan("new", "새몰", "오픈마켓", "agency", "센터", "https://example.com/"),
    "inside": Plan("new", "새몰", "오픈마켓", "inside", "센터"),
    "ask": Plan("new", "새몰", "오픈마켓", "ask", "센터"),
    "hostile words": Plan(
        "new", HOSTILE[:20], HOSTILE, "self", HOSTILE, values=(HOSTILE, "나: 다")
    ),
}
ANSWERS = ["--title", "새몰", "--category", "종합몰", "--issue", "self", "--console", "센터"]


def drafted(plan, constants):
    return examine(draft(plan, constants, TODAY).encode(), "new.yaml", constants, TODAY)


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
@pytest.mark.parametrize(
    "constants", [{}, CONSTANTS, constants_file.constants_of(CONTENT)], ids=["none", "few", "all"]
)
def test_a_new_guide_is_sound_and_lacks_but_an_address_that_was_not_given(plan, constants):
    found = drafted(plan, constants)

    told = {fault.code for fault in (*found.faults, *found.advice)}
    assert told == (set() if plan.url else {"A61"})


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_a_new_guide_says_what_was_answered_and_every_way_asks_for_the_account(plan):
    guide = drafted(plan, CONSTANTS).guide

    assert (guide.title, guide.category, guide.issue) == (plan.title, plan.category, plan.issue)
    form = next(step for step in guide.steps if isinstance(step, Credentials))
    labels = [field.label for field in form.fields.values()]
    assert labels == ["사용자ID", "비밀번호", *plan.values]
    assert all(form in path and path[-1].ends for _, path in ways(guide))


def test_a_new_guide_is_commented_and_names_the_schema():
    lines = draft(PLANS["self"], CONSTANTS, TODAY).splitlines()

    assert lines[0] == "# yaml-language-server: $schema=../guide.schema.json"
    assert sum("#" in line for line in lines) >= 6


def test_new_asks_for_what_is_not_given(tmp_path):
    typed = "새몰\n\n\n새몰 센터\n\nAPI 인증키, 비밀키\n"
    result = CliRunner().invoke(main, ["new", "new-mall", "--folder", str(tmp_path)], input=typed)

    guide = loader.load(tmp_path / "new-mall.yaml")
    assert result.exit_code == 0, result.output
    assert (guide.title, guide.category, guide.issue) == ("새몰", "오픈마켓", "self")
    assert list(guide.form("").fields) == ["login_id", "password", "api_key", "secret_key"]


def test_new_asks_nothing_when_all_is_given(tmp_path):
    answers = [*ANSWERS, "--url", "https://example.com/", "--values", "API 인증키"]
    result = run_wizard("new", "mine", *answers, "--folder", tmp_path)

    assert (result.returncode, result.stderr) == (0, "")
    assert [file.name for file in tmp_path.iterdir()] == ["mine.yaml"]
    assert run_wizard("check", "--strict", tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("mall", "more", "told"),
    [
        ("fork", [], "이미 있어요"),
        ("New_Mall", [], "소문자, 숫자, 줄표만"),
        ("../up", [], "소문자, 숫자, 줄표만"),
        ("drafts", [], "다른 데에 쓰고 있어요"),
        ("a" * 41, [], "이름이 41자예요"),
        ("mine", ["--url", "javascript:alert(1)"], "올바른 안내가 되지 않아요"),
        ("mine", ["--title", "가" * 61], "올바른 안내가 되지 않아요"),
    ],
)
def test_new_writes_nothing_that_is_there_or_unsound(tmp_path, mall, more, told):
    (tmp_path / "fork.yaml").write_bytes((GUIDES / "fork.yaml").read_bytes())
    answers = [*ANSWERS, "--url", "", "--values", "API 인증키", *more]
    result = CliRunner().invoke(main, ["new", mall, *answers, "--folder", str(tmp_path)])

    assert result.exit_code in {1, 2}
    assert told in result.output
    assert [file.name for file in tmp_path.iterdir()] == ["fork.yaml"]
    assert (tmp_path / "fork.yaml").read_bytes() == (GUIDES / "fork.yaml").read_bytes()
