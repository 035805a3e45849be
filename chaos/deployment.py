"""A deployment to break: its folder, its database, and all that must still be whole in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import Engine, select

from bench.servers import ROOT
from wizard.app import open_database
from wizard.crypto import key_file
from wizard.db import migrate
from wizard.db.engine import reading, table
from wizard.db.models import Account, AccountField
from wizard.db.records import FieldRecord
from wizard.services.container import Services
from wizard.settings import Settings


@dataclass(frozen=True)
class Deployment:
    """Where it lies, as its environment tells; picklable, for the processes that work on it."""

    folder: Path
    database_url: str = ""

    @property
    def env(self) -> dict[str, str]:
        """The environment that a command of it runs in."""
        return {
            "WIZARD_DATA": str(self.folder / "var"),
            "WIZARD_GUIDES": str(ROOT / "content" / "guides"),
            "DATABASE_URL": self.database_url,
            "WIZARD_SAVE_LIMIT": "10000000 per minute",
            "WIZARD_NEW_FIRM_LIMIT": "10000000 per minute",
        }

    @property
    def settings(self) -> Settings:
        """The same, read."""
        return Settings.from_env(self.env)


def prepare(deployment: Deployment) -> Deployment:
    """Give it its tables and its first key, as `wizard serve` does."""
    settings = deployment.settings
    with opened(deployment) as (engine, _):
        migrate.upgrade(engine)
    key_file.create(settings.keys, datetime.now(UTC))
    return deployment


@contextmanager
def opened(deployment: Deployment) -> Iterator[tuple[Engine, Services]]:
    """Open its database and all that it does."""
    settings = deployment.settings
    engine = open_database(Flask("chaos"), settings)
    try:
        yield engine, Services.over(engine, settings)
    finally:
        engine.dispose()


def values_of(services: Services) -> dict[str, dict[str, str]]:
    """Open every value of every account: account -> field -> value.

    Raises:
        SealError: one is not as it was stored.

    """
    fields, accounts = table(AccountField), table(Account)
    query = select(fields, accounts.c.seller_id, accounts.c.mall).join(
        accounts, accounts.c.id == fields.c.account_id
    )
    found = dict[str, dict[str, str]]()
    with reading(services.accounts.engine) as connection:
        for row in connection.execute(query):
            stored = FieldRecord(row.account_id, row.name, row.value, row.is_sealed, row.tag)
            value = services.keys.value_of(stored, row.account_id, row.seller_id, row.mall)
            found.setdefault(row.account_id, {})[row.name] = value
    return found
