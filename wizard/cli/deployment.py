"""What an operator's command works on: the database and the keys of this deployment."""

import click
from flask import Flask
from sqlalchemy import Engine

from wizard import migrate
from wizard.app import open_database
from wizard.archive import Archive
from wizard.desk.rooms import Desk
from wizard.errors import KeysError
from wizard.notebook import Notebook
from wizard.sealing import Keyring
from wizard.settings import Settings
from wizard.vault import Vault


def engine(known: Settings) -> Engine:
    """Open the database."""
    return open_database(Flask("wizard"), known)


def desk(known: Settings, database: Engine) -> Desk:
    """Open the desk over the database."""
    archive, notebook = Archive(known.published), Notebook(known.notes)
    return Desk.over(database, Vault(known.keys, database), known.guides, archive, notebook)


def ensure_current(database: Engine) -> None:
    """End with one line if the tables are not this version's."""
    if not migrate.is_current(database):
        raise click.ClickException("표가 이 버전과 달라요. 먼저 `wizard db upgrade`를 해 주세요.")


def ring(known: Settings, database: Engine) -> Keyring:
    """Give the keys that belong to this database, or end with one line that says why not."""
    ensure_current(database)
    try:
        return Vault(known.keys, database).ring()
    except KeysError as error:
        raise click.ClickException(str(error)) from error
