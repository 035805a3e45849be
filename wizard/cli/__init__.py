"""The `wizard` command: for editors, for operators, and to serve."""

import logging
from importlib import import_module

import click

MODULES = {
    "audit": "staff",
    "check": "check",
    "db": "serve",
    "diff": "diff",
    "graph": "graph",
    "jobs": "jobs",
    "keys": "keys",
    "links": "links",
    "new": "new",
    "openapi": "openapi",
    "preview": "serve",
    "publish": "publish",
    "releases": "publish",
    "rollback": "publish",
    "rules": "rules",
    "schema": "schema",
    "seed": "staff",
    "sellers": "staff",
    "serve": "serve",
    "staff": "staff",
    "try": "try_",
    "work": "work",
}
"""Command -> the module in this package that has it, under its own name."""

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
        return sorted(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Give a command."""
        if cmd_name not in MODULES:
            return None
        module = import_module(f"wizard.cli.{MODULES[cmd_name]}")
        command: click.Command = getattr(module, NAMES.get(cmd_name, cmd_name))
        return command


@click.group(cls=Commands)
def main() -> None:
    """아임셀러 연결 길잡이."""
    logging.basicConfig(level=logging.INFO, format=LOG_LINE, datefmt=LOG_TIME)
    logging.getLogger("alembic").setLevel(logging.WARNING)
