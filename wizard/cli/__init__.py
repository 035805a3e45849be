"""The `wizard` command: for editors, for operators, and to serve."""

import logging

import click

from wizard.cli.check import check
from wizard.cli.keys import keys
from wizard.cli.rules import rules
from wizard.cli.serve import db, serve


@click.group()
def main() -> None:
    """아임셀러 연결 길잡이."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)


for command in (check, db, keys, rules, serve):
    main.add_command(command)
