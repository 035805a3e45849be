"""What an operator's command works on: the database and the keys of this deployment."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask
from sqlalchemy import Engine

from wizard.app import open_database
from wizard.cli import environment
from wizard.crypto.sealing import Keyring
from wizard.db import migrate
from wizard.errors import KeysError, SettingsError
from wizard.services.container import Services
from wizard.services.keys import Keys
from wizard.settings import Settings


def engine(known: Settings) -> Engine:
    """Open the database until the command ends, or end with one line that says why not."""
    try:
        opened = open_database(Flask("wizard"), known)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    click.get_current_context().call_on_close(opened.dispose)
    return opened


@contextmanager
def services() -> Iterator[tuple[Settings, Services]]:
    """Open the desk of the environment's deployment, for one command."""
    known = environment.settings()
    database = engine(known)
    ensure_current(database)
    yield known, Services.over(database, known, environment.now)


def ensure_current(database: Engine) -> None:
    """End with one line if the tables are not this version's."""
    if not migrate.is_current(database):
        raise click.ClickException("표가 이 버전과 달라요. 먼저 `wizard db upgrade`를 해 주세요.")


def ring(known: Settings, database: Engine) -> Keyring:
    """Give the keys that belong to this database, or end with one line that says why not."""
    ensure_current(database)
    try:
        return Keys(known.keys, database).ring()
    except KeysError as error:
        raise click.ClickException(str(error)) from error
