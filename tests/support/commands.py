"""The `wizard` command, as an operator runs it: mostly in this process, once each as a program."""

import logging
import os
import subprocess
import sysconfig
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from wizard.cli import main

PROGRAM = Path(sysconfig.get_path("scripts")) / "wizard"


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it said, named as `subprocess` names it."""

    returncode: int
    stdout: str
    stderr: str


def run_wizard(*args, env=None, input=None):  # noqa: A002  # as subprocess.run names it
    """Run the command in this process. What it would end in a traceback with, is raised here."""
    with logging_of_a_new_process():
        done = CliRunner().invoke(main, [*map(str, args)], input, env, catch_exceptions=False)
    return Ended(done.exit_code, done.stdout, done.stderr)


def run_program(*args, env=None, input=None):  # noqa: A002
    """Run the installed program in a process of its own."""
    return subprocess.run(
        [PROGRAM, *map(str, args)],
        env={**os.environ, **(env or {})},
        input=input,
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def logging_of_a_new_process():
    """Let the command set its log up on its own stderr: what it logs is part of what it says."""
    root, alembic = logging.getLogger(), logging.getLogger("alembic")
    before = root.handlers[:], root.level, alembic.level
    root.handlers[:] = []
    try:
        yield
    finally:
        root.handlers[:] = before[0]
        root.setLevel(before[1])
        alembic.setLevel(before[2])
