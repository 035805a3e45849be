"""Publishing, looking at what was published, and going back, as an operator does it."""

import pytest
from click.testing import CliRunner
from conftest import prepared, settings_for
from support.folders import edit, folder_in, spoil

from wizard.cli import main


@pytest.fixture
def folder(tmp_path):
    return folder_in(tmp_path)


@pytest.fixture
def wizard(tmp_path, folder):
    """The command over a deployment of its own."""
    prepared(settings_for(tmp_path))
    env = {"WIZARD_DATA": str(tmp_path), "WIZARD_GUIDES": str(folder), "DATABASE_URL": ""}
    return lambda *args: CliRunner().invoke(main, args, env=env)


def test_an_edit_is_published_looked_at_taken_back_and_published_again(wizard, folder):
    assert wizard("publish").stdout == "1번으로 펴냈어요: agency, constants, fork, keys\n"
    edit(folder)
    assert wizard("publish").stdout == "2번으로 펴냈어요: fork\n"
    assert wizard("publish").stdout == "새로 펴낼 것이 없어요.\n"

    back = wizard("rollback")
    assert back.stdout.startswith("1번으로 되돌렸어요 (새 번호 3): fork\n")
    lines = wizard("releases").stdout.splitlines()
    assert [line.split("  ")[0] for line in lines] == ["3", "2", "1"]
    assert [line.split("  ")[2:] for line in lines[:2]] == [
        ["operator", "1번으로 되돌림"],
        ["operator", "fork"],
    ]
    assert wizard("publish").stdout == "4번으로 펴냈어요: fork\n"


def test_faults_are_told_and_the_sound_guides_are_published_all_the_same(wizard, folder):
    wizard("publish")
    spoil(folder)
    edit(folder, "keys", "열쇠")

    done = wizard("publish")

    assert done.exit_code == 1
    assert "fork.yaml:20:1: K02" in done.stdout
    assert done.stdout.endswith("2번으로 펴냈어요: keys\n")


def test_a_mall_is_withdrawn_once_its_file_is_gone(wizard, folder):
    wizard("publish")
    refused = wizard("publish", "--withdraw", "fork")
    assert (refused.exit_code, refused.stderr) == (
        1,
        "Error: fork.yaml 파일이 아직 있어요. 먼저 지워 주세요.\n",
    )
    (folder / "fork.yaml").unlink()
    told = wizard("publish")
    assert "wizard publish --withdraw fork" in told.stdout

    done = wizard("publish", "--withdraw", "fork")

    assert (done.exit_code, done.stdout) == (0, "2번으로 펴냈어요: fork\n")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["rollback", "9"], "그런 번호가 없어요. `wizard releases`로 볼 수 있어요."),
        (["rollback", "1"], "지금 보이는 것이 1번과 같아요."),
        (["publish", "--withdraw", "coupang"], "coupang은(는) 펴낸 적이 없어요."),
    ],
)
def test_what_cannot_be_is_said_in_one_line(wizard, args, said):
    wizard("publish")

    refused = wizard(*args)

    assert (refused.exit_code, refused.stderr) == (1, f"Error: {said}\n")


def test_nothing_published_is_said(wizard):
    assert wizard("releases").stdout == "아직 펴낸 것이 없어요.\n"
    assert wizard("rollback").exit_code == 1
