"""What an operator's command works on: the database and the keys of this deployment."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask
from sqlalchemy import Engine, inspect

from wizard.app import open_database
from wizard.cli import environment
from wizard.crypto import key_file
from wizard.crypto.sealing import Keyring
from wizard.db import migrate
from wizard.db.engine import reading
from wizard.db.models import KeyCheck
from wizard.db.queries import seals
from wizard.errors import KeysError, SettingsError
from wizard.services import key_rotation, practice
from wizard.services.container import Services
from wizard.services.keys import Keys, unopened_by
from wizard.services.machines import Here
from wizard.settings import Settings

log = logging.getLogger(__name__)


def engine(known: Settings) -> Engine:
    """Open the database until the command ends, or end with one line that says why not."""
    try:
        opened = open_database(Flask("wizard"), known)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    click.get_current_context().call_on_close(opened.dispose)
    return opened


@contextmanager
def services(kind: str = "command") -> Iterator[tuple[Settings, Services]]:
    """Open the services over the environment's deployment, for one command of a kind."""
    known = environment.settings()
    database = engine(known)
    ensure_current(database)
    ensure_practice_fits(known, database)
    here = Here(known.data, environment.now(), kind)
    yield known, Services.over(database, known, environment.told_clock(), here)


def ensure_current(database: Engine) -> None:
    """End with one line if the tables are not this version's."""
    if not migrate.is_current(database):
        raise click.ClickException("표가 이 버전과 달라요. 먼저 `wizard db upgrade`를 해 주세요.")


def ensure_practice_fits(known: Settings, database: Engine) -> None:
    """End with one line if practice would meet real data, or the other way round."""
    try:
        practice.ensure_fits(
            database, practises=known.malls.practice is not None, now=environment.told_clock()
        )
    except SettingsError as error:
        raise click.ClickException(str(error)) from error


def ensure_keys_fit(known: Settings) -> None:
    """End with one line if this database is locked by keys that are not in the key file.

    Raises:
        KeysError: the key file is there, and is none.

    """
    ours = key_file.load(known.keys).ring if known.keys.exists() else Keyring({})
    database = engine(known)
    if not inspect(database).has_table(KeyCheck.__tablename__):
        return
    with reading(database) as connection:
        lost = unopened_by(ours, seals.key_checks(connection))
    if lost:
        raise click.ClickException(
            f"이 데이터베이스는 {', '.join(lost)} 키로 잠겨 있는데 {known.keys}에 그 키가 없어요. "
            "새 키로는 저장된 값을 열 수 없으니, 백업해 둔 키 파일을 그 자리에 되돌려 주세요."
        )


def mark_open_values(known: Settings, database: Engine) -> None:
    """Mark the values that an older version stored in the open, once; say so if that cannot be."""
    try:
        if key_file.load(known.keys).marks_all:
            return
        strange = key_rotation.mark_open_values(database, Keys(known.keys, database).ring())
        if not strange:
            key_file.mark_all(known.keys)
    except (KeysError, OSError) as error:
        log.warning("values in the open were not marked: %s", type(error).__name__)


def ring(known: Settings, database: Engine) -> Keyring:
    """Give the keys that belong to this database, or end with one line that says why not."""
    ensure_current(database)
    try:
        return Keys(known.keys, database).ring()
    except KeysError as error:
        raise click.ClickException(str(error)) from error
