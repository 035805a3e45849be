"""Bringing a database's tables to what this version of the program expects."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from wizard.errors import SettingsError

if TYPE_CHECKING:
    from alembic.config import Config

NEWER = (
    "이 데이터베이스는 더 새 버전의 프로그램이 쓰던 것이에요. 프로그램을 그 버전으로 올려 주세요. "
    "아무것도 바꾸지 않았어요"
)
_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 20211124
"""The number by which instances that start together wait for one another."""


def upgrade(engine: Engine) -> None:
    """Run the migrations that this database has not seen, all of them or none.

    Instances that start together take turns: SQLite's writers do so by themselves, PostgreSQL's
    by a lock that ends with the transaction.

    Raises:
        SettingsError: a newer version of the program has seen to it; nothing was changed.

    """
    ensure_known(engine)
    if is_current(engine):
        return
    with engine.begin() as connection:
        take_turn(connection)
        upgrade_on(connection)


def take_turn(connection: Connection) -> None:
    """Be the only one who changes tables until the transaction ends, however long others take."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})


def upgrade_on(connection: Connection, to: str = "head") -> None:
    """Run the migrations up to one, in the transaction of a connection."""
    from alembic import command  # noqa: PLC0415  # a fifth of all that a start reads; mostly nothing is to do

    command.upgrade(config_on(connection), to)


def config_on(connection: Connection) -> "Config":
    """Tell Alembic where the migrations are, and on which connection they run."""
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))  # it is interpolated
    config.attributes["connection"] = connection
    return config


def is_current(engine: Engine) -> bool:
    """Say whether the database has seen every migration."""
    with engine.connect() as connection:
        return revision_of(connection) == newest()


def revision_of(connection: Connection) -> str | None:
    """Give the last migration that a database has seen; None for one without tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    seen = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return str(seen) if seen else None


def newest() -> str:
    """Give the last migration that there is."""
    return max(_revisions())


def ensure_known(engine: Engine) -> None:
    """See to it that no newer version of the program has changed a database.

    Raises:
        SettingsError: one has.

    """
    with engine.connect() as connection:
        seen = revision_of(connection)
    if seen is not None and not knows(seen):
        raise SettingsError(NEWER)


def knows(revision: str) -> bool:
    """Say whether a migration is one of this version's."""
    return revision in _revisions()


def _revisions() -> set[str]:
    """Give each migration by the number that its file begins with."""
    return {file.name.partition("_")[0] for file in (_FOLDER / "versions").glob("[0-9]*_*.py")}
