"""`wizard backup` and `wizard restore`: everything but the keys, as one file."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import click

from wizard.cli import deployment, environment
from wizard.db import migrate
from wizard.errors import BackupError
from wizard.korean.calendar import KOREA
from wizard.services import backup_file
from wizard.services.audit import Audit
from wizard.services.backup_file import BackupReader
from wizard.services.backups import Backups, Made
from wizard.services.restoring import Restoring, is_there, put_folder
from wizard.settings import Settings

NAME = "wizard-{:%Y%m%dT%H%M%SZ}.zip"
OURS = re.compile(r"wizard-\d{8}T\d{6}Z\.zip")
OTHER_TABLES = (
    "표가 이 버전과 달라요. 올리기 전의 백업은 전에 쓰던 버전의 `wizard backup`으로 하고, "
    "올린 다음이라면 먼저 `wizard db upgrade`를 해 주세요."
)
FOLDERS = {"guides": "WIZARD_GUIDES", "privacy": "WIZARD_PRIVACY"}
"""What is in a backup and in no database -> the setting that says where it is."""

OF_OLD = ("published", "notes")
"""What an older version kept in files of the data folder."""


@click.command()
@click.argument("place", required=False, type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(min=1), help="폴더에 새것부터 이만큼만 남겨요.")
@click.option("--last", is_flag=True, help="마지막으로 백업한 때만 적어요.")
def backup(place: Path | None, *, keep: int | None, last: bool) -> None:
    """키를 뺀 모두를 PLACE(새 파일이나 있는 폴더)에 백업해요.

    서버가 켜져 있어도 한 순간의 모습이 담겨요.
    """
    settings = environment.settings()
    engine = deployment.engine(settings)
    if not migrate.is_current(engine):
        raise BackupError(OTHER_TABLES)
    backups = Backups(engine, _folders(settings), environment.told_clock())
    if last:
        _tell_last(backups.last())
        return
    if place is None:
        raise click.UsageError("백업을 둘 파일이나 폴더를 적어 주세요.")
    in_folder = place.is_dir()
    file = place / NAME.format(environment.now().astimezone(UTC)) if in_folder else place
    _tell(backups.make(file.absolute()), settings)
    if keep and in_folder:
        _drop_older(place, keep)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="살펴보기만 하고 아무것도 바꾸지 않아요.")
@click.option("--replace", is_flag=True, help="지금 있는 것을 모두 버리고 되살려요.")
@click.option("--end-sessions", is_flag=True, help="되살린 로그인을 모두 끝내요.")
def restore(file: Path, *, check: bool, replace: bool, end_sessions: bool) -> None:
    """백업 FILE을 되살려요.

    서버를 멈추고, 키 파일을 먼저 제자리에 두세요.
    """
    settings = environment.settings()
    engine = deployment.engine(settings)
    restoring = Restoring(engine, settings.keys, environment.told_clock())
    with backup_file.reading_from(file) as opened:
        restoring.ensure_fits(opened)
        if check:
            click.echo(f"{_said_of(opened)} 깨진 곳이 없어요.")
            return
        restoring.restore(opened, replaces=replace, ends_sessions=end_sessions)
        click.echo(f"{_said_of(opened)} 되살렸어요.")
        _put_folders(opened, settings)
    _tell_of_keys(opened, settings)
    verdict = Audit(engine, environment.told_clock()).verify()
    if verdict.broken:
        raise BackupError(f"기록이 쓴 그대로가 아니에요: {verdict.broken}")


def _folders(settings: Settings) -> dict[str, Path]:
    """Give the folders that are backed up; what was published only where no database has it."""
    folders = {"guides": settings.guides, "privacy": settings.privacy}
    if (settings.published / "releases").is_dir():
        folders["published"] = settings.published
    if settings.notes.is_dir():
        folders["notes"] = settings.notes
    return folders


def _tell(made: Made, settings: Settings) -> None:
    manifest = made.manifest
    click.echo(f"백업했어요: {made.file} (표 {len(manifest.tables)}개, {manifest.rows:,}줄)")
    click.echo(f"SHA-256 {made.digest}")
    keys = ", ".join(manifest.keys) or "없음"
    click.echo(
        f"키 파일은 들어 있지 않아요. 되살리려면 {settings.keys}도 있어야 하니 다른 곳에 따로 두세요 (키 {keys})."
    )
    if made.left_out:
        click.echo(f"우리 표가 아니라서 담지 않았어요: {', '.join(made.left_out)}", err=True)


def _tell_last(at: datetime | None) -> None:
    if at is None:
        raise click.ClickException("아직 백업한 적이 없어요. `wizard backup <폴더>`를 해 주세요.")
    click.echo(f"마지막 백업: {at.astimezone(KOREA):%Y-%m-%d %H:%M} (한국 시각)")


def _drop_older(folder: Path, keep: int) -> None:
    """Take away the oldest of the backups that this command named."""
    ours = sorted(file for file in folder.iterdir() if OURS.fullmatch(file.name))
    for file in ours[:-keep]:
        file.unlink()
        click.echo(f"오래된 백업을 지웠어요: {file}")


def _said_of(opened: BackupReader) -> str:
    manifest = opened.manifest
    made = f"{manifest.made_at.astimezone(KOREA):%Y-%m-%d %H:%M}"
    return f"{made}(한국 시각)의 백업이에요: 표 {len(manifest.tables)}개, {manifest.rows:,}줄."


def _put_folders(opened: BackupReader, settings: Settings) -> None:
    """Put the folders beside, never over what is there."""
    stamp = f"{environment.now().astimezone(UTC):%Y%m%dT%H%M%SZ}"
    for name in OF_OLD:
        home = settings.data / name
        if home.is_dir():
            shutil.move(home, home.with_name(f"{name}-before-{stamp}"))
        put_folder(opened, name, home)
    for name, setting in FOLDERS.items():
        home = settings.data / f"restored-{stamp}" / name
        if not is_there(opened, name, getattr(settings, name)) and put_folder(opened, name, home):
            click.echo(
                f"{name} 폴더가 백업할 때와 달라서 {home}에 따로 두었어요. 그것을 쓰려면 {setting}에 적어 주세요.",
                err=True,
            )


def _tell_of_keys(opened: BackupReader, settings: Settings) -> None:
    if opened.manifest.keys and not settings.keys.exists():
        keys = ", ".join(opened.manifest.keys)
        click.echo(
            f"키 파일이 아직 없어요. 키 {keys}이 든 파일을 {settings.keys}에 두어야 저장한 값을 열 수 있어요.",
            err=True,
        )
