"""Each command as the installed program: what other tests of commands run inside this process."""

import shutil
import subprocess
import sys

import click
import pytest
from conftest import GUIDES, prepared, settings_for
from support.commands import run_program

from wizard.cli import COMMANDS, main

ELSEWHERE = {
    "backup": "cli/test_backup, in that process: it needs a place of its own",
    "preview": "test_browser_preview",
    "restore": "cli/test_backup, in that process: it needs a backup",
    "rollback": "test_publishing",
    "serve": "test_publishing and web/test_sheet",
    "try": "cli/test_try, in that process: it needs malls to ask",
}
"""Command -> where a process of its own runs it, because it needs something beside it."""
NEW = ["mine", "--title", "새몰", "--category", "종합몰", "--issue", "self", "--console", "센터"]
ONCE = [
    ("audit", ["verify"], "끝 값"),
    ("check", [GUIDES], "개가 모두 올바라요"),
    ("db", ["upgrade"], "표가 이 버전과 맞아요"),
    ("diff", [GUIDES / "fork.yaml", GUIDES / "fork.yaml"], ""),
    ("graph", [GUIDES / "fork.yaml"], "which=left → west"),
    ("jobs", ["list"], "못 한 일 0개"),
    ("keys", ["status"], "지금 쓰는 키"),
    ("links", [GUIDES], "https://"),
    ("new", [*NEW, "--url", "", "--values", "키"], "mine.yaml"),
    ("openapi", [], "/api/v1/sellers"),
    ("publish", [], "1번으로 펴냈어요"),
    ("releases", [], "아직 펴낸 것이 없어요"),
    ("rules", ["P06"], "### P06"),
    ("schema", [], "json-schema.org"),
    ("seed", ["--sellers", "2", "--runs", "1", "--yes"], "판매자 2명"),
    ("sellers", ["expire"], "판매자 0명을 지웠어요"),
    ("staff", ["add", "kim@example.com", "--role", "admin", "--password-stdin"], "otpauth://"),
    ("work", ["--once"], ""),
]


@pytest.fixture
def env(tmp_path):
    """A deployment that is ready, with a folder of guides of its own."""
    prepared(settings_for(tmp_path / "data"))
    shutil.copytree(GUIDES, tmp_path / "guides")
    folders = {"WIZARD_DATA": tmp_path / "data", "WIZARD_GUIDES": tmp_path / "guides"}
    return {name: str(folder) for name, folder in folders.items()} | {"DATABASE_URL": ""}


@pytest.mark.parametrize(("command", "args", "told"), ONCE, ids=[name for name, *_ in ONCE])
def test_the_installed_program_runs_each_command(env, command, args, told):
    done = run_program(command, *args, env=env, input="correct horse battery\n")

    assert (done.returncode, done.stderr) == (0, "")
    assert told in done.stdout


def test_no_command_is_left_out():
    assert {name for name, *_ in ONCE} | ELSEWHERE.keys() == COMMANDS.keys()


def test_the_list_of_commands_says_of_each_what_it_says_of_itself():
    context = click.Context(main)
    said = {name: main.get_command(context, name).get_short_help_str(60) for name in COMMANDS}

    assert said == {name: entry.summary for name, entry in COMMANDS.items()}


def test_the_list_of_commands_loads_none_of_them():
    look = "import sys; from wizard.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)

    assert COMMANDS["try"].summary in told.stdout
    assert not {"sqlalchemy", "flask", "pydantic"} & set(told.stdout.split())
