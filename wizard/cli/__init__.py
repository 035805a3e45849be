"""The `wizard` command: for editors, for operators, and to serve."""

import logging
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any, NamedTuple

import click


class Entry(NamedTuple):
    """Where a command is: the module of this package that has it under its own name; and what the list says of it."""

    module: str
    summary: str


COMMANDS = {
    "audit": Entry("staff", "기록을 살펴봐요."),
    "backup": Entry("backup", "키를 뺀 모두를 PLACE(새 파일이나 있는 폴더)에 백업해요."),
    "check": Entry("check", "안내 파일이 올바른지 살펴봐요."),
    "db": Entry("serve", "데이터베이스를 돌봐요."),
    "diff": Entry(
        "diff", "OLD와 NEW(파일이나 폴더)를 견줘요: 늘고 준 단계, 바뀐 길, 그 길에 있는 답."
    ),
    "graph": Entry("graph", "안내의 화면, 갈림길, 끝을 글로 보여 줘요."),
    "jobs": Entry("jobs", "뒤에서 하는 일을 살펴봐요."),
    "keys": Entry("keys", "저장한 값을 잠그는 키를 돌봐요."),
    "links": Entry("links", "안내에 적힌 주소를 모두 적고 살펴봐요."),
    "new": Entry("new", "MALL의 안내를 새로 써요."),
    "openapi": Entry("openapi", "API의 OpenAPI 문서를 적어요. docs/openapi.json이 이것이에요."),
    "preview": Entry("serve", "안내를 저장할 때마다 화면으로 보여 줘요."),
    "publish": Entry("publish", "폴더의 안내를 지금 펴내요."),
    "releases": Entry("publish", "펴낸 것을 새것부터 보여 줘요: 번호, 때, 누가, 무엇이 바뀌었나."),
    "restore": Entry("backup", "백업 FILE을 되살려요."),
    "rollback": Entry("publish", "NUMBER번(안 적으면 바로 전)에 보이던 안내로 되돌려요."),
    "rules": Entry("rules", "규칙을 보기와 함께 적어요."),
    "schema": Entry("schema", "안내 파일의 JSON Schema를 적어요."),
    "seed": Entry("staff", "속도를 재려고 지어낸 판매자를 넣어요."),
    "sellers": Entry("staff", "판매자의 정보를 내보내거나 지워요."),
    "serve": Entry("serve", "표를 맞추고, 처음이면 키를 만들고, 웹 서버를 열어요."),
    "staff": Entry("staff", "담당자를 돌봐요."),
    "try": Entry("try_", "쇼핑몰에 계정 하나를 한 번 물어봐요."),
    "work": Entry("work", "기다리는 일을 해요."),
}
"""Every command. Its summary stands here too, so that the list of them loads none."""

NAMES = {"try": "try_"}
"""Commands whose name is a word of Python's."""

LOG_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LOG_TIME = "%Y-%m-%dT%H:%M:%S%z"
"""A moment with its offset, so that lines of several machines can be put in order."""


class Commands(click.Group):
    """Opens a command's module only when it is called: an editor's check waits for no database.

    Source: click.palletsprojects.com/en/stable/complex, "Lazily Loading Subcommands".

    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's own name
        """Name every command."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Give a command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"wizard.cli.{COMMANDS[cmd_name].module}")
        command: click.Command = getattr(module, NAMES.get(cmd_name, cmd_name))
        return command

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run as a program; a letter that the terminal does not know is written by its number."""
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")
        return super().main(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what it could not do for want of something is told in one sentence."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, SystemExit):
            raise
        except _foreseen() as error:
            raise _told(error) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands."""
        rows = [(name, COMMANDS[name].summary) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def _foreseen() -> tuple[type[Exception], ...]:
    """Give what is no bug of ours; looked up only when something was raised."""
    from wizard.cli.failures import kinds  # noqa: PLC0415  # it needs all of SQLAlchemy

    return kinds()


def _told(error: Exception) -> Exception:
    """Give the one sentence that ends the command, or the error itself if it has none."""
    from wizard.cli.failures import sentence  # noqa: PLC0415

    told = sentence(error)
    return click.ClickException(told) if told else error


@click.group(cls=Commands)
def main() -> None:
    """아임셀러 연결 길잡이."""
    logging.basicConfig(level=logging.INFO, format=LOG_LINE, datefmt=LOG_TIME)
    logging.getLogger("alembic").setLevel(logging.WARNING)
