"""What a command works on: the settings, the database and the keys of this deployment."""

import os

import click
from flask import Flask
from sqlalchemy import Engine

from wizard import migrate
from wizard.app import open_database
from wizard.errors import KeysError, SettingsError
from wizard.sealing import Keyring
from wizard.settings import Settings
from wizard.vault import Vault


def settings() -> Settings:
    """Read the environment, or end with one line that names the setting at fault."""
    try:
        return Settings.from_env(os.environ)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error


def engine(known: Settings) -> Engine:
    """Open the database."""
    return open_database(Flask("wizard"), known)


def ring(known: Settings, database: Engine) -> Keyring:
    """Give the keys that belong to this database, or end with one line that says why not."""
    if not migrate.is_current(database):
        raise click.ClickException("표가 이 버전과 달라요. 먼저 `wizard db upgrade`를 해 주세요.")
    try:
        return Vault(known.keys, database).ring()
    except KeysError as error:
        raise click.ClickException(str(error)) from error
