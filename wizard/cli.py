"""The `wizard` command: for editors, for operators, and to serve."""

import json
import logging
import os
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import Flask
from sqlalchemy import Engine

from wizard import cli_staff, keyfile, library, migrate, server
from wizard.app import open_database, warm_app
from wizard.errors import Fault, GuideError, KeysError, SettingsError
from wizard.sealing import Keyring
from wizard.settings import Settings
from wizard.store import seals
from wizard.store.connection import reading
from wizard.vault import Vault, rotate

PATHS = click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))


@click.group()
def main() -> None:
    """아임셀러 연결 길잡이."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)


for group in (cli_staff.staff, cli_staff.audit, cli_staff.sellers, cli_staff.seed):
    main.add_command(group)


@main.command()
@PATHS
@click.option("--json", "as_json", is_flag=True, help="기계가 읽을 수 있게 JSON으로 적어요.")
def check(paths: tuple[Path, ...], *, as_json: bool) -> None:
    """안내 파일이 올바른지 살펴봐요. 잘못이 있으면 모두 적고 1로 끝나요."""
    places = list(paths) or [_settings().guides]
    files = library.guide_files(places)
    found = [fault for file in files for fault in _faults(file)]
    faults = list(dict.fromkeys([*library.constants_faults(places), *found]))
    if as_json:
        click.echo(json.dumps([asdict(fault) for fault in faults], ensure_ascii=False, indent=1))
    else:
        for fault in faults:
            click.echo(str(fault))
        if not files and not faults:
            raise click.ClickException("살펴볼 안내 파일이 없어요. 안내가 있는 폴더를 적어 주세요.")
        if not faults:
            click.echo(f"안내 {len(files)}개가 모두 올바라요.")
    sys.exit(1 if faults else 0)


@main.command()
def serve() -> None:
    """표를 맞추고, 처음이면 키를 만들고, 웹 서버를 열어요."""
    settings = _settings()
    _prepare(settings)
    server.run(lambda: warm_app(settings), settings)


@main.group()
def db() -> None:
    """데이터베이스를 돌봐요."""


@db.command("upgrade")
def db_upgrade() -> None:
    """데이터베이스의 표를 이 버전에 맞춰요."""
    migrate.upgrade(_engine(_settings()))
    click.echo("표가 이 버전과 맞아요.")


@main.group()
def keys() -> None:
    """저장한 값을 잠그는 키를 돌봐요."""


@keys.command("new")
def keys_new() -> None:
    """새 키를 만들어요. 옛 키는 옛 값을 열기 위해 남겨요."""
    settings = _settings()
    now = datetime.now(UTC)
    try:
        made = keyfile.add(settings.keys, now) if settings.keys.exists() else None
        made = made or keyfile.create(settings.keys, now)
    except KeysError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"새 키 {made.ring.active}를 {settings.keys}에 넣었어요. 지금 백업해 주세요.")
    click.echo("이어서 `wizard keys rotate`를 하면 저장된 값도 새 키로 다시 잠가요.")


@keys.command("rotate")
def keys_rotate() -> None:
    """저장된 모든 값을 새 키로 다시 잠가요. 중간에 멈춰도 다시 하면 이어져요."""
    settings = _settings()
    engine = _engine(settings)
    ring = _ring(settings, engine)
    done = rotate(engine, ring)
    click.echo(f"값 {done.resealed}개를 {ring.active}로 다시 잠갔어요.")
    for account, field in done.unopened:
        click.echo(f"열 수 없어 그대로 둔 값: 계정 {account}의 {field}", err=True)
    sys.exit(1 if done.unopened else 0)


@keys.command("status")
def keys_status() -> None:
    """키마다 몇 개의 값을 잠그고 있는지 보여 줘요."""
    settings = _settings()
    engine = _engine(settings)
    ring = _ring(settings, engine)
    with reading(engine) as connection:
        for key_id in ring.keys:
            mark = "지금 쓰는 키" if key_id == ring.active else "옛 키"
            click.echo(f"{key_id}  {mark}  값 {seals.count_sealed_by(connection, key_id)}개")


def _settings() -> Settings:
    try:
        return Settings.from_env(os.environ)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error


def _engine(settings: Settings) -> Engine:
    return open_database(Flask("wizard"), settings)


def _ring(settings: Settings, engine: Engine) -> Keyring:
    if not migrate.is_current(engine):
        raise click.ClickException("표가 이 버전과 달라요. 먼저 `wizard db upgrade`를 해 주세요.")
    try:
        return Vault(settings.keys, engine).ring()
    except KeysError as error:
        raise click.ClickException(str(error)) from error


def _faults(file: Path) -> list[Fault]:
    try:
        library.load(file)
    except GuideError as error:
        return error.faults
    return []


def _prepare(settings: Settings) -> None:
    """Bring the tables up to date; make the first key if this database never had one."""
    engine = _engine(settings)
    migrate.upgrade(engine)
    if not settings.keys.exists() and Vault(settings.keys, engine).is_fresh():
        _first_key(settings)
    engine.dispose()


def _first_key(settings: Settings) -> None:
    """Make the first key, and say once how to keep it; another process may have been first."""
    try:
        made = keyfile.create(settings.keys, datetime.now(UTC))
    except FileExistsError:
        return
    click.echo(
        f"\n처음이라 잠그는 키 {made.ring.active}를 만들었어요: {settings.keys}\n"
        "이 파일이 없으면 저장한 계정을 아무도 열 수 없어요. 지금 다른 곳에 복사해 두세요:\n"
        f"  cp {settings.keys} <안전한 곳>/\n",
        err=True,
    )


if __name__ == "__main__":
    main()
