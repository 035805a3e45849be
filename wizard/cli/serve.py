"""`wizard serve`, `wizard preview` and `wizard db`: the tables brought up to date, and the server."""

from collections.abc import Callable
from contextlib import redirect_stderr

import click
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from wizard import server
from wizard.app import open_database, warm_app
from wizard.cli import deployment, environment
from wizard.cli.failures import AWAY, is_away
from wizard.content import folder, privacy_folder
from wizard.content.local_copy import LocalCopy
from wizard.db import migrate, vacuum
from wizard.errors import KeysError, UnavailableError
from wizard.korean.calendar import clock
from wizard.services import practice
from wizard.services.job_admin import JobAdmin
from wizard.services.keys import Keys
from wizard.services.machines import Here
from wizard.settings import LOOPBACK, Settings, sqlite_url

READS_ALONE = "그때까지는 이 기계에 둔 사본으로 안내만 읽을 수 있고, 연결되면 저절로 저장도 돼요."


@click.command()
def serve() -> None:
    """표를 맞추고, 처음이면 키를 만들고, 웹 서버를 열어요."""
    settings = environment.settings()
    late = _prepare_unless_away(settings)
    if not settings.hosts and settings.host not in LOOPBACK:
        click.echo(f"WIZARD_HOSTS가 비어 있어서 localhost와 {settings.host}로만 열려요.", err=True)
    here = Here(settings.data, environment.now())
    server.run(lambda: warm_app(settings, here, late), settings)


@click.command()
@click.option("--port", default=8001, show_default=True, help="여는 곳")
def preview(port: int) -> None:
    """안내를 저장할 때마다 화면으로 보여 줘요. 이 컴퓨터에서만 열리고, 판매자에게는 아무것도 가지 않아요."""
    known = environment.settings()
    known.data.mkdir(parents=True, exist_ok=True, mode=0o700)  # as `wizard serve` makes it
    home = known.data / "preview"
    settings = Settings(
        data=home,
        database_url=sqlite_url(home / "wizard.db"),
        keys=home / "keys.json",
        guides=known.guides,
        port=port,
        workers=1,
        preview=True,
    )
    deployment.engine(settings)  # makes the folder
    with redirect_stderr(None):  # its key locks nothing: not worth a word
        _prepare(settings)
    server.run(lambda: warm_app(settings), settings, "/editor")


@click.group()
def db() -> None:
    """데이터베이스를 돌봐요."""


@db.command("upgrade")
def upgrade() -> None:
    """데이터베이스의 표를 이 버전에 맞춰요."""
    migrate.upgrade(deployment.engine(environment.settings()))
    click.echo("표가 이 버전과 맞아요.")


@db.command("sweep")
def sweep() -> None:
    """지운 값의 흔적을 데이터베이스 파일에서 없애요. 그동안 저장이 기다리니 한가할 때 하세요."""
    engine = deployment.engine(environment.settings())
    deployment.ensure_current(engine)
    JobAdmin(engine, environment.now).forget()
    if not vacuum.sweep(engine):
        raise click.ClickException(
            "다른 곳에서 쓰는 중이라 다 비우지 못했어요. 잠시 뒤에 다시 해 주세요."
        )
    click.echo("지운 값의 흔적을 파일에서 없앴어요.")


def _prepare_unless_away(settings: Settings) -> Callable[[], object] | None:
    """Prepare, or say that only guides can be read; give what is still to be done, if anything."""
    try:
        _prepare(settings)
    except (SQLAlchemyError, UnavailableError) as error:
        reads_alone = settings.keys.exists() and LocalCopy(settings.published).newest()
        if not is_away(error) or not reads_alone or settings.malls.practice:
            raise
        click.echo(f"{AWAY} {READS_ALONE}", err=True)
        return lambda: _prepare_late(settings)
    return None


def _prepare_late(settings: Settings) -> None:
    """Do what could not be done at the start: no word to anybody, and no command around it.

    Raises:
        SQLAlchemyError, DatabaseError: it cannot be done now either.

    """
    engine = open_database(Flask("wizard"), settings)
    try:
        migrate.upgrade(engine)
        practice.ensure_fits(engine, practises=False, now=clock)
        deployment.mark_open_values(settings, engine)
    finally:
        engine.dispose()


def _prepare(settings: Settings) -> None:
    """Bring the tables up to date; make the first key if this database never had one."""
    privacy_folder.load(settings.privacy, settings.retention_days)
    engine = deployment.engine(settings)
    migrate.upgrade(engine)
    deployment.ensure_practice_fits(settings, engine)
    if not settings.keys.exists():
        _first_key(settings, engine)
    _tell_of_keys(settings, engine)
    deployment.mark_open_values(settings, engine)
    engine.dispose()
    _tell_of_guides(settings)


def _tell_of_keys(settings: Settings, engine: Engine) -> None:
    """Say what to do about keys that open nothing here; what there is to read is served all the same."""
    try:
        Keys(settings.keys, engine).ring()
    except KeysError as error:
        click.echo(f"{error} 그때까지 안내는 읽을 수 있지만 저장할 수 없어요.", err=True)


def _tell_of_guides(settings: Settings) -> None:
    """Say that no guide is in the folder; what was published is served all the same."""
    if not any(folder.guide_files([settings.guides])):
        click.echo(
            f"{settings.guides}: 안내 파일이 하나도 없어요. 안내가 있는 폴더를 WIZARD_GUIDES에 적어 주세요.",
            err=True,
        )


def _first_key(settings: Settings, engine: Engine) -> None:
    """Make the first key if there never was one, and say once how to keep it; another process may have been first."""
    try:
        made = Keys(settings.keys, engine).begin(environment.now())
    except FileExistsError:
        return
    if not made:
        return
    click.echo(
        f"\n처음이라 잠그는 키 {made}를 만들었어요: {settings.keys}\n"
        "이 파일이 없으면 저장한 계정을 아무도 열 수 없어요. 지금 다른 곳에 복사해 두세요:\n"
        f"  cp {settings.keys} <안전한 곳>/\n"
        "기계가 여럿이면 다른 기계에도 이 파일을 그대로 두고 시작해 주세요.\n",
        err=True,
    )
