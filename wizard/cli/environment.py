"""What a command is told by where and when it runs."""

import os
from datetime import date, datetime, timedelta, timezone

import click

from wizard.errors import SettingsError
from wizard.settings import Settings

KST = timezone(timedelta(hours=9))


def settings() -> Settings:
    """Read the environment, or end with one line that names the setting at fault."""
    try:
        return Settings.from_env(os.environ)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error


def today() -> date:
    """Give today's date in Korea: guides are dated by those who write them."""
    return datetime.now(KST).date()
