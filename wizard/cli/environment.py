"""What a command is told by where and when it runs."""

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click

from wizard.errors import SettingsError
from wizard.korean.calendar import clock, in_korea
from wizard.settings import Settings


def settings() -> Settings:
    """Read the environment, or end with one line that names the setting at fault."""
    try:
        return Settings.from_env(os.environ)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error


def published() -> Path:
    """Give the folder of what was published, as far as the environment can be read."""
    try:
        return Settings.from_env(os.environ).published
    except SettingsError:
        return Path(os.devnull)


def now() -> datetime:
    """Give the moment it is, by the command's clock."""
    return told_clock()()


def told_clock() -> Callable[[], datetime]:
    """Give the clock that the command was started with, or the real one; any thread may ask it."""
    told: Callable[[], datetime] | None = click.get_current_context().find_root().obj
    return told or clock


def today() -> date:
    """Give today's date in Korea: guides are dated by those who write them."""
    return in_korea(now())
